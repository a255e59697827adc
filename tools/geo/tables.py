"""Rows of the CSV files: communes of a territory, their old names and codes, all the communes of France."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from tools.geo.registers import Canton, Commune, Former, France
from tools.geo.shapes import position

COMMUNES = (
    *("code", "name", "postal_codes", "population", "canton", "canton_name", "epci", "epci_name", "lat", "lon"),
    "point",
)
FORMER = ("code", "name", "kind", "today", "today_name")
NATIONAL = ("code", "name", "postal_codes", "population", "departement", "epci", "lat", "lon")
SUPPLEMENTS = Path(__file__).resolve().parent / "supplement"


def commune_rows(france: France, communes: Iterable[Commune]) -> list[dict[str, Any]]:
    """Rows of geography/communes.csv."""
    return [_commune_row(france, commune) for commune in communes]


def _commune_row(france: France, commune: Commune) -> dict[str, Any]:
    canton = canton_of(commune, [c for c in france.cantons if c.departement == commune.departement])
    point, kind = position(commune)
    return {
        "code": commune.code,
        "name": commune.name,
        "postal_codes": " ".join(commune.postal_codes),
        "population": commune.population,
        "canton": canton.code if canton else "",
        "canton_name": canton.name if canton else "",
        "epci": commune.epci,
        "epci_name": france.epci.get(commune.epci, ""),
        "lat": degrees(point, "y", 5),
        "lon": degrees(point, "x", 5),
        "point": kind,
    }


def degrees(point: BaseGeometry | None, axis: str, decimals: int) -> str:
    """A coordinate, never in powers of ten: the meridian of Greenwich crosses France. "" without a point."""
    if point is None:
        return ""
    text = repr(round(float(getattr(point, axis)), decimals))
    return f"{float(text):.{decimals}f}" if "e" in text else text


def canton_of(commune: Commune, cantons: list[Canton]) -> Canton | None:
    """The canton that holds more than half of the commune's area; None for a city cut into several, or without contour."""
    if commune.contour is None or not cantons:
        return None
    shares = [(canton.contour.intersection(commune.contour).area, canton) for canton in cantons]
    area, best = max(shares, key=lambda share: share[0])
    return best if area > commune.contour.area / 2 else None


def former_of(france: France, departement: str) -> list[Former]:
    """Old names and codes of a département's communes, completed by hand where `supplement/` has its file; by code and name."""
    local = {commune.code for commune in france.of(departement)}
    added = supplement(departement)
    named = {former.code for former in added}
    found = [former for former in france.former if former.today in local and (former.name or former.code not in named)]
    return sorted([*found, *added], key=lambda former: (former.code, former.name))


def supplement(departement: str) -> list[Former]:
    """Old names that neither package has, each with its source in the file."""
    path = SUPPLEMENTS / f"{departement}.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return [Former(row["code"], row["name"], row["kind"], row["today"]) for row in csv.DictReader(lines)]


def former_rows(france: France, former: Iterable[Former]) -> list[dict[str, Any]]:
    """Rows of geography/former_communes.csv."""
    return [
        {
            "code": old.code,
            "name": old.name,
            "kind": old.kind,
            "today": old.today,
            "today_name": france.communes[old.today].name,
        }
        for old in former
    ]


def national_rows(france: France) -> list[dict[str, Any]]:
    """Rows of the list of all communes, their point to four decimals (some 10 m)."""
    return [_national_row(commune) for commune in france.communes.values()]


def _national_row(commune: Commune) -> dict[str, Any]:
    point, _kind = position(commune)
    return {
        "code": commune.code,
        "name": commune.name,
        "postal_codes": " ".join(commune.postal_codes),
        "population": commune.population,
        "departement": commune.departement,
        "epci": commune.epci,
        "lat": degrees(point, "y", 4),
        "lon": degrees(point, "x", 4),
    }

"""The places that already stand near those of a file, and which of them a line may be about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from solozere.core.geo import Point, cells_around, distance_km
from solozere.core.text import fold
from solozere.places.enums import PointPrecision
from solozere.places.imports.parsed import ParsedRow
from solozere.places.models import Place

ALIKE_KM = 0.5
"""The same name or one alike within that distance: somebody has to look."""
ALIKE = 90
CHUNK = 500
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Neighbour:
    """A place that stands (`pk`), or that an earlier line of the same file makes (`line`)."""

    name: str
    commune: str
    point: Point | None
    exact: bool
    pk: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Likeness:
    """A neighbour that a line may be about; `km` None where one of both has no point of its own."""

    neighbour: Neighbour
    km: float | None
    same_name: bool


class Neighbours:
    """Neighbours by grid cell and by commune, so that a line is compared with those around it only."""

    def __init__(self) -> None:
        self._cells: dict[int, list[Neighbour]] = {}
        self._communes: dict[str, list[Neighbour]] = {}

    def add(self, neighbour: Neighbour) -> None:
        """One more."""
        if neighbour.point:
            self._cells.setdefault(neighbour.point.cell, []).append(neighbour)
        self._communes.setdefault(neighbour.commune, []).append(neighbour)

    def like(self, row: ParsedRow) -> Likeness | None:
        """The nearest neighbour that `row` may be about, one of the same name first."""
        found = [likeness for near in self._around(row) if (likeness := _likeness(row, near))]
        return min(found, key=lambda one: (not one.same_name, one.km or 0.0), default=None)

    def _around(self, row: ParsedRow) -> Iterator[Neighbour]:
        """Those of its commune, and those of the cells around its own point."""
        yield from self._communes.get(row.town.code if row.town else "", ())
        for cell in cells_around(row.point, ALIKE_KM) or () if row.point else ():
            yield from self._cells.get(cell, ())


def _likeness(row: ParsedRow, near: Neighbour) -> Likeness | None:
    ours, theirs = fold(row.name), fold(near.name)
    same = ours == theirs
    if not same and not _alike(ours, theirs):
        return None
    if row.point is None or not near.exact or near.point is None:
        return Likeness(near, None, same) if row.town and row.town.code == near.commune else None
    km = distance_km(row.point, near.point)
    return Likeness(near, km, same) if km <= ALIKE_KM else None


def _alike(ours: str, theirs: str) -> bool:
    """Names of the same words but for a few letters; other figures make other places."""
    return (
        _DIGITS.findall(ours) == _DIGITS.findall(theirs) and fuzz.token_sort_ratio(ours, theirs, score_cutoff=ALIKE) > 0
    )


def standing_around(rows: Sequence[ParsedRow]) -> Neighbours:
    """The places that stand around these lines: one query for each CHUNK of grid cells, and of communes."""
    cells = sorted({cell for row in rows if row.point for cell in cells_around(row.point, ALIKE_KM) or ()})
    communes = sorted({row.town.code for row in rows if row.town})
    found: dict[int, Neighbour] = {}
    for name, wanted in (("cell__in", cells), ("commune__in", communes)):
        for start in range(0, len(wanted), CHUNK):
            for place in Place.objects.filter(**{name: wanted[start : start + CHUNK]}).order_by("pk").values(*_READ):
                found[place["pk"]] = _standing(place)
    neighbours = Neighbours()
    for neighbour in found.values():
        neighbours.add(neighbour)
    return neighbours


_READ = ("pk", "name", "commune", "lat", "lon", "precision")


def _standing(place: Mapping[str, Any]) -> Neighbour:
    point = None if place["lat"] is None or place["lon"] is None else Point(place["lat"], place["lon"])
    exact = place["precision"] != PointPrecision.COMMUNE
    return Neighbour(place["name"], place["commune"], point, exact, pk=place["pk"])

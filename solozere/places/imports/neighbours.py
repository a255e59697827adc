"""The places that already stand near those of a file, and which of them a line may be about."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor
from typing import Any

from rapidfuzz import fuzz, process

from solozere.core.geo import Point, cells_around, distance_km
from solozere.core.text import fold
from solozere.places.enums import PointPrecision
from solozere.places.imports.parsed import ParsedRow
from solozere.places.models import Place

ALIKE_KM = 0.5
"""The same name or one alike within that distance: somebody has to look."""
ALIKE = 90
AT_MOST = 2_000
"""Names of one commune, or around one point, that a name is likened to, the last ones: more would make the work quadratic."""
CHUNK = 500
_PER_DEGREE = 100
"""Squares of 1.1 km at the most: those within ALIKE_KM of a point are in its own and in the eight around, up to 63° of latitude."""
_DIGITS = re.compile(r"\d+")
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Neighbour:
    """A place that stands (`pk`), or that an earlier line of the same file makes (`line`); `folded`: its name as it is compared."""

    name: str
    commune: str
    point: Point | None
    exact: bool
    pk: int | None = None
    line: int | None = None
    folded: str = ""

    @property
    def where(self) -> Point | None:
        """Its own point; None where it stands at its commune's."""
        return self.point if self.exact else None


@dataclass(frozen=True)
class Likeness:
    """A neighbour that a line may be about; `km` None where one of both has no point of its own."""

    neighbour: Neighbour
    km: float | None
    same_name: bool


class _Names:
    """Neighbours of one group, by their name; their words are sorted once, so that their order makes no difference."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Neighbour]] = {}
        self._sorted: list[str] = []
        self._behind: list[list[Neighbour]] = []

    def add(self, neighbour: Neighbour) -> None:
        if neighbour.folded not in self._by_name:
            self._by_name[neighbour.folded] = []
            self._sorted.append(_words(neighbour.folded))
            self._behind.append(self._by_name[neighbour.folded])
        self._by_name[neighbour.folded].append(neighbour)

    def equal(self, folded: str) -> Sequence[Neighbour]:
        return self._by_name.get(folded, ())

    def alike(self, words: str) -> Iterator[Neighbour]:
        names = self._sorted[-AT_MOST:]
        first = len(self._sorted) - len(names)
        for _name, _score, rank in process.extract(
            words, names, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE, limit=None
        ):
            yield from self._behind[first + rank]


class Neighbours:
    """Neighbours by commune and by square of about a kilometre, then by the figures of their name: other figures make other
    places. A line is compared with those that it may be about only."""

    def __init__(self) -> None:
        self._names: dict[Key, _Names] = {}

    def add(self, neighbour: Neighbour) -> None:
        """One more."""
        neighbour = replace(neighbour, folded=fold(neighbour.name))
        figures = tuple(_DIGITS.findall(neighbour.folded))
        where = neighbour.where
        keys: list[Key] = [("commune", neighbour.commune)]
        keys.append(("square", *_square(where)) if where else ("vague", neighbour.commune))
        for key in keys:
            self._names.setdefault((*key, figures), _Names()).add(neighbour)

    def like(self, row: ParsedRow) -> Likeness | None:
        """The nearest neighbour that `row` may be about, one of the same name first."""
        folded = fold(row.name)
        around = self._around(row, tuple(_DIGITS.findall(folded)))
        same = (near for names in around for near in names.equal(folded))
        found = _nearest(row, same, same_name=True)
        if found is not None:
            return found
        words = _words(folded)
        return _nearest(row, (near for names in around for near in names.alike(words)), same_name=False)

    def _around(self, row: ParsedRow, figures: tuple[str, ...]) -> list[_Names]:
        """Without a point, all those of its commune; else those of its commune without one, and those near it."""
        commune = row.town.code if row.town else ""
        keys: list[Key] = [("vague" if row.point else "commune", commune)]
        if row.point:
            x, y = _square(row.point)
            keys += [("square", x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        return [self._names[(*key, figures)] for key in keys if (*key, figures) in self._names]


def _square(point: Point) -> tuple[int, int]:
    return floor(point.lat * _PER_DEGREE), floor(point.lon * _PER_DEGREE)


def _words(folded: str) -> str:
    return " ".join(sorted(folded.split()))


def _nearest(row: ParsedRow, found: Iterable[Neighbour], *, same_name: bool) -> Likeness | None:
    """The nearest within ALIKE_KM; one that cannot be measured is as near as can be."""
    best: Likeness | None = None
    for near in found:
        if row.point is None or near.where is None:
            return Likeness(near, None, same_name)
        km = distance_km(row.point, near.where)
        if km <= ALIKE_KM and (best is None or best.km is None or km < best.km):
            best = Likeness(near, km, same_name)
    return best


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

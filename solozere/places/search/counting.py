"""Counts the rows of a search facet by facet: what each choice would give, the others kept. No database."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from solozere.places.enums import Listing, PlaceStatus
from solozere.places.search.params import NO_LABEL, TO_COME, PlaceSearch

K = TypeVar("K")
Row = tuple[Any, ...]
"""(pk, status, label, mask, listing, sort key, open now, open during the span, a flag for each facet value[, chord²])."""
PK, STATUS, LABEL, MASK, LISTING, KEY, NOW_OPEN, DURING, FLAGS = range(9)


@dataclass
class Counts:
    """How many places answer, how many each choice would give.

    Labels, opening and facets are counted without what is chosen of them. A place must have all services chosen: each
    service says how many would be left with it too.
    """

    total: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    bits: dict[int, int] = field(default_factory=dict)
    open_now: int = 0
    facets: dict[tuple[str, str], int] = field(default_factory=dict)
    looser: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many more there would be without one of the choices, (parameter, value) each."""

    def add(self, more: "Counts") -> None:
        """The counts of other rows of the same search."""
        self.total += more.total
        self.open_now += more.open_now
        _add(self.labels, more.labels)
        _add(self.bits, more.bits)
        _add(self.facets, more.facets)
        _add(self.looser, more.looser)


def _add(ours: dict[K, int], theirs: dict[K, int]) -> None:
    for key, number in theirs.items():
        ours[key] = ours.get(key, 0) + number


def group_of(row: Row) -> str:
    """The value of `label` that finds the place: a planned place is under no label, a suspended one under none at all."""
    if row[LISTING] == Listing.LATER:
        return TO_COME
    if row[STATUS] != PlaceStatus.IN_SERVICE:
        return ""
    return row[LABEL] or NO_LABEL


class Choices:
    """What is chosen in a search, as tests on rows."""

    def __init__(self, search: PlaceSearch, wanted: int, flags: Sequence[tuple[str, str]]) -> None:
        self.labels = frozenset(search.labels)
        self.wanted = wanted
        self.opening = DURING if search.span else NOW_OPEN if search.open_now else None
        places = {flag: FLAGS + number for number, flag in enumerate(flags)}
        self.facets = {
            name: [places[name, value] for value in values if (name, value) in places] for name, values in search.facets
        }
        self.flags = places

    @property
    def none(self) -> bool:
        """Is nothing chosen?"""
        return not (self.labels or self.wanted or self.opening is not None or self.facets)

    def failed(self, row: Row) -> list[str]:
        """The names of the choices that a place does not meet: nothing for one that answers."""
        out = []
        if self.labels and group_of(row) not in self.labels:
            out.append("label")
        if row[MASK] & self.wanted != self.wanted:
            out.append("service")
        if self.opening is not None and not row[self.opening]:
            out.append("ouvert")
        out += [name for name, flags in self.facets.items() if not any(row[flag] for flag in flags)]
        return out


def count(rows: Iterable[Row], choices: Choices) -> tuple[Counts, list[Row]]:
    """The counts, and the rows that answer."""
    if choices.none:
        answers = list(rows)
        return _counted({"": answers}, choices), answers
    sets: dict[str, list[Row]] = {"": []}
    for row in rows:
        failed = choices.failed(row)
        if not failed:
            sets[""].append(row)
        elif len(failed) == 1:
            sets.setdefault(failed[0], []).append(row)
    return _counted(sets, choices), sets[""]


def _counted(sets: dict[str, list[Row]], choices: Choices) -> Counts:
    """`sets`: the rows that answer, under "", and those that fail on one choice alone, under its name."""
    answers = sets[""]

    def without(name: str) -> list[Row]:
        more = sets.get(name)
        return answers + more if more else answers

    masks = Counter(row[MASK] for row in answers)
    bits: Counter[int] = Counter()
    for mask, times in masks.items():
        while mask:
            lowest = mask & -mask
            bits[lowest.bit_length() - 1] += times
            mask ^= lowest
    facets = {flag: sum(1 for row in without(flag[0]) if row[position]) for flag, position in choices.flags.items()}
    return Counts(
        total=len(answers),
        labels=dict(Counter(map(group_of, without("label")))),
        bits=dict(bits),
        open_now=sum(row[NOW_OPEN] for row in without("ouvert")),
        facets=facets,
        looser=_looser(sets, choices),
    )


def _looser(sets: dict[str, list[Row]], choices: Choices) -> dict[tuple[str, str], int]:
    """What taking one choice away gives; of the services, each is tried alone."""
    found = {(name, ""): len(sets[name]) for name in ("label", "ouvert", *choices.facets) if sets.get(name)}
    for row in sets.get("service", ()):
        missing = choices.wanted & ~row[MASK]
        if missing & (missing - 1) == 0:
            key = ("service", str(missing.bit_length() - 1))
            found[key] = found.get(key, 0) + 1
    return found

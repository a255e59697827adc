"""When renewals are asked, and what a version of the charter changes for a place. Pure: dates are arguments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from solozere.charter.rules import Assessment, Charter, Criterion, assess
from solozere.core.predicates import Facts, Verdict, Words
from solozere.places.rules.freshness import months_later

ASK_MONTHS = 1
"""How long before its end the renewal of a membership is asked."""
REMIND_DAYS = 14
"""After how long without an answer it is asked once more, and no more."""
GRACE_DAYS = 60
"""How long after its end a label that nobody renewed is left without a word: then a coordinator decides."""


def ask_from(due_on: date) -> date:
    """The first day on which to ask."""
    return months_later(due_on, -ASK_MONTHS)


def due_before(today: date) -> date:
    """Memberships due on that day or before are to be asked about today."""
    return months_later(today, ASK_MONTHS)


def overdue_on(due_on: date) -> date:
    """The first day after the grace."""
    return due_on + timedelta(days=GRACE_DAYS + 1)


@dataclass(frozen=True)
class Changes:
    """What differs between two versions for one label: criteria that count, now and before."""

    added: tuple[Criterion, ...]
    removed: tuple[Criterion, ...]
    reworded: tuple[tuple[Criterion, Criterion], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reworded)


def changes(before: Charter, after: Charter, label: str) -> Changes:
    """The criteria of `label` that count in only one of the versions, and those whose wording or condition changed (old, new)."""
    old, new = _counted(before, label), _counted(after, label)
    return Changes(
        tuple(new[code] for code in new if code not in old),
        tuple(old[code] for code in old if code not in new),
        tuple((old[code], new[code]) for code in new if code in old and _differ(old[code], new[code])),
    )


def _counted(charter: Charter, label: str) -> dict[str, Criterion]:
    return {criterion.id: criterion for criterion in charter.criteria_of(label) if criterion.counts}


def _differ(one: Criterion, other: Criterion) -> bool:
    return (one.wording, one.when) != (other.wording, other.when)


@dataclass(frozen=True)
class Effect:
    """What a version makes of a place: the label borne and the one that it would bear (codes), what it could bear besides.

    `unmet` and `unknown`: short names of the criteria of the label borne that are not met, or whose facts are missing;
    `open`: names of those facts. A label that the version does not have any more is lost, with nothing unmet.
    """

    before: str
    after: str | None
    better: str | None
    unmet: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @property
    def kept(self) -> bool:
        """Does the place bear the same label?"""
        return self.before == self.after

    @property
    def changes(self) -> bool:
        """Is there something to say of it?"""
        return not self.kept or self.better is not None


def effect(borne: str, charter: Charter, facts: Facts, on: date, words: Words | None = None) -> Effect:
    """What `charter` makes on the day `on` of a place that bears `borne` and declares `facts`.

    A label that is still reached is kept, even where the rules would give another one: that one is `better`. Raises NotInForce.
    """
    found = assess(facts, charter, on, words)
    result = found.label(borne)
    if result is not None and result.reached:
        return Effect(borne, borne, found.borne if _ranks_before(charter, found.borne, borne) else None)
    unmet = _shorts(found, result.unmet) if result else ()
    unknown = _shorts(found, result.unknown) if result else ()
    return Effect(borne, found.borne, None, unmet, unknown, result.open if result else ())


def judged_on(charter: Charter, today: date) -> date:
    """The day on which to judge by a version: today, its first day where it is to come, its last one where it is over."""
    if charter.in_force_until is not None and charter.in_force_until < today:
        return charter.in_force_until
    return max(today, charter.in_force_from)


@dataclass(frozen=True)
class Totals:
    """How many places keep their label, bear another one, lose it; of the latter, how many for want of facts alone."""

    kept: int
    other: int
    lost: int
    unknown: int


def totals(effects: Iterable[Effect]) -> Totals:
    """Of all the places."""
    listed = list(effects)
    lost = [one for one in listed if one.after is None]
    return Totals(
        kept=sum(one.kept for one in listed),
        other=sum(one.after is not None and not one.kept for one in listed),
        lost=len(lost),
        unknown=sum(bool(one.unknown) and not one.unmet for one in lost),
    )


def grantable(assessment: Assessment, borne: str) -> str | None:
    """The label that a renewal grants: the one borne where today's facts still reach it, else what they reach, else none."""
    result = assessment.label(borne)
    return borne if result is not None and result.verdict == Verdict.MET else assessment.borne


def _ranks_before(charter: Charter, one: str | None, other: str) -> bool:
    ranks = {label.code: label.rank for label in charter.labels}
    return one is not None and one != other and ranks[one] < ranks[other]


def _shorts(assessment: Assessment, ids: Iterable[str]) -> tuple[str, ...]:
    shorts = {criterion.id: criterion.short for criterion in assessment.criteria}
    return tuple(shorts[one] for one in ids)

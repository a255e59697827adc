"""What a version of the charter holds."""

from dataclasses import dataclass
from datetime import date

from solozere.charter.enums import Status
from solozere.core.predicates import Predicate, Several, all_of


@dataclass(frozen=True)
class Sentence:
    """A text with where it comes from: `status` tells what the source says from what is proposed beside it."""

    text: str
    status: Status = Status.PROPOSAL

    @property
    def proposed(self) -> bool:
        """Is it still to be validated?"""
        return self.status == Status.PROPOSAL


@dataclass(frozen=True)
class LabelDefinition:
    """A label of the charter. `tone` picks its look; of two labels reached, a place bears the one of smaller `rank`."""

    code: str
    name: str
    plural: str
    definition: str
    tone: str
    rank: int
    source: str = ""


@dataclass(frozen=True)
class Criterion:
    """One criterion: required for `labels`; `reading` says how a sentence of the source is checked where it leaves it open."""

    id: str
    short: str
    wording: str
    labels: tuple[str, ...]
    evidence: Sentence
    source: str
    status: Status
    when: Predicate
    activated: bool = False
    reading: Sentence | None = None

    @property
    def proposed(self) -> bool:
        """Was it added beside the source, and is still to be validated?"""
        return self.status == Status.PROPOSAL

    @property
    def counts(self) -> bool:
        """Does it decide of a label? A proposal does only where the pack activates it (docs/adr/0004)."""
        return not self.proposed or self.activated


@dataclass(frozen=True)
class Charter:
    """A version of the charter: independent sets of criteria, one for each label, not the steps of one ladder."""

    code: str
    title: str
    in_force_from: date
    in_force_until: date | None
    source: str
    note: str
    labels: tuple[LabelDefinition, ...]
    criteria: tuple[Criterion, ...]
    membership_years: int | None = None
    """After how many years a membership is to be renewed; None: never."""

    def due_on(self, since: date) -> date | None:
        """The day before which a membership that begins on `since` is to be renewed; None where it has no end."""
        if self.membership_years is None:
            return None
        try:
            return since.replace(year=since.year + self.membership_years)
        except ValueError:  # 29 February
            return since.replace(year=since.year + self.membership_years, day=28)

    def in_force(self, on: date) -> bool:
        """Is it in force on that day, both ends included?"""
        return self.in_force_from <= on and (self.in_force_until is None or on <= self.in_force_until)

    def label(self, code: str) -> LabelDefinition | None:
        """The label of that code."""
        return next((label for label in self.labels if label.code == code), None)

    def criteria_of(self, label: str) -> tuple[Criterion, ...]:
        """The criteria of a label, proposals included, in the order of the file."""
        return tuple(criterion for criterion in self.criteria if label in criterion.labels)

    def required_for(self, label: str) -> Several:
        """The label's set as one predicate: every criterion that counts."""
        return all_of(criterion.when for criterion in self.criteria_of(label) if criterion.counts)

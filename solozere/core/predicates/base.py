"""What every predicate answers, and the truth that a single fact can give."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from solozere.core.predicates.facts import Fact, Value, Verdict

Facts = Mapping[str, Fact]
"""Facts by name; an absent name, or a value None, is not known."""
Words = Mapping[str, str]
"""How each fact is called in French; a name that is absent is shown as it is."""


class Kind(StrEnum):
    """What a fact's value is."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"

    @classmethod
    def of(cls, value: Value) -> "Kind":
        """The kind of a value; true and false are no numbers."""
        if isinstance(value, bool):
            return cls.BOOLEAN
        return cls.TEXT if isinstance(value, str) else cls.NUMBER


class Predicate(ABC):
    """A condition on facts. Immutable; `verdict` never raises, whatever the facts hold."""

    @abstractmethod
    def verdict(self, facts: Facts) -> Verdict:
        """Met, not met or not known, by what the facts say."""

    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The facts that it may look at, each once, in the order in which they are written."""

    @abstractmethod
    def kinds(self) -> list[tuple[str, Kind | None]]:
        """Each fact with the kind of value that is expected of it; None where any will do."""

    @abstractmethod
    def deciding(self, facts: Facts) -> tuple[str, ...]:
        """The known facts that make the verdict; while it is not known, all the known facts that it looked at."""

    @abstractmethod
    def open(self, facts: Facts) -> tuple[str, ...]:
        """The facts not known that can still change the verdict; none once it is settled."""

    @abstractmethod
    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        """« que … » in French: what remains to be so for the predicate to be met (`wanted`) or not to be."""


def opposite(verdict: Verdict) -> Verdict:
    """Negation: what is not known stays so."""
    return {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}.get(verdict, verdict)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in order."""
    return tuple(dict.fromkeys(names))


@dataclass(frozen=True)
class Leaf(Predicate):
    """A predicate on one fact."""

    fact: str

    @property
    def kind(self) -> Kind | None:
        """The kind of value that it can judge; None for any."""
        return None

    @abstractmethod
    def holds(self, value: Value) -> bool:
        """Is it so of a known value of the right kind?"""

    def value(self, facts: Facts) -> Value | None:
        """The fact's value; None where it is not known, of another kind, or not a finite number."""
        found = facts.get(self.fact)
        if found is None or found.value is None:
            return None
        if self.kind is not None and Kind.of(found.value) != self.kind:
            return None
        if isinstance(found.value, float) and not abs(found.value) < float("inf"):
            return None
        return found.value

    def verdict(self, facts: Facts) -> Verdict:
        value = self.value(facts)
        if value is None:
            return Verdict.UNKNOWN
        return Verdict.MET if self.holds(value) else Verdict.NOT_MET

    def names(self) -> tuple[str, ...]:
        return (self.fact,)

    def kinds(self) -> list[tuple[str, Kind | None]]:
        return [(self.fact, self.kind)]

    def deciding(self, facts: Facts) -> tuple[str, ...]:
        return () if self.value(facts) is None else (self.fact,)

    def open(self, facts: Facts) -> tuple[str, ...]:
        return (self.fact,) if self.value(facts) is None else ()

"""Predicates made of predicates: all, any, some of them, not."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from solozere.core.predicates.base import Facts, Kind, Predicate, Words, opposite, unique
from solozere.core.predicates.facts import Verdict
from solozere.core.predicates.leaves import joined


@dataclass(frozen=True)
class Not(Predicate):
    """`not`: the contrary; what is not known stays so."""

    part: Predicate

    def verdict(self, facts: Facts) -> Verdict:
        return opposite(self.part.verdict(facts))

    def names(self) -> tuple[str, ...]:
        return self.part.names()

    def kinds(self) -> list[tuple[str, Kind | None]]:
        return self.part.kinds()

    def deciding(self, facts: Facts) -> tuple[str, ...]:
        return self.part.deciding(facts)

    def open(self, facts: Facts) -> tuple[str, ...]:
        return self.part.open(facts)

    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        return self.part.clause(facts, not wanted, words)


@dataclass(frozen=True)
class Several(Predicate):
    """At least `count` of `parts`: `all` asks for every one of them, `any` for one, `some_of` for a number between."""

    parts: tuple[Predicate, ...]
    count: int

    def verdict(self, facts: Facts) -> Verdict:
        verdicts = [part.verdict(facts) for part in self.parts]
        met = verdicts.count(Verdict.MET)
        if met >= self.count:
            return Verdict.MET
        possible = met + verdicts.count(Verdict.UNKNOWN)
        return Verdict.UNKNOWN if possible >= self.count else Verdict.NOT_MET

    def names(self) -> tuple[str, ...]:
        return unique(name for part in self.parts for name in part.names())

    def kinds(self) -> list[tuple[str, Kind | None]]:
        return [kind for part in self.parts for kind in part.kinds()]

    def deciding(self, facts: Facts) -> tuple[str, ...]:
        verdict = self.verdict(facts)
        concerned = self.parts if verdict == Verdict.UNKNOWN else self._with(facts, verdict)
        return unique(name for part in concerned for name in part.deciding(facts))

    def open(self, facts: Facts) -> tuple[str, ...]:
        if self.verdict(facts) != Verdict.UNKNOWN:
            return ()
        return unique(name for part in self._with(facts, Verdict.UNKNOWN) for name in part.open(facts))

    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        """To be met, `count` less those that are; not to be met, enough of those that are or may be must turn."""
        done = Verdict.MET if wanted else Verdict.NOT_MET
        left = [part for part in self.parts if part.verdict(facts) != done]
        goal = self.count if wanted else len(self.parts) - self.count + 1
        missing = goal - (len(self.parts) - len(left))
        clauses = [part.clause(facts, wanted, words) for part in left]
        if missing >= len(clauses):
            return joined(clauses, _("et"))
        if missing == 1:
            return joined(clauses, _("ou"))
        return _("%(count)s conditions au moins parmi celles-ci\u00a0: %(clauses)s") % {
            "count": missing,
            "clauses": ", ".join(clauses),
        }

    def _with(self, facts: Facts, verdict: Verdict) -> list[Predicate]:
        return [part for part in self.parts if part.verdict(facts) == verdict]


def all_of(parts: Iterable[Predicate]) -> Several:
    """Every one of `parts`; met when there is none."""
    kept = tuple(parts)
    return Several(kept, len(kept))

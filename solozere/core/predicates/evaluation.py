"""A predicate judged: the verdict, what it rests on, what may still change it, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from solozere.core.predicates.base import Facts, Predicate, Words
from solozere.core.predicates.facts import Fact, Verdict

SENTENCES = {
    Verdict.MET: gettext_noop("Cela ne tiendrait plus s’il arrivait %(clause)s."),
    Verdict.NOT_MET: gettext_noop("Il faudrait %(clause)s."),
    Verdict.UNKNOWN: gettext_noop("Reste à vérifier\u00a0: il faut %(clause)s."),
}


@dataclass(frozen=True)
class Outcome:
    """The verdict; the facts `used` to reach it; the names of facts still `open`; `change`, a French sentence that says
    what would change the verdict."""

    verdict: Verdict
    used: tuple[Fact, ...]
    open: tuple[str, ...]
    change: str


def evaluate(predicate: Predicate, facts: Facts, words: Words | None = None) -> Outcome:
    """Judge `predicate` by `facts` (absent: not known). `words` says how each fact is called in French. Pure; never raises."""
    named = words or {}
    verdict = predicate.verdict(facts)
    return Outcome(
        verdict=verdict,
        used=tuple(facts[name] for name in predicate.deciding(facts)),
        open=predicate.open(facts),
        change=_change(verdict, predicate.clause(facts, verdict != Verdict.MET, named)),
    )


def open_facts(predicate: Predicate, facts: Facts) -> tuple[str, ...]:
    """Names of the facts not known that can still change the verdict: the only ones worth asking for."""
    return predicate.open(facts)


def _change(verdict: Verdict, clause: str) -> str:
    return _(SENTENCES[verdict]) % {"clause": clause} if clause else ""

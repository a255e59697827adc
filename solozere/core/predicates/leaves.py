"""The predicates on one fact: truth, thresholds, choices, being known at all."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from solozere.core.predicates.base import Facts, Kind, Leaf, Words
from solozere.core.predicates.facts import Value, Verdict

BOUNDS = {
    (True, True): gettext_noop("que «\u00a0%(fact)s\u00a0» atteigne %(bound)s%(now)s"),
    (True, False): gettext_noop("que «\u00a0%(fact)s\u00a0» reste sous %(bound)s%(now)s"),
    (False, True): gettext_noop("que «\u00a0%(fact)s\u00a0» ne dépasse pas %(bound)s%(now)s"),
    (False, False): gettext_noop("que «\u00a0%(fact)s\u00a0» dépasse %(bound)s%(now)s"),
}


def in_words(value: Value, unit: str = "") -> str:
    """A value in French: « oui », « 1 400 € », « fibre »."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, str):
        return value
    whole = int(value) if value == int(value) else value
    number = number_format(whole, use_l10n=True, force_grouping=True)
    return f"{number}\u00a0{unit}" if unit else number


def joined(parts: list[str], last: str) -> str:
    """« a, b ou c » with `last` = « ou »; "" for none."""
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


@dataclass(frozen=True)
class Truth(Leaf):
    """`is_true`, `is_false`: the fact is yes, or no."""

    expected: bool

    @property
    def kind(self) -> Kind:
        return Kind.BOOLEAN

    def holds(self, value: Value) -> bool:
        return value is self.expected

    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        answer = in_words(self.expected is wanted)
        return _("que «\u00a0%(fact)s\u00a0» soit «\u00a0%(answer)s\u00a0»") % {
            "fact": words.get(self.fact, self.fact),
            "answer": answer,
        }


@dataclass(frozen=True)
class Threshold(Leaf):
    """`at_least` (`lowest`) and `at_most`: the number reaches `bound`, or does not go over it. The bound itself is met."""

    bound: float
    lowest: bool
    unit: str = ""

    @property
    def kind(self) -> Kind:
        return Kind.NUMBER

    def holds(self, value: Value) -> bool:
        if isinstance(value, str):
            return False
        return value >= self.bound if self.lowest else value <= self.bound

    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        value = self.value(facts)
        now = "" if value is None else _(" (%(value)s aujourd’hui)") % {"value": in_words(value, self.unit)}
        return _(BOUNDS[self.lowest, wanted]) % {
            "fact": words.get(self.fact, self.fact),
            "bound": in_words(self.bound, self.unit),
            "now": now,
        }


@dataclass(frozen=True)
class Choice(Leaf):
    """`equals`, `one_of`: the value is one of those listed, all of one kind."""

    values: tuple[Value, ...]

    @property
    def kind(self) -> Kind:
        return Kind.of(self.values[0])

    def holds(self, value: Value) -> bool:
        return value in self.values

    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        sentence = (
            _("que «\u00a0%(fact)s\u00a0» soit %(values)s")
            if wanted
            else _("que «\u00a0%(fact)s\u00a0» ne soit pas %(values)s")
        )
        listed = joined([f"«\u00a0{in_words(value)}\u00a0»" for value in self.values], _("ou"))
        return sentence % {"fact": words.get(self.fact, self.fact), "values": listed}


@dataclass(frozen=True)
class Known(Leaf):
    """`known`: somebody said it, whatever it is. As long as nobody did, this is not known either: never « no »."""

    def holds(self, value: Value) -> bool:
        return True

    def verdict(self, facts: Facts) -> Verdict:
        return Verdict.UNKNOWN if self.value(facts) is None else Verdict.MET

    def clause(self, facts: Facts, wanted: bool, words: Words) -> str:
        sentence = (
            _("que «\u00a0%(fact)s\u00a0» soit renseigné")
            if wanted
            else _("que «\u00a0%(fact)s\u00a0» ne soit pas renseigné")
        )
        return sentence % {"fact": words.get(self.fact, self.fact)}

"""Counts a search without bounds in the database: the same numbers as `counting`, without reading a row a place."""

from typing import Any

from django.db.models import Count, F, Q

from solozere.places.models import Label, Service
from solozere.places.openings.asking import open_during
from solozere.places.search.asking import Question, bounded, either, labelled, opened
from solozere.places.search.counting import Counts
from solozere.places.search.params import NO_LABEL, TO_COME


class _Tally:
    """The numbers wanted, by name, and the conditions that make them."""

    def __init__(self, question: Question) -> None:
        search = question.search
        self.question = question
        self.choices = {"label": labelled(search.labels) if search.labels else Q()}
        self.choices["ouvert"] = opened(question) if search.open_now or search.span else Q()
        self.choices |= {name: either(name, values) for name, values in search.facets}
        self.masks: dict[str, Any] = {"wanted": F("service_mask").bitand(question.wanted)}
        self.wanted = Q(wanted=question.wanted) if question.wanted else Q()
        self.numbers: dict[str, Q] = {}

    def without(self, name: str) -> Q:
        """All that is chosen but one."""
        kept = self.wanted
        for choice, condition in self.choices.items():
            kept &= condition if choice != name else Q()
        return kept

    def read(self) -> dict[str, int]:
        """One query."""
        counted = {name: Count("pk", filter=condition or None) for name, condition in self.numbers.items()}
        return bounded(self.question).annotate(**self.masks).aggregate(**counted)


def tally(question: Question) -> Counts:
    """The counts of a search that nothing bounds."""
    asked = _Tally(question)
    everything = asked.without("")
    labels = [*Label.objects.values_list("code", flat=True), NO_LABEL, TO_COME]
    bits = [bit for bit in Service.objects.values_list("bit", flat=True) if bit is not None]
    numbers = {"total": everything}
    numbers |= {f"label{n}": asked.without("label") & labelled((label,)) for n, label in enumerate(labels)}
    now = open_during(question.at, None, question.territory.zone)
    numbers["now"] = asked.without("ouvert") & now
    for bit in bits:
        asked.masks[f"mask{bit}"] = F("service_mask").bitand(1 << bit)
        numbers[f"bit{bit}"] = everything & Q(**{f"mask{bit}__gt": 0})
    numbers |= {
        f"facet{n}": asked.without(name) & either(name, (value,)) for n, (name, value) in enumerate(question.flags)
    }
    asked.numbers = numbers
    found = asked.read()
    return Counts(
        total=found["total"],
        labels={label: found[f"label{n}"] for n, label in enumerate(labels) if found[f"label{n}"]},
        bits={bit: found[f"bit{bit}"] for bit in bits if found[f"bit{bit}"]},
        open_now=found["now"],
        facets={flag: found[f"facet{n}"] for n, flag in enumerate(question.flags)},
        looser={} if found["total"] else _looser(question),
    )


def _looser(question: Question) -> dict[tuple[str, str], int]:
    """What taking one choice away gives, where nothing answers."""
    asked = _Tally(question)
    chosen = [name for name, condition in asked.choices.items() if condition]
    asked.numbers = {f"choice{n}": asked.without(name) for n, name in enumerate(chosen)}
    wanted = [bit for bit in range(question.wanted.bit_length()) if question.wanted >> bit & 1]
    rest = asked.without("")
    for bit in wanted:
        others = question.wanted & ~(1 << bit)
        asked.masks[f"others{bit}"] = F("service_mask").bitand(others)
        asked.wanted = Q(**{f"others{bit}": others})
        asked.numbers[f"bit{bit}"] = asked.without("")
    if rest == Q():
        return {}
    found = asked.read()
    out = {(name, ""): found[f"choice{n}"] for n, name in enumerate(chosen)}
    return {key: n for key, n in (out | {("service", str(bit)): found[f"bit{bit}"] for bit in wanted}).items() if n}

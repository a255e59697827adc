"""An application in words: for its review, the document that is signed, the page that follows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.joining import steps
from solozere.charter.joining.forms import ContactForm
from solozere.charter.joining.ground import Ground
from solozere.charter.joining.reading import Read, read
from solozere.charter.models import Application
from solozere.core.text import day_in_words
from solozere.places.enums import MeasureMethod
from solozere.places.facts.words import rate, seats
from solozere.places.hours import in_words, parse

LISTS = {"spaces": gettext_lazy("Espaces"), "closures": gettext_lazy("Fermetures")}
"""The lists of the form, which are no fields."""


class Line(NamedTuple):
    """An answer in words: what it answers, what it says, and « step.field » as `ChangeRequest.field` names it."""

    label: str
    text: str
    field: str


@dataclass(frozen=True)
class Section:
    """A step in words."""

    step: steps.FormStep
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """The name of the step."""
        return str(self.step.label)


def describe(application: Application, about: Ground | None = None, *, private: bool = True) -> list[Section]:
    """The answers that are right, by step; `private=False` leaves out the person responsible, whom no signature covers.

    Steps of which nothing is said are left out.
    """
    return sections_of(read(application, about), private=private)


def fields(about: Ground) -> list[tuple[str, str]]:
    """(« step.field », words) of everything that the form asks: what a change may be asked of."""
    found = []
    for code, form in Read({}, about).forms.items():
        names = {name: str(field.label) for name, field in form.fields.items()}
        names |= {name: str(LISTS[name]) for name in form.lists}
        found += [(f"{code}.{name}", str(words)) for name, words in names.items()]
    return found


def sections_of(said: Read, *, private: bool = True) -> list[Section]:
    """The same for answers that are not saved."""
    found = []
    for step in steps.STEPS:
        answers = said.said(step.code)
        if answers is None:
            continue
        hidden = () if private else ContactForm.PRIVATE
        lines = tuple(
            Line(label, text, f"{step.code}.{name}")
            for name, label, text in _answers(said, step.code, answers)
            if text and name not in hidden
        )
        if lines:
            found.append(Section(step, lines))
    return found


def _answers(said: Read, code: str, answers: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    form = said.forms[code]
    for name, field in form.fields.items():
        if name in answers:
            yield name, str(field.label), _said(said, name, answers[name], field)
    if code == steps.SERVICES and "spaces" not in form.errors:
        kinds = dict(form.lists["spaces"][0].fields["kind"].choices)  # type: ignore[attr-defined]
        rows = [f"{row['name']} ({kinds[row['kind']]}, {seats(row['capacity'])})" for row in answers["spaces"]]
        yield "spaces", str(LISTS["spaces"]), "\u00a0; ".join(rows)
    if code == steps.HOURS and "closures" not in form.errors:
        yield "closures", str(LISTS["closures"]), "\u00a0; ".join(_closure(row) for row in answers["closures"])


def _said(said: Read, name: str, value: Any, field: Any) -> str:
    """One answer in words; "" where nothing was said."""
    if not value:
        return ""
    match name:
        case "services":
            return ", ".join(service.label for service in said.about.services if service.code in value)
        case "commitments":
            return " ".join(one.wording for one in said.about.criteria if one.id in value)
        case "opening_hours":
            return in_words(parse(value))
        case "down_mbps" | "up_mbps":
            return f"{rate(value)}\u00a0Mbit/s"
        case "measured_on":
            return day_in_words(value)
        case "method":
            return str(MeasureMethod(value).label)
    if choices := getattr(field, "choices", None):
        return str(dict(choices).get(value, value))
    return str(value)


def _closure(row: dict[str, Any]) -> str:
    words = {"first": day_in_words(row["first_day"]), "last": day_in_words(row["last_day"])}
    one_day = row["first_day"] == row["last_day"]
    days = _("le %(first)s") % words if one_day else _("du %(first)s au %(last)s") % words
    return f"{days} ({row['reason']})" if row["reason"] else days

"""What an application declares, under the names that the charter's criteria use: those of `places.facts.declared`."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from solozere.charter.joining import steps
from solozere.charter.joining.ground import Ground
from solozere.charter.joining.reading import Read, read
from solozere.charter.models import Application
from solozere.core.predicates import Fact
from solozere.core.text import day_in_words
from solozere.places.enums import MeasureMethod, SpaceKind
from solozere.places.facts.words import counted, rate, seats


def facts_of(application: Application, about: Ground | None = None) -> dict[str, Fact]:
    """Every fact that the application declares, by name; the source of each is the application itself.

    `service.<code>` (bool: a service that the charter looks at and that is not ticked is « no », another is not known),
    `spaces.<kind>.count` and `.capacity` (int), `connection.down_mbps` and `.up_mbps` (float, Mbit/s), `hours.known` (bool).
    A name that is absent is not known: its step was not filled, or what was typed cannot be read. Six queries at most.
    """
    return facts_in(read(application, about), source_of(application))


def source_of(application: Application) -> str:
    """« demande n° 2026-0001 », « demande » before it is sent."""
    if not application.number:
        return _("demande de label")
    return _("demande de label n°\u00a0%(number)s") % {"number": application.number}


def facts_in(said: Read, source: str) -> dict[str, Fact]:
    """The facts of answers, saved or not."""
    services, hours = said.said(steps.SERVICES), said.said(steps.HOURS)
    found: list[tuple[str, bool | int | float, str]] = []
    if services is not None:
        found += _services(said, services) + _spaces(said, services) + _connection(services)
    if hours and hours.get("opening_hours"):
        found.append(("hours.known", True, _("Horaires affichés")))
    return {name: Fact(name, value, text, source) for name, value, text in found}


def _services(said: Read, answers: dict[str, Any]) -> list[tuple[str, bool, str]]:
    if "services" not in answers:
        return []
    offered = set(answers["services"])
    found = []
    for service in said.about.services:
        name = f"service.{service.code}"
        if service.code in offered:
            found.append((name, True, service.label))
        elif service.code in said.about.judged:
            found.append((name, False, _("Non proposé\u00a0: %s") % service.label))
    return found


def _spaces(said: Read, answers: dict[str, Any]) -> list[tuple[str, int, str]]:
    """As soon as the step is filled, none of a kind is a fact; unless a line cannot be read: it may be of any kind."""
    if "spaces" in said.forms[steps.SERVICES].errors:
        return []
    found = []
    for kind in SpaceKind:
        ours = [row for row in answers["spaces"] if row["kind"] == kind]
        total = sum(row["capacity"] for row in ours)
        text = f"{counted(kind, len(ours))}, {seats(total)}" if ours else capfirst(counted(kind, 0))
        found += [(f"spaces.{kind}.count", len(ours), text), (f"spaces.{kind}.capacity", total, text)]
    return found


def _connection(answers: dict[str, Any]) -> list[tuple[str, float, str]]:
    day, method = answers.get("measured_on"), answers.get("method")
    if not (answers.get("down_mbps") and day and method):
        return []
    found = []
    for column in ("down_mbps", "up_mbps"):
        if mbps := answers.get(column):
            words = {"rate": rate(mbps), "day": day_in_words(day), "method": MeasureMethod(method).label}
            text = _("%(rate)s\u00a0Mbit/s, le %(day)s (%(method)s)") % words
            found.append((f"connection.{column}", float(mbps), text))
    return found

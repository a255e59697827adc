"""The list of applications: which, since when, for which label."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils import timezone

from solozere.charter.clock import today
from solozere.charter.models import Application
from solozere.charter.reviewing.waiting import CLOSED, GROUPS, NAMES, US, Waiting, waiting, with_since
from solozere.core.text import fold
from solozere.places.models import Label

PER_PAGE = 20


@dataclass(frozen=True)
class Listed:
    """A line of the list; `label`: the one that is asked for."""

    application: Application
    town: str
    waiting: Waiting
    label: Label | None


@dataclass(frozen=True)
class Tab:
    """A filter: its code in the address ("" for all that are open), words, how many, whether it is chosen."""

    code: str
    words: Any
    count: int
    current: bool


def chosen(asked: str) -> str:
    """The filter that the address asks for; what waits for us where it says nothing known."""
    return asked if asked in GROUPS else US


def matching(rows: QuerySet[Application], text: str) -> QuerySet[Application]:
    """Those whose number or name holds `text`, whatever its capitals and accents.

    Names are compared here: they stand in JSON, where no index folds them, and a territory has some hundreds.
    """
    wanted = fold(text)
    if not wanted:
        return rows
    named = rows.order_by("pk").values_list("pk", "number", "answers__place__name")
    return rows.filter(pk__in=[pk for pk, number, name in named if wanted in fold(f"{number} {name or ''}")])


def tabs(rows: QuerySet[Application], current: str) -> list[Tab]:
    """One a group, with how many of `rows` each holds."""
    counted: dict[str, int] = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return [
        Tab(code, NAMES[code], sum(counted.get(state, 0) for state in states), code == current)
        for code, states in GROUPS.items()
    ]


def page_of(rows: QuerySet[Application], group: str, number: Any) -> Page[Application]:
    """A page of the applications of `group`: who waits the longest first, for closed ones the newest."""
    listed = with_since(rows.filter(state__in=GROUPS[group]))
    order = ("-since", "-pk") if group == CLOSED else ("since", "pk")
    return Paginator(listed.order_by(*order), PER_PAGE).get_page(number)


def lines(page: Page[Application]) -> list[Listed]:
    """The lines of a page."""
    labels = {label.code: label for label in Label.objects.all()}
    return [_listed(each, labels) for each in page]


def asked_label(application: Application) -> str:
    """The code of the label that the application asks for; "" where it does not say."""
    return str(application.answers.get("commitments", {}).get("label", ""))


def _listed(application: Any, labels: dict[str, Label]) -> Listed:
    return Listed(
        application=application,
        town=str(application.answers.get("place", {}).get("commune", "")),
        waiting=waiting(application.state, timezone.localtime(application.since), today()),
        label=labels.get(asked_label(application)),
    )

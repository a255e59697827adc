"""Whom an application waits for, since when, and how that looks. Pure but for the query that reads since when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from solozere.charter.enums import ApplicationState
from solozere.charter.models import DECIDED, Application, ApplicationLine

US, THEM, VISIT, CLOSED = "a-nous", "au-demandeur", "visite", "closes"
GROUPS: dict[str, tuple[str, ...]] = {
    US: (ApplicationState.SUBMITTED, ApplicationState.IN_REVIEW),
    THEM: (ApplicationState.CHANGES_REQUESTED,),
    VISIT: (ApplicationState.VISIT_PLANNED,),
    CLOSED: DECIDED,
}
"""Filter of the list, as the address says it → states."""
NAMES: dict[str, str | Promise] = {
    US: gettext_lazy("À nous"),
    THEM: gettext_lazy("Au demandeur"),
    VISIT: gettext_lazy("Visite prévue"),
    CLOSED: gettext_lazy("Closes"),
}
LATE_DAYS = 10
"""From so many days on, an application that waits for us is late."""


@dataclass(frozen=True)
class Waiting:
    """`group`: one of GROUPS; `days` in this state; `words`: « Depuis 12 jours »; `tone`, `icon`: as the pages show it."""

    group: str
    days: int
    words: str
    tone: str
    icon: str


def with_since(rows: QuerySet[Application]) -> QuerySet[Any]:
    """Each with `since`: when it came to the state where it is."""
    last = ApplicationLine.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
    return rows.annotate(since=Coalesce(Subquery(last), "submitted_at", "created_at"))


def group_of(state: str) -> str:
    """The filter under which a state is found; a draft waits for its author."""
    return next((group for group, states in GROUPS.items() if state in states), THEM)


def waiting(state: str, since: datetime | date, today: date) -> Waiting:
    """How long an application has been in `state` on the day `today`. `since` on the territory's clock."""
    began = since.date() if isinstance(since, datetime) else since
    days = max(0, (today - began).days)
    group = group_of(state)
    if group == CLOSED:
        return Waiting(group, days, _in_words(days), "closed", "archive")
    late = group == US and days >= LATE_DAYS
    tone = "no" if late else "unknown" if group == US else "closed"
    icons = {THEM: "message-square", VISIT: "calendar-clock"}
    return Waiting(group, days, _in_words(days), tone, "triangle-alert" if late else icons.get(group, "clock"))


def _in_words(days: int) -> str:
    if not days:
        return _("Depuis aujourd’hui")
    return ngettext("Depuis %(n)s\u00a0jour", "Depuis %(n)s\u00a0jours", days) % {"n": days}

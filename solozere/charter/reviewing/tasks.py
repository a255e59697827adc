"""What the review has waiting, for « À faire aujourd’hui » and the links of the team's pages."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.models import Application
from solozere.charter.reviewing.listing import asked_label
from solozere.charter.reviewing.mails import moment
from solozere.charter.reviewing.perms import visible_to
from solozere.charter.reviewing.visits import visits_between
from solozere.charter.reviewing.waiting import GROUPS, THEM, US, Waiting, waiting, with_since
from solozere.core.registries import TASKS_SHOWN, Task
from solozere.core.text import day_in_words
from solozere.places.models import Label

ASKED_DAYS = 30
"""After so long without an answer to what we asked, an application is shown again."""


def _of(user: Any, group: str) -> QuerySet[Application]:
    return visible_to(user).filter(state__in=GROUPS[group])


def waiting_count(user: Any) -> int:
    """How many applications wait for the team."""
    return _of(user, US).count()


def applications(user: Any) -> list[Task]:
    """Those that wait for the team, the oldest first."""
    rows = with_since(_of(user, US)).order_by("since", "pk")[:TASKS_SHOWN]
    labels = {label.code: label for label in Label.objects.all()}
    return [_application(row, labels, _("À vous"), _("Examiner")) for row in rows]


def unanswered(user: Any) -> list[Task]:
    """Those that have waited for the applicant for a month: to call, or to close."""
    limit = timezone.now() - timedelta(days=ASKED_DAYS)
    rows = with_since(_of(user, THEM)).filter(since__lt=limit).order_by("since", "pk")[:TASKS_SHOWN]
    labels = {label.code: label for label in Label.objects.all()}
    return [_application(row, labels, _("Au demandeur"), _("Relire")) for row in rows]


def visits(user: Any) -> list[Task]:
    """The visits of the seven days to come, and those of the last month that nobody has noted yet."""
    del user
    day = today()
    return [
        _visit(visit, day) for visit in visits_between(day - timedelta(days=31), day + timedelta(days=6))[:TASKS_SHOWN]
    ]


def _application(row: Any, labels: dict[str, Label], turn: str, action: str) -> Task:
    since = timezone.localtime(row.since)
    said: Waiting = waiting(row.state, since, today())
    words = {
        "town": row.answers.get("place", {}).get("commune", ""),
        "day": day_in_words(timezone.localtime(row.submitted_at)),
    }
    return Task(
        title=row.name,
        detail=_("%(town)s, reçue le %(day)s") % words,
        state=said.words,
        tone=said.tone,
        since=since.date(),
        url=reverse("application_review", args=[row.pk]),
        action=action,
        about=_("Label demandé"),
        label=labels.get(asked_label(row)),
        turn=turn,
    )


def _visit(visit: Any, day: date) -> Task:
    local, said = timezone.localtime(visit.at), moment(visit.at)
    over = local.date() < day
    return Task(
        title=visit.application.name,
        detail=_("Par %(visitor)s") % {"visitor": visit.visitor},
        state=_("À noter, faite le %(day)s") % said if over else _("Le %(day)s à %(hour)s") % said,
        tone="no" if over else "soon",
        since=local.date(),
        url=reverse("application_review", args=[visit.application_id]),
        action=_("Noter la visite") if over else _("Préparer"),
        waits=over,
    )

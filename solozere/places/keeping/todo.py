"""What waits for a coordinator because of the facts of places, in « À faire aujourd’hui »."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core.registries import TASKS_SHOWN, Task
from solozere.core.text import day_in_words
from solozere.core.waiting import tone, waits
from solozere.places.enums import ReportState
from solozere.places.keeping.asking import asked_of, late_places
from solozere.places.keeping.rules import to_remind
from solozere.places.models import Place, PlaceReport
from solozere.places.perms import managers_today


def reports(user: Any) -> list[Task]:
    """Reports and proposals to answer, the oldest first."""
    found = _open_reports().select_related("place__commune", "place__label").order_by("created_at", "pk")
    return [_report(one) for one in found[:TASKS_SHOWN]]


def reports_total(user: Any) -> int:
    """How many there are."""
    return _open_reports().count()


def _open_reports() -> QuerySet[PlaceReport]:
    return PlaceReport.objects.filter(state=ReportState.OPEN)


def _report(one: PlaceReport) -> Task:
    since = timezone.localtime(one.created_at).date()
    said = _("Proposition à relire\u00a0: %s") if one.proposed else _("Erreur signalée\u00a0: %s")
    url = reverse("place_report_answer", args=[one.pk])
    return _task(one.place, said % one.get_subject_display(), since, url, _("Répondre"))


def _task(place: Place, about: str, since: date, url: str, action: str) -> Task:
    today = timezone.localdate()
    return Task(
        title=place.name,
        detail=place.commune.name,
        state=waits(since, today),
        tone=tone(since, today),
        since=since,
        url=url,
        action=action,
        about=about,
        label=place.shown_label,
    )


def stale(user: Any) -> list[Task]:
    """As `stale_places` today, the oldest first."""
    return stale_places(timezone.localdate())


def stale_places(today: date) -> list[Task]:
    """Places whose facts went stale and whom the site cannot ask any more: nobody keeps them, or nobody answered twice."""
    found = []
    for place, late in late_places(today):
        terms = list(managers_today(place, today))
        asked = [asked_of(place, term.contact_id, late) for term in terms]
        silent = [one for one in asked if one.again is not None and to_remind(one.again, today)]
        if terms and len(silent) < len(terms):
            continue
        words = {"day": day_in_words(late[0].on)}
        detail = (
            _("Sans réponse après une relance. Non vérifiée depuis le %(day)s.")
            if terms
            else _("Personne ne tient ce lieu. Fiche non vérifiée depuis le %(day)s.")
        )
        url = reverse("kept_place", args=[place.slug])
        found.append(_task(place, detail % words, late[0].on, url, _("Vérifier")))
    return sorted(found, key=lambda task: (task.since, task.title))

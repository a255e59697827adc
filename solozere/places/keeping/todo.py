"""What waits for a coordinator because of the facts of places: for the page of what is to be done today."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core.text import day_in_words
from solozere.places.enums import ReportState
from solozere.places.keeping.asking import asked_of, late_places
from solozere.places.keeping.rules import to_remind
from solozere.places.models import PlaceReport
from solozere.places.perms import managers_today


@dataclass(frozen=True)
class Waiting:
    """A line: what (the name of the place), why in a sentence, since when, the page where one acts, the words of its button."""

    title: str
    detail: str
    since: date
    url: str
    action: str


def reports_waiting() -> list[Waiting]:
    """Reports and proposals to answer, the oldest first."""
    found = PlaceReport.objects.filter(state=ReportState.OPEN).select_related("place").order_by("created_at", "pk")
    return [
        Waiting(
            one.place.name,
            _("Proposition à relire\u00a0: %s") % one.get_subject_display()
            if one.proposed
            else _("Erreur signalée\u00a0: %s") % one.get_subject_display(),
            timezone.localtime(one.created_at).date(),
            reverse("place_report_answer", args=[one.pk]),
            _("Répondre"),
        )
        for one in found
    ]


def stale_places(today: date) -> list[Waiting]:
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
        found.append(Waiting(place.name, detail % words, late[0].on, url, _("Vérifier")))
    return found

"""The errors that a person reported, for that person."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.registries import PersonalData
from solozere.places.models import PlaceReport


def export(contact: Any) -> list[dict[str, Any]]:
    """What they wrote, and what came of it."""
    found = PlaceReport.objects.filter(contact_id=contact.pk).select_related("place").order_by("created_at", "pk")
    return [
        {
            _("lieu"): one.place.name,
            _("objet"): one.get_subject_display(),
            _("signalé le"): one.created_at,
            _("texte"): one.text,
            _("état"): one.get_state_display(),
            _("réponse"): one.answer,
        }
        for one in found
    ]


def erase(contact: Any) -> None:
    """The report stays, since it is about a place; nothing says any more who wrote it."""
    PlaceReport.objects.filter(contact_id=contact.pk).update(contact=None)


DATA = PersonalData(
    gettext_lazy("Les erreurs que vous avez signalées"), ("places.PlaceReport", "places.PlaceReportLine"), export, erase
)

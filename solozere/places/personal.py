"""The places that a person keeps, for that person."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.registries import PersonalData
from solozere.places.models import Manager, Place
from solozere.places.perms import managers_of


def export(contact: Any) -> list[dict[str, Any]]:
    """The places, with the days."""
    terms = Manager.objects.filter(contact_id=contact.pk).select_related("place")
    return [{_("lieu"): term.place.name, _("depuis le"): term.since, _("jusqu’au"): term.until} for term in terms]


def erase(contact: Any) -> None:
    """The terms go with the person; the place stays."""
    Manager.objects.filter(contact_id=contact.pk).delete()


def panel(request: HttpRequest, contact: Any) -> dict[str, Any] | None:
    """The places that the person keeps today, in their space."""
    terms = managers_of(request.user).values("place_id")
    found = list(Place.objects.filter(pk__in=terms).select_related("label", "commune").order_by("name", "pk"))
    return {"places": found} if found else None


DATA = PersonalData(gettext_lazy("Les lieux que vous tenez"), ("places.Manager",), export, erase)

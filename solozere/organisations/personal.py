"""For whom a person acts, for that person."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.registries import PersonalData
from solozere.organisations.models import Membership, Organisation
from solozere.organisations.perms import memberships_of


def export(contact: Any) -> list[dict[str, Any]]:
    """The organisations, with the days."""
    terms = Membership.objects.filter(contact_id=contact.pk).select_related("organisation")
    return [
        {_("organisation"): term.organisation.name, _("depuis le"): term.since, _("jusqu’au"): term.until}
        for term in terms
    ]


def erase(contact: Any) -> None:
    """The terms go with the person."""
    Membership.objects.filter(contact_id=contact.pk).delete()


def panel(request: HttpRequest, contact: Any) -> dict[str, Any] | None:
    """The partners for whom the person acts today, in their space."""
    terms = memberships_of(request.user).values("organisation_id")
    found = list(Organisation.objects.filter(pk__in=terms))
    return {"organisations": found} if found else None


DATA = PersonalData(gettext_lazy("Les partenaires pour qui vous agissez"), ("organisations.Membership",), export, erase)

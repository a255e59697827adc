"""What a person signed to renew a label, for that person."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.models import Renewal
from solozere.core.declarations import ERASED_NAME
from solozere.core.registries import PersonalData


def export(contact: Any) -> list[dict[str, Any]]:
    """The renewals asked of this person, with what was signed."""
    rows = Renewal.objects.filter(contact_id=contact.pk).select_related("membership__place", "membership__label")
    return [
        {
            _("lieu"): row.membership.place.name,
            _("label"): row.membership.label.name,
            _("demandé le"): row.asked_at,
            _("signé par"): row.signed_name,
            _("en qualité de"): row.signed_quality,
            _("signé le"): row.signed_at,
        }
        for row in rows
    ]


def erase(contact: Any) -> None:
    """The place stays a member: what was signed stays, without the person; the document itself names nobody."""
    rows = Renewal.objects.filter(contact_id=contact.pk)
    rows.exclude(signed_hash="").update(signed_name=ERASED_NAME, signed_quality=ERASED_NAME)
    rows.update(contact=None)


DATA = PersonalData(gettext_lazy("Les labels que vous avez renouvelés"), ("charter.Renewal",), export, erase)

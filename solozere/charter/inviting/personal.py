"""The invitations that a person received, for that person."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.inviting.actions import LINK
from solozere.charter.models import Invitation
from solozere.core import links
from solozere.core.registries import PersonalData

MODELS = ("charter.Invitation",)


def export(contact: Any) -> list[dict[str, Any]]:
    """Each with what became of it."""
    rows = Invitation.objects.filter(contact_id=contact.pk).select_related("application").order_by("pk")
    return [
        {
            _("invitation pour"): row.application.name,
            _("envoyée le"): row.sent_at,
            _("état"): row.get_state_display(),
            _("motif"): row.decline_reason,
        }
        for row in rows
    ]


def erase(contact: Any) -> None:
    """They go; the drafts that they offered are the applications' business."""
    for invitation in Invitation.objects.filter(contact_id=contact.pk):
        links.revoke(LINK, invitation)
        invitation.delete()


DATA = PersonalData(gettext_lazy("Les invitations que vous avez reçues"), MODELS, export, erase)

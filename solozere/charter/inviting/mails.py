"""What somebody who is invited receives."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from solozere.charter.models import Invitation
from solozere.notices.actions import queue
from solozere.notices.kinds import MailKind

_BECAUSE = _("nous pensons que votre lieu peut rejoindre le réseau")
_URL = "https://exemple.fr/suivi/jeton/"
KINDS = (
    MailKind(
        code="invitation_invited",
        name=_("Invitation à rejoindre le réseau"),
        when=_("Quand nous vous invitons à demander un label pour votre lieu."),
        because=_BECAUSE,
        template="charter/inviting/mail/invited",
        sample=lambda: {
            "name": "Café du Marché",
            "message": "Passez nous voir.",
            "sender": "Claire Modèle",
            "url": _URL,
        },
    ),
    MailKind(
        code="invitation_reminded",
        name=_("Rappel d’une invitation"),
        when=_("Une seule fois, deux semaines après une invitation restée sans réponse."),
        because=_BECAUSE,
        template="charter/inviting/mail/reminded",
        sample=lambda: {"name": "Café du Marché", "day": "10 novembre 2026", "url": _URL},
    ),
)


def tell(invitation: Invitation, code: str, url: str, **facts: Any) -> None:
    """Queue the mail `code`, in the transaction of the fact; each is written once for an invitation."""
    context = {"name": invitation.application.name, "url": url, **facts}
    key = f"invitation:{invitation.pk}:{code}"
    queue(f"invitation_{code}", invitation.contact, context, key=key, about=invitation)

"""A contact with what was written to it, for the person whom it is about."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core import links
from solozere.core.declarations import ERASED_NAME
from solozere.core.models import SecretLink
from solozere.core.registries import PersonalData
from solozere.notices.kinds import mail_kinds
from solozere.notices.models import Contact, MailPreference, OutgoingMail

MODELS = ("notices.Contact", "notices.OutgoingMail", "notices.MailPreference", "core.SecretLink")


def export(contact: Contact) -> list[dict[str, Any]]:
    """What the person gave us to be reached, what they wish to receive, what was written to them, the links that they hold."""
    own = {
        _("adresse électronique"): contact.email,
        _("nom"): contact.name,
        _("donnée le"): contact.created_at,
        _("vérifiée le"): contact.verified_at,
    }
    wishes = MailPreference.objects.filter(contact=contact).order_by("kind")
    mails = OutgoingMail.objects.filter(contact=contact).order_by("created_at", "pk")
    held = SecretLink.objects.filter(contact_id=contact.pk).order_by("created_at", "pk")
    return [
        own,
        *({_("messages"): _kind(wish.kind), _("votre choix"): wish.get_choice_display()} for wish in wishes),
        *(
            {_("message"): mail.subject, _("écrit le"): mail.created_at, _("texte"): mail.text, _("à"): mail.recipient}
            for mail in mails
        ),
        *({_("lien personnel du"): link.created_at, _("valable jusqu’au"): link.expires_at} for link in held),
    ]


def _kind(code: str) -> str:
    return str(mail_kinds[code].name) if code in mail_kinds else code


def erase(contact: Contact) -> None:
    """The contact goes with its mails and wishes; where what the law makes us keep needs it, its address and name go."""
    links.forget_contact(contact.pk)
    OutgoingMail.objects.filter(contact_id=contact.pk).delete()
    MailPreference.objects.filter(contact_id=contact.pk).delete()
    try:
        with transaction.atomic():
            Contact.objects.get(pk=contact.pk).delete()
    except (ProtectedError, RestrictedError, IntegrityError):
        gone = f"efface-{contact.pk}@effacee.invalid"
        Contact.objects.filter(pk=contact.pk).update(email=gone, name=ERASED_NAME, verified_at=None)


DATA = PersonalData(gettext_lazy("Votre adresse et nos messages"), MODELS, export, erase)

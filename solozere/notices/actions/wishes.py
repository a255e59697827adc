"""How a person wishes to receive what is not essential."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from solozere.core.links import scrub
from solozere.notices.enums import MailChoice, MailState
from solozere.notices.kinds import kind_of, mail_kinds
from solozere.notices.models import Contact, MailPreference, OutgoingMail

DIGEST = "digest"
"""The code of the kind that gathers others: what is wished of it is wished of all that it gathers."""


def wish(contact: Contact, kind: str) -> MailChoice:
    """What the contact wishes of a kind: at once where nothing was said or where the kind is essential."""
    declared = kind_of(kind)
    if declared.essential or kind == DIGEST:
        return MailChoice.IMMEDIATE
    said = MailPreference.objects.filter(contact=contact, kind=kind).values_list("choice", flat=True).first()
    if said is None or (said == MailChoice.DIGEST and not declared.digestible):
        return MailChoice.IMMEDIATE
    return MailChoice(said)


@transaction.atomic
def set_wish(contact: Contact, kind: str, choice: MailChoice | str) -> None:
    """Write what a contact wishes of an optional kind; of the digest, of all kinds that it gathers for them.

    « Jamais » also keeps from going what waits for the digest. Raises ValidationError for an essential kind, KeyError for
    one that nobody declared.
    """
    if kind_of(kind).essential:
        raise ValidationError(_("Ces messages sont indispensables à votre démarche\u00a0: ils sont toujours envoyés."))
    kinds = _gathered_for(contact) if kind == DIGEST else [kind]
    MailPreference.objects.bulk_create(
        [MailPreference(contact=contact, kind=code, choice=MailChoice(choice)) for code in kinds],
        update_conflicts=True,
        unique_fields=["contact", "kind"],
        update_fields=["choice", "changed_at"],
    )
    if choice == MailChoice.NEVER:
        _cancel_waiting(contact, kinds)


def _cancel_waiting(contact: Contact, kinds: list[str]) -> None:
    waiting = OutgoingMail.objects.select_for_update().filter(contact=contact, kind__in=kinds, state=MailState.HELD)
    found = list(waiting.order_by("pk"))
    for mail in found:
        mail.state, mail.text, mail.html = MailState.CANCELLED, scrub(mail.text), scrub(mail.html)
    OutgoingMail.objects.bulk_update(found, ["state", "text", "html"])


def choices_for(kind: str) -> list[tuple[str, str]]:
    """The `(value, label)` that a form proposes for a kind: the digest only where it may wait."""
    waits = kind_of(kind).digestible or kind == DIGEST
    return [(str(c.value), str(c.label)) for c in MailChoice if waits or c != MailChoice.DIGEST]


def optional_kinds() -> list[str]:
    """The codes of the kinds about which something may be wished, but the digest itself."""
    return [kind.code for kind in mail_kinds if not kind.essential and kind.code != DIGEST]


def _gathered_for(contact: Contact) -> list[str]:
    said = MailPreference.objects.filter(contact=contact, choice=MailChoice.DIGEST)
    return list(said.order_by("kind").values_list("kind", flat=True))

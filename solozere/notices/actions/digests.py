"""Gathering what waits for a person in one mail."""

from django.db import transaction
from django.utils.safestring import mark_safe

from solozere.core.links import scrub
from solozere.notices.actions import outbox
from solozere.notices.actions.wishes import DIGEST
from solozere.notices.enums import MailState
from solozere.notices.models import Contact, OutgoingMail


def gather_all() -> int:
    """A digest for each contact for whom something waits; how many were written."""
    waiting = OutgoingMail.objects.filter(state=MailState.HELD).order_by("contact_id")
    people = list(waiting.values_list("contact_id", flat=True).distinct())
    return sum(gather(pk) is not None for pk in people)


@transaction.atomic
def gather(contact_id: int) -> OutgoingMail | None:
    """One mail with all that waits for a contact, oldest first; None where nothing waits any more."""
    contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
    held = list(OutgoingMail.objects.filter(contact_id=contact_id, state=MailState.HELD).order_by("created_at", "pk"))
    if contact is None or not held:
        return None
    letters = [
        {"subject": mail.subject, "text": mail.text, "html": mark_safe(mail.html)}  # noqa: S308 (our own rendering)
        for mail in held
    ]
    digest = outbox.queue(DIGEST, contact, {"letters": letters}, key=f"digest:{contact_id}:{held[-1].pk}")
    for mail in held:  # the digest has the secret links now: they stay in one place until it is gone
        mail.state, mail.digest, mail.text, mail.html = MailState.GATHERED, digest, scrub(mail.text), scrub(mail.html)
    OutgoingMail.objects.bulk_update(held, ["state", "digest", "text", "html"])
    return digest


def send_digests() -> str | None:
    """The worker's job: writes the digests now; a line for its log when there were some."""
    count = gather_all()
    return f"{count} written" if count else None

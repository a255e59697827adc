"""Writing a mail, cancelling it, sending a lost one again."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from solozere.core import history, links
from solozere.core.authors import Author
from solozere.notices.actions.wishes import wish
from solozere.notices.enums import WAITING, MailChoice, MailState
from solozere.notices.jobs import enqueue
from solozere.notices.kinds import MailKind, kind_of, known
from solozere.notices.models import Contact, OutgoingMail
from solozere.notices.models.mails import about as columns_about
from solozere.notices.rendering import render
from solozere.notices.sending import harmless
from solozere.notices.stopping import stop_url


@transaction.atomic
def queue(
    kind: str, contact: Contact, context: dict[str, Any], *, key: str, about: models.Model | None = None
) -> OutgoingMail:
    """Write a mail of `kind` (declared in `notices.kinds`) to `contact`, in the caller's transaction; the worker sends it.

    `key` says what it tells, to whom (« application:12:received:34 », 200 characters): the same one again gives the
    row that exists, and nothing more is sent. The templates are rendered now, with `context`. According to the person's
    wish, the row comes back QUEUED, HELD for the digest, or CANCELLED. Raises KeyError for a kind that nobody declared,
    ValueError where the key is another mail's.
    """
    declared = kind_of(kind)
    existing = OutgoingMail.objects.filter(key=key).first()
    if existing is None:
        choice = wish(contact, kind)
        values = _written(declared, contact, context, choice) | columns_about(about)
        existing, made = _made(key, values)
        if made and existing.state == MailState.QUEUED:
            send_on_commit(existing)
    if (existing.kind, existing.contact_id) != (kind, contact.pk):
        raise ValueError(f"the key {key!r} is that of another mail ({existing.kind})")
    return existing


@transaction.atomic
def resend(mail: OutgoingMail, author: Author) -> OutgoingMail:
    """Send a lost mail again, to the address that the contact has now: a new row, linked to the first, in the history.

    Its secret links are new ones. Raises ValidationError, in French, where it has not gone yet, where its text is erased or
    a link of it cancelled, or where another sending of it is under way.
    """
    locked = OutgoingMail.objects.select_for_update().select_related("contact").get(pk=mail.pk)
    _may_go_again(locked)
    text, html = _with_new_links(locked, author)
    again = OutgoingMail.objects.create(
        contact=locked.contact,
        recipient=locked.contact.email,
        kind=locked.kind,
        key=f"again:{locked.pk}:{locked.resent.count() + 1}",
        subject=locked.subject,
        text=text,
        html=html,
        about_model=locked.about_model,
        about_id=locked.about_id,
        resent_from=locked,
    )
    history.record(locked, "resend", author, after={"mail": again.pk})
    send_on_commit(again)
    return again


@transaction.atomic
def cancel(mail: OutgoingMail, author: Author, reason: str = "") -> OutgoingMail:
    """Keep a mail that waits from going. Raises ValidationError where it is too late."""
    stopped = OutgoingMail.objects.filter(pk=mail.pk, state__in=WAITING).update(
        state=MailState.CANCELLED, **harmless(mail, known(mail.kind))
    )
    mail.refresh_from_db()
    if not stopped:
        raise ValidationError(_("Ce message n’attend plus\u00a0: il ne peut pas être annulé."))
    history.record(mail, "cancel", author, reason=reason)
    return mail


def send_on_commit(mail: OutgoingMail) -> None:
    """Once the transaction is written, let the worker send it; what that misses, `jobs.look_after` finds."""
    transaction.on_commit(partial(enqueue, mail.pk, mail.kind), robust=True)


def _made(key: str, values: dict[str, Any]) -> tuple[OutgoingMail, bool]:
    """The row of `key`, and whether this is what made it: of two at once, one does."""
    try:
        with transaction.atomic():
            return OutgoingMail.objects.create(key=key, **values), True
    except IntegrityError:
        existing = OutgoingMail.objects.filter(key=key).first()
        if existing is None:
            raise
        return existing, False


def _written(kind: MailKind, contact: Contact, context: dict[str, Any], choice: MailChoice) -> dict[str, Any]:
    state, error = MailState.QUEUED, ""
    if choice == MailChoice.NEVER:
        state, error = MailState.CANCELLED, _("La personne ne souhaite pas recevoir ces messages.")
    elif choice == MailChoice.DIGEST:
        state = MailState.HELD
    stop = "" if kind.essential else stop_url(contact.pk, kind.code)
    said = render(kind, context, stop_url=stop, piece=state == MailState.HELD)
    values = {"contact": contact, "recipient": contact.email, "kind": kind.code, "state": state, "error": error}
    texts = {"text": said.text, "html": said.html}
    if state == MailState.CANCELLED:
        texts = {name: links.scrub(text) for name, text in texts.items()}
    return {**values, "subject": said.subject, **texts}


def _with_new_links(mail: OutgoingMail, author: Author) -> list[str]:
    try:
        return links.restore(author, mail.text, mail.html)
    except links.LinkRevoked:
        words = _(
            "Un lien de ce message a été annulé, ou ce qu’il ouvrait n’existe plus\u00a0: écrivez un autre message."
        )
        raise ValidationError(words) from None


def _may_go_again(mail: OutgoingMail) -> None:
    if mail.state not in (MailState.SENT, MailState.FAILED):
        raise ValidationError(_("Ce message n’est pas encore parti\u00a0: il n’y a rien à envoyer à nouveau."))
    if not mail.text:
        raise ValidationError(
            _("Le texte de ce message est effacé\u00a0: la personne peut refaire sa demande pour en recevoir un autre.")
        )
    if mail.resent.filter(state__in=(MailState.QUEUED, MailState.SENDING)).exists():
        raise ValidationError(_("Ce message est déjà envoyé à nouveau\u00a0: attendez qu’il soit parti."))

"""Handing a mail of the outbox to the server of mails, once.

A mail is claimed by one UPDATE (QUEUED → SENDING), handed over outside any transaction, then marked SENT: of two workers
one gets it. A worker that dies in between leaves it SENDING; nobody can know then whether it went, so that it is marked
FAILED half an hour later and a person decides to send it again: never twice by itself (docs/adr/0013-outbox.md).
"""

from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core import links
from solozere.core.jobs import RetryPolicy
from solozere.notices.enums import MailState
from solozere.notices.kinds import MailKind, known
from solozere.notices.models import OutgoingMail
from solozere.notices.rendering import letterhead
from solozere.notices.stopping import stop_url

POLICY = RetryPolicy(attempts=11, first_delay_s=60)
"""After 1, 2, 4… minutes: eleven attempts last seventeen hours, the night of a server of mails."""
LOST_AFTER = timedelta(minutes=30)
FILES = "django.core.mail.backends.filebased.EmailBackend"
STAYING = {FILES, *(f"django.core.mail.backends.{name}.EmailBackend" for name in ("locmem", "console", "dummy"))}
"""Where a mail does not leave the machine."""


class MailNotSent(Exception):
    """The server of mails did not take a message that may be tried again."""


def deliver(pk: int) -> str:
    """Send the mail `pk` if nobody has it in hand; a line for the log. Raises MailNotSent when it is to be tried again."""
    now = timezone.now()
    claim = OutgoingMail.objects.filter(pk=pk, state=MailState.QUEUED)
    if not claim.update(state=MailState.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return "nothing to send"
    mail = OutgoingMail.objects.get(pk=pk)
    kind = known(mail.kind)
    if kind is not None and kind.useful_for and now > mail.created_at + kind.useful_for:
        return _failed(mail, _("Trop tard\u00a0: ce message n’avait plus d’utilité."))
    try:
        message(mail, kind).send()
    except (SMTPException, OSError) as error:
        return _not_taken(mail, error)
    return _sent(mail, kind)


def _sent(mail: OutgoingMail, kind: MailKind | None) -> str:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=timezone.now(), error="", **harmless(mail, kind)
    )
    return "sent"


def _not_taken(mail: OutgoingMail, error: Exception) -> str:
    """Back in the queue for later, or failed: the address does not exist, or the attempts are spent."""
    words = _refusal(error)
    delay = None if _for_ever(error) else POLICY.delay_after(mail.attempts)
    if delay is None:
        return _failed(mail, words)
    _of(mail).update(state=MailState.QUEUED, due_at=timezone.now() + delay, error=words)
    raise MailNotSent(type(error).__name__)  # the message of the server holds the address: not for the journal


def _failed(mail: OutgoingMail, words: str) -> str:
    _of(mail).update(state=MailState.FAILED, error=words, **harmless(mail, known(mail.kind)))
    return "given up"


def _of(mail: OutgoingMail) -> Any:
    """The row, while this attempt has it."""
    return OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING)


def _for_ever(error: Exception) -> bool:
    """Did the server say that this address or this message will never pass (5xx)?"""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500


def _refusal(error: Exception) -> str:
    """What stands in the outbox, for the team."""
    length = OutgoingMail._meta.get_field("error").max_length or 300
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:length]


def lost(now: datetime) -> int:
    """Give up the mails whose worker died while it had them; how many."""
    words = _("L’envoi a été interrompu\u00a0: on ne sait pas si le message est parti.")
    found = OutgoingMail.objects.filter(state=MailState.SENDING, claimed_at__lt=now - LOST_AFTER)
    return len([_failed(mail, words) for mail in found.order_by("pk")])


def harmless(mail: OutgoingMail, kind: MailKind | None) -> dict[str, str]:
    """What stays of the texts of a mail that is over: nothing of a code, and no secret link that anybody could follow."""
    if kind is None or kind.secret:
        return {"text": "", "html": ""}
    return {"text": links.scrub(mail.text), "html": links.scrub(mail.html)}


def message(mail: OutgoingMail, kind: MailKind | None) -> EmailMultiAlternatives:
    """The message as it leaves: both parts, the same Message-ID at each attempt, the way to stop where there is one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {
        "Message-ID": f"<{mail.created_at:%Y%m%d%H%M%S}.{mail.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if kind is not None and not kind.essential:
        headers["List-Unsubscribe"] = f"<{stop_url(mail.contact_id, mail.kind)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    said = EmailMultiAlternatives(
        mail.subject, mail.text, sender(), [mail.recipient], headers=headers, connection=connection()
    )
    said.attach_alternative(mail.html, "text/html")
    return said


def sender() -> str:
    """« SoValdoré <bonjour@…> »: the network's name before the address that answers."""
    name = letterhead().network.replace('"', "").replace("\\", "")
    return f'"{name}" <{settings.DEFAULT_FROM_EMAIL}>' if name else settings.DEFAULT_FROM_EMAIL


def connection() -> BaseEmailBackend:
    """The installation's server of mails; a demonstration writes to nobody, whatever its settings say."""
    if settings.DEMO and settings.EMAIL_BACKEND not in STAYING:
        return get_connection(FILES)
    return get_connection()

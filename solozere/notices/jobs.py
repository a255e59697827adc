"""What the worker does for the outbox."""

from datetime import timedelta

from django.utils import timezone

from solozere.core.jobs import job
from solozere.notices import sending
from solozere.notices.enums import MailState
from solozere.notices.kinds import known
from solozere.notices.models import OutgoingMail

FORGOTTEN_AFTER = timedelta(minutes=10)
"""A mail due for longer has no job: the process died between the commit and the queue, or the queue was emptied."""


@job(attempts=sending.POLICY.attempts, first_delay_s=sending.POLICY.first_delay_s)
def send_mail(pk: int) -> str:
    """Send one mail of the outbox."""
    return sending.deliver(pk)


def enqueue(pk: int, kind: str) -> None:
    """Put the sending of a mail in the worker's queue, before or after others according to its kind."""
    declared = known(kind)
    send_mail.using(priority=declared.priority if declared else 0).enqueue(pk)


def look_after() -> str | None:
    """Periodic: give up what a dead worker had in hand, put back what has no job."""
    now = timezone.now()
    given_up = sending.lost(now)
    due = OutgoingMail.objects.filter(state=MailState.QUEUED, due_at__lt=now - FORGOTTEN_AFTER)
    forgotten = list(due.order_by("pk").values_list("pk", "kind"))
    for pk, kind in forgotten:
        OutgoingMail.objects.filter(pk=pk, state=MailState.QUEUED).update(due_at=now)
        enqueue(pk, kind)
    return f"{given_up} given up, {len(forgotten)} put back" if given_up or forgotten else None

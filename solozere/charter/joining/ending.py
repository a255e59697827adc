"""How applications end: drafts that nobody touches, files that are closed for long, people who are erased."""

from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining.sending import BEGIN, FOLLOW, follow_url
from solozere.charter.models import Application
from solozere.core import links
from solozere.core.declarations import DAYS_PER_MONTH, ERASED_NAME
from solozere.notices.actions import contact_for, queue
from solozere.notices.models import OutgoingMail

DRAFT_DAYS = 6 * DAYS_PER_MONTH
WARNED_DAYS = 15
"""Between the mail that says so and the deletion."""
WARNING = "application_draft_ending"
NOBODY = "personne@effacee.invalid"
"""The contact of applications whose people are erased: an address to which nothing is ever written."""
CLOSED = (State.REFUSED, State.WITHDRAWN, State.LAPSED)


def warn_of_drafts() -> str | None:
    """Periodic: write to who left a draft for almost six months; a line for the log."""
    now = timezone.now()
    limit = now - timedelta(days=DRAFT_DAYS - WARNED_DAYS)
    drafts = Application.objects.filter(state=State.DRAFT, updated_at__lt=limit).exclude(_warned_since())
    count = 0
    for draft in drafts.select_related("contact").order_by("pk"):
        with transaction.atomic():
            key = f"draft_ending:{draft.pk}:{draft.updated_at:%Y%m%d%H%M%S}"
            day = timezone.localdate(now + timedelta(days=WARNED_DAYS))
            context = {"application": draft, "url": follow_url(draft), "day": day}
            queue(WARNING, draft.contact, context, key=key, about=draft)
        count += 1
    return f"{count} drafts announced as ending" if count else None


def _warned_since(before: Any = None) -> Exists:
    """A mail about this draft that was written after it was last touched, and `before` that instant where given."""
    mails = OutgoingMail.objects.filter(
        kind=WARNING,
        about_model=Application._meta.label_lower,
        about_id=Cast(OuterRef("pk"), models.CharField()),
        created_at__gt=OuterRef("updated_at"),
    )
    return Exists(mails.filter(created_at__lt=before) if before else mails)


def ended_drafts(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """For the retention: the drafts whose people were told, and had the time to come back."""
    return rows.filter(_warned_since(timezone.now() - timedelta(days=WARNED_DAYS)), state=State.DRAFT)


def closed(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """For the retention: closed without a label, and not anonymous yet."""
    return rows.filter(state__in=CLOSED).exclude(contact__email=NOBODY)


def delete(application: Application) -> None:
    """A draft goes with its links; its files follow once nothing shows them."""
    for purpose in (BEGIN, FOLLOW):
        links.revoke(purpose, application)
    application.delete()


@transaction.atomic
def anonymise(application: Application) -> None:
    """What it said and who said it goes; its number, its dates and its states stay, for the counts."""
    for purpose in (BEGIN, FOLLOW):
        links.revoke(purpose, application)
    application.files.all().delete()
    application.notes.all().delete()
    application.changes.all().delete()
    application.checks.all().delete()
    application.visits.update(visitor="", report="")
    application.journal.update(reason="")
    application.contact = contact_for(NOBODY, ERASED_NAME)
    application.answers, application.signed_text, application.paper = {}, {}, None
    unsign(application)
    application.author_name, application.author_id = ERASED_NAME, None
    application.save()


def unsign(application: Application) -> None:
    """The name goes from the signature; the fingerprint covers no name, and stays."""
    if application.signed_hash:
        application.signed_name = application.signed_quality = ERASED_NAME

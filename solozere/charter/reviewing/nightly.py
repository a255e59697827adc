"""Closes by night the applications that wait for their applicant for months: said by mail, and opened again on request."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.models import Application
from solozere.charter.reviewing.actions import lapse
from solozere.charter.reviewing.waiting import GROUPS, THEM, with_since
from solozere.core.authors import Author
from solozere.core.workflow import Moved, Refusal

SILENT_DAYS = 180
"""Days without an answer to the changes asked; the team has called meanwhile: after a month it is among its tasks."""


def lapse_silent() -> str | None:
    """The worker's nightly job: applications whose applicant has not answered for SILENT_DAYS; a line for its log."""
    limit = timezone.now() - timedelta(days=SILENT_DAYS)
    rows = with_since(Application.objects.filter(state__in=GROUPS[THEM])).filter(since__lt=limit)
    reason = _("Sans réponse depuis six mois aux modifications demandées. Écrivez-nous pour la rouvrir.")
    done = 0
    for application in rows.order_by("since", "pk"):
        try:
            lapse(application, Author.system(_("classement de nuit")), reason=reason)
        except (Moved, Refusal, PermissionDenied):  # answered since it was listed
            continue
        done += 1
    return f"{done} lapsed" if done else None

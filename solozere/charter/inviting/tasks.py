"""The invitations that stay without an answer after their reminder, for « À faire aujourd’hui »."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.charter.clock import today
from solozere.charter.inviting.actions import OPEN, REMIND_AFTER
from solozere.charter.models import Invitation
from solozere.core.registries import TASKS_SHOWN, Task


def invitations(user: Any) -> list[Task]:
    """Those sent more than a fortnight ago, the oldest first: to call."""
    del user
    late = Invitation.objects.filter(state__in=OPEN, sent_at__lt=timezone.now() - REMIND_AFTER)
    rows = late.select_related("application", "contact").order_by("sent_at", "pk")[:TASKS_SHOWN]
    return [_task(row) for row in rows]


def _task(row: Invitation) -> Task:
    since = timezone.localtime(row.sent_at).date()
    days = (today() - since).days
    return Task(
        title=row.application.name or row.contact.email,
        detail=_("Invitation %(state)s") % {"state": row.get_state_display()},
        state=ngettext("Depuis %(n)s\u00a0jour", "Depuis %(n)s\u00a0jours", days) % {"n": days},
        tone="unknown",
        since=since,
        url=reverse("invitations"),
        action=_("Voir les invitations"),
        turn=_("À la personne invitée"),
    )

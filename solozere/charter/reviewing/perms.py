"""Who looks at applications and invites: the coordinators."""

from typing import Any

from django.db.models import QuerySet

from solozere.accounts.perms import is_coordinator
from solozere.charter.enums import ApplicationState
from solozere.charter.models import Application


def can_review(user: Any) -> bool:
    """May read applications, look at them and decide."""
    return is_coordinator(user)


def visible_to(user: Any) -> QuerySet[Application]:
    """The applications that a reviewer reads: those that were sent. A draft is its author's."""
    if not can_review(user):
        return Application.objects.none()
    return Application.objects.exclude(state=ApplicationState.DRAFT)

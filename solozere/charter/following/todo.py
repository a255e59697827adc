"""What waits for a coordinator because a label is to be looked at again, in « À faire aujourd’hui »."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.enums import ReviewKind
from solozere.charter.following.presentation import label_names, what_happened
from solozere.charter.models import Review
from solozere.core.registries import TASKS_SHOWN, Task
from solozere.core.waiting import tone, waits


def reviews(user: Any) -> list[Task]:
    """The open reviews of facts that touch a criterion, the oldest first."""
    names = label_names()
    found = _open().select_related("place__commune", "place__label").order_by("opened_at", "pk")
    return [_task(one, what_happened(one, names)) for one in found[:TASKS_SHOWN]]


def reviews_total(user: Any) -> int:
    """How many there are."""
    return _open().count()


def _open() -> QuerySet[Review]:
    return Review.objects.filter(kind=ReviewKind.CRITERION, closed_at=None)


def _task(one: Review, about: str) -> Task:
    since = timezone.localtime(one.opened_at).date()
    return Task(
        title=one.place.name,
        detail=one.place.commune.name,
        state=waits(since, today()),
        tone=tone(since, today()),
        since=since,
        url=reverse("review", args=[one.pk]),
        action=_("Relire"),
        about=about,
        label=one.place.shown_label,
    )

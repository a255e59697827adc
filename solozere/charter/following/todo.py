"""What waits for a coordinator because a label is to be looked at again: for the page of what is to be done today."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.following.presentation import label_names, what_happened
from solozere.charter.models import Review
from solozere.places.keeping.todo import Waiting


def reviews_waiting() -> list[Waiting]:
    """The open reviews, the oldest first."""
    names = label_names()
    found = Review.objects.filter(closed_at=None).select_related("place").order_by("opened_at", "pk")
    return [
        Waiting(
            one.place.name,
            what_happened(one, names),
            timezone.localtime(one.opened_at).date(),
            reverse("review", args=[one.pk]),
            _("Relire"),
        )
        for one in found
    ]

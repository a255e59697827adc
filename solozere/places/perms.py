"""Who keeps which place, who imports."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from solozere.accounts.perms import is_administrator, is_coordinator
from solozere.core.terms import on_day
from solozere.places.models import Manager, Place


def managers_of(user: Any, day: date | None = None) -> QuerySet[Manager]:
    """The terms of a user, signed in or not, that run on `day` (today where nothing is said)."""
    if not user.is_authenticated or not user.is_active:
        return Manager.objects.none()
    return Manager.objects.filter(on_day(day or timezone.localdate()), contact_id=user.contact_id)


def managers_today(place: Place, day: date | None = None) -> QuerySet[Manager]:
    """The terms of those who keep `place` on `day` (today), with their contacts: whom to write to."""
    terms = Manager.objects.filter(on_day(day or timezone.localdate()), place=place)
    return terms.select_related("contact").order_by("pk")


def is_manager(user: Any) -> bool:
    """Keeps a place today."""
    return managers_of(user).exists()


def can_manage(user: Any, place: Place) -> bool:
    """May edit the facts of this place: who keeps it, and the coordinators."""
    return is_coordinator(user) or managers_of(user).filter(place=place).exists()


def visible_to(user: Any) -> QuerySet[Place]:
    """The places that a user may edit, whether they are shown to all or not."""
    if is_coordinator(user):
        return Place.objects.all()
    return Place.objects.filter(pk__in=managers_of(user).values("place_id"))


def can_appoint_managers(user: Any) -> bool:
    """May say who keeps a place."""
    return is_coordinator(user)


def can_import(user: Any) -> bool:
    """May bring a whole register of places."""
    return is_administrator(user)

"""Who acts for which partner."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from solozere.accounts.perms import is_administrator
from solozere.core.terms import on_day
from solozere.organisations.models import Membership, Organisation


def memberships_of(user: Any, day: date | None = None) -> QuerySet[Membership]:
    """The terms of a user, signed in or not, that run on `day` (today where nothing is said)."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.filter(on_day(day or timezone.localdate()), contact_id=user.contact_id)


def is_officer(user: Any) -> bool:
    """Acts for a partner today."""
    return memberships_of(user).exists()


def can_act_for(user: Any, organisation: Organisation) -> bool:
    """Acts for this partner today."""
    return memberships_of(user).filter(organisation=organisation).exists()


def visible_to(user: Any) -> QuerySet[Organisation]:
    """The partners for whom a user acts today; all of them for an administrator."""
    if is_administrator(user):
        return Organisation.objects.all()
    return Organisation.objects.filter(pk__in=memberships_of(user).values("organisation_id"))


def can_appoint_officers(user: Any) -> bool:
    """May say who acts for a partner."""
    return is_administrator(user)

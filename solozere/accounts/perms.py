"""Who holds which global role. An administrator may do all that a coordinator does; aid files are for aid officers alone."""

from typing import Any

from django.db.models import QuerySet

from solozere.accounts.enums import GlobalRole
from solozere.accounts.models import RoleGrant, User

_KEPT = "_global_roles"


def roles_of(user: Any) -> frozenset[GlobalRole]:
    """The global roles of a user, signed in or not: none for a visitor and for a closed account. Asked once an object."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if _KEPT not in user.__dict__:
        held = RoleGrant.objects.filter(user_id=user.pk, until__isnull=True).order_by("role")
        roles = {GlobalRole.TELEWORKER, *(GlobalRole(role) for role in held.values_list("role", flat=True))}
        user.__dict__[_KEPT] = frozenset(roles | ({GlobalRole.ADMINISTRATOR} if user.is_superuser else set()))
    kept: frozenset[GlobalRole] = user.__dict__[_KEPT]
    return kept


def forget_roles(user: Any) -> None:
    """Have the next question read the database: call it where a role of this object changed."""
    user.__dict__.pop(_KEPT, None)


def is_administrator(user: Any) -> bool:
    """Administers the site: everything that is published, accounts included."""
    return GlobalRole.ADMINISTRATOR in roles_of(user)


def is_coordinator(user: Any) -> bool:
    """Runs the network: reviews, visits, decides. An administrator may too."""
    return bool(roles_of(user) & {GlobalRole.COORDINATOR, GlobalRole.ADMINISTRATOR})


def is_aid_officer(user: Any) -> bool:
    """Reads and decides aid files. Nobody else does, not even an administrator."""
    return GlobalRole.AID_OFFICER in roles_of(user)


def is_team(user: Any) -> bool:
    """Of the team that runs the network: reads the files that are kept for it."""
    return is_coordinator(user)


def has_sensitive_role(user: Any) -> bool:
    """Holds a global role that calls for a second factor at sign-in."""
    return bool(roles_of(user) - {GlobalRole.TELEWORKER})


def can_grant_roles(user: Any) -> bool:
    """May open accounts, grant and withdraw roles."""
    return is_administrator(user)


def visible_to(user: Any) -> QuerySet[User]:
    """The accounts that a user may see: all for an administrator, else their own."""
    if is_administrator(user):
        return User.objects.all()
    return User.objects.filter(pk=user.pk) if user.is_authenticated else User.objects.none()

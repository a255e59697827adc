"""Who may import places."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, PermissionsMixin

RIGHTS = ("places.add_place", "places.change_place")


def can_import(user: AbstractBaseUser | AnonymousUser) -> bool:
    """May this user bring places from a file? An import creates and changes places: it takes the right to do both."""
    return (
        isinstance(user, PermissionsMixin)
        and bool(user.is_active and getattr(user, "is_staff", False))
        and user.has_perms(RIGHTS)
    )

"""Giving access back to somebody who lost every second factor: an administrator's act, kept in the history."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from solozere.accounts.models import User
from solozere.core import history
from solozere.core.authors import Author


@transaction.atomic
def reset_second_factor(user: User, *, author: Author, reason: str = "") -> int:
    """Forget the passkeys, application and recovery codes of an account and end its sessions; how many were forgotten.

    Its owner enters by the code sent by mail, then sets another one up where the role calls for it.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    count, _by_model = Authenticator.objects.filter(user=locked).delete()
    keys = list(UserSession.objects.filter(user=locked).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=locked).delete()
    history.record(locked, "reset_second_factor", author, before={"second_factors": count}, reason=reason)
    return count

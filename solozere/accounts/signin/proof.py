"""How recently, and by what, the person at the keyboard proved who they are."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

FRESH_SECONDS = 15 * 60
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
DEMO = "demo"
"""The kind of a second factor that a demonstration stands in for, on its own machine."""


def is_fresh(request: HttpRequest) -> bool:
    """Did they prove it in this session within a quarter of an hour, by any means?"""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < FRESH_SECONDS


def fresh_proof_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A session left open is not enough for `view`: whoever proved nothing for a while is asked again, then comes back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def is_enrolled(user: Any) -> bool:
    """Has this account a second factor of its own?"""
    return Authenticator.objects.filter(user_id=user.pk, type__in=STRONG).exists()


def proved_twice(request: HttpRequest) -> bool:
    """Was this session entered with a second factor that the account still has?"""
    records = [r for r in get_authentication_records(request, request.user) if r["method"] == "mfa"]
    if any(record.get("type") == DEMO for record in records):
        return bool(settings.DEMO and settings.DEMO_SIGN_IN)
    return bool(records) and is_enrolled(request.user)

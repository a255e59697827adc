"""Entering a demonstration as one of its characters, past the second factor."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from solozere.accounts.signin.proof import DEMO
from solozere.demo import cast
from solozere.demo.door import is_open


def panel(request: HttpRequest, obj: Any) -> dict[str, Any] | None:
    """One button a role, on the sign-in page of a demonstration."""
    if not is_open(request):
        return None
    return {"cast": cast.CAST, "next": get_next_redirect_url(request) or ""}


@require_POST
@never_cache
@login_not_required
def enter_as(request: HttpRequest, code: str) -> HttpResponse:
    """In as this character; anywhere but on this machine there is no such page."""
    one = cast.character(code)
    if one is None or not is_open(request):
        raise Http404
    user = cast.play(one)
    request.session.flush()
    record_authentication(request, user, method="mfa", type=DEMO, reauthenticated=True)
    get_adapter(request).login(request, user)
    request.session.set_expiry(0)
    UserSession.objects.create_from_request(request)
    return redirect(get_next_redirect_url(request) or settings.LOGIN_REDIRECT_URL)

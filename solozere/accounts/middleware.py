"""Whoever holds a sensitive role enters with a second factor, or goes and sets one up."""

from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import add_query_params
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from solozere.accounts.signin.proof import is_enrolled, proved_twice
from solozere.core.perms import needs_second_factor

ALLOWED = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "account_confirm_by_code",
    "account_logout",
}
"""Names of the addresses that stay open meanwhile: setting a second factor up, proving it, leaving."""
FOR_ALL = {"favicon", "robots", "health_alive", "health_ready", "legal_notice", "accessibility", "personal_data"}
"""What everybody may read, whoever they are."""


class SecondFactorMiddleware:
    """After the views are resolved: nothing is asked of visitors, whose pages need no session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and not response.has_header("Cache-Control"):
            # What is shown to somebody who may be signed in is for their own browser alone.
            response.headers["Cache-Control"] = "private, no-cache"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Where the role calls for it and the session has no second factor: to its proof, or to its setting up."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in ALLOWED or name in FOR_ALL:
            return None
        user = request.user
        if not user.is_authenticated or not needs_second_factor(user) or proved_twice(request):
            return None
        wanted = {"next": request.get_full_path()} if request.method == "GET" else {}
        step = reverse("mfa_reauthenticate" if is_enrolled(user) else "mfa_index")
        return redirect(add_query_params(step, wanted))

"""Proving again who one is, before something sensitive: by password, second factor, passkey, or a code by mail."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import ReauthenticateView
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.base.views import ReauthenticateView as SecondFactorView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from solozere.accounts.passkeys import possible
from solozere.accounts.signin import limits
from solozere.accounts.signin.forms import CodeForm
from solozere.accounts.signin.proof import is_enrolled
from solozere.accounts.signin.settings_forms import OldPasswordForm, SecondFactorAgainForm
from solozere.accounts.signin.waiting import CodeAgain

TEMPLATE = "accounts/again/{}.html"


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class ByPasswordView(ReauthenticateView):
    """The password of the account."""

    template_name = TEMPLATE.format("password")
    form_class = OldPasswordForm


@method_decorator(never_cache, name="dispatch")
class BySecondFactorView(SecondFactorView):
    """The code of the application, or a recovery code."""

    template_name = TEMPLATE.format("second_factor")
    form_class = SecondFactorAgainForm


@method_decorator(never_cache, name="dispatch")
class ByPasskeyView(ReauthenticateWebAuthnView):
    """A passkey of the account."""

    template_name = TEMPLATE.format("passkey")

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """With where the person goes on, and what else they may use."""
        more = {"reauthentication_alternatives": self.get_reauthentication_alternatives()}
        wanted = get_next_redirect_url(self.request) or ""
        return (
            super().get_context_data(**given)
            | more
            | {
                "redirect_field_value": wanted,
                "passkeys_possible": possible(self.request),
            }
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """On the same page, with a sentence."""
        messages.error(self.request, _("Cette clé d’accès n’a pas été reconnue. Essayez à nouveau."))
        return redirect(self.request.get_full_path())


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code")
@never_cache
def by_code(request: HttpRequest) -> HttpResponse:
    """A code by mail, for who has nothing stronger."""
    if is_enrolled(request.user):
        return redirect("mfa_reauthenticate")
    waiting = CodeAgain.of(request)
    if request.method == "POST" and "envoyer" in request.POST:
        return _send(request, waiting)
    form = CodeForm(request.POST if request.method == "POST" else None, sign_in=waiting)
    del form.fields["remember"]
    if request.method == "POST" and form.is_valid():
        waiting.forget()
        record_authentication(request, request.user, method="code", reauthenticated=True)
        return resume_request(request) or redirect(settings.LOGIN_REDIRECT_URL)
    wanted = get_next_redirect_url(request) or ""
    context = {"form": form, "sign_in": waiting, "redirect_field_value": wanted}
    return render(request, TEMPLATE.format("code"), context)


def _send(request: HttpRequest, waiting: CodeAgain) -> HttpResponse:
    if limits.allows(limits.CODE, waiting.email):
        waiting.send()
    else:
        messages.warning(request, _("Plusieurs codes sont déjà partis\u00a0: réessayez dans un quart d’heure."))
    wanted = get_next_redirect_url(request)
    here = reverse("account_confirm_by_code")
    return redirect(add_query_params(here, {"next": wanted}) if wanted else here)

"""The door: an address, the code that proves it; a password or a passkey for who set one; the way out."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.stagekit import get_pending_stage
from allauth.account.stages import LoginByCodeStage
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import add_query_params
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from solozere.accounts.passkeys import possible
from solozere.accounts.signin import limits
from solozere.accounts.signin.codes import REMEMBERED_SECONDS, SignInCode
from solozere.accounts.signin.forms import AddressForm, CodeForm, PasswordSignInForm
from solozere.core.panels import rendered
from solozere.core.registries import sign_in_panels

FORM_METHODS = ["GET", "HEAD", "POST"]


def _with_next(request: HttpRequest, name: str) -> str:
    """The address of a step that remembers where the person wanted to go."""
    wanted = get_next_redirect_url(request)
    return str(add_query_params(reverse(name), {"next": wanted})) if wanted else reverse(name)


def _inside(request: HttpRequest) -> HttpResponse:
    """Somebody who is in already goes on."""
    return redirect(get_next_redirect_url(request) or get_adapter().get_login_redirect_url(request))


def _door(request: HttpRequest, **more: Any) -> dict[str, Any]:
    return {"next": get_next_redirect_url(request) or "", "panels": rendered(sign_in_panels, request, None), **more}


@require_http_methods(FORM_METHODS)
@never_cache
@login_not_required
def address(request: HttpRequest) -> HttpResponse:
    """First step: the same answer for all addresses, a code on its way."""
    if request.user.is_authenticated:
        return _inside(request)
    waiting = get_pending_stage(request)
    email = getattr(waiting.login, "email", "") if waiting else ""
    form = AddressForm(request.POST) if request.method == "POST" else AddressForm(initial={"email": email})
    if request.method == "POST" and form.is_valid():
        SignInCode.start(request, form.cleaned_data["email"])
        return redirect(_with_next(request, "account_confirm_login_code"))
    return render(request, "accounts/door/address.html", _door(request, form=form))


@require_http_methods(FORM_METHODS)
@sensitive_post_parameters("code")
@login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login")
def code(request: HttpRequest) -> HttpResponse:
    """Second step: the code received; a wrong one keeps the address, and another code is a button away."""
    sign_in = SignInCode(request._login_stage)  # type: ignore[attr-defined]
    if "renvoyer" in request.POST:
        return _send_again(request, sign_in)
    form = CodeForm(request.POST if request.method == "POST" else None, sign_in=sign_in)
    if request.method == "POST" and form.is_valid():
        return sign_in.finish(get_next_redirect_url(request), remember=form.cleaned_data["remember"])
    return render(request, "accounts/door/code.html", _door(request, form=form, sign_in=sign_in))


def _send_again(request: HttpRequest, sign_in: SignInCode) -> HttpResponse:
    if limits.allows(limits.CODE, sign_in.email):
        sign_in.send()
        messages.success(request, _("Un autre code est parti. Le précédent ne sert plus."))
    else:
        messages.warning(
            request,
            _(
                "Plusieurs codes sont déjà partis à cette adresse. Regardez vos messages, indésirables compris, "
                "puis réessayez dans un quart d’heure."
            ),
        )
    return redirect(_with_next(request, "account_confirm_login_code"))


@require_http_methods(FORM_METHODS)
@sensitive_post_parameters("password")
@never_cache
@login_not_required
def password(request: HttpRequest) -> HttpResponse:
    """For who set a password or a passkey."""
    if request.user.is_authenticated:
        return _inside(request)
    form = PasswordSignInForm(request.POST if request.method == "POST" else None, request=request)
    if request.method == "POST" and form.is_valid() and form.login is not None:
        request.session.set_expiry(REMEMBERED_SECONDS if form.cleaned_data["remember"] else 0)
        form.login.redirect_url = get_next_redirect_url(request)
        credentials = {"email": form.cleaned_data["email"]}
        answer: HttpResponse = perform_password_login(request, credentials, form.login)
        return answer
    return render(
        request, "accounts/door/password.html", _door(request, form=form, passkeys_possible=possible(request))
    )


@method_decorator([login_not_required, never_cache], name="dispatch")
class PasskeySignInView(LoginWebAuthnView):
    """A GET for JSON gives the browser its challenge; a POST brings the answer back."""

    def form_valid(self, form: Any) -> HttpResponse:
        """In, for the time that a browser stays open."""
        self.request.session.set_expiry(0)
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Back to the door with a sentence."""
        messages.error(
            self.request,
            _("Cette clé d’accès n’a pas été reconnue. Recevez un code par courriel, puis enregistrez-la."),
        )
        return HttpResponseRedirect(reverse("account_login"))


@require_http_methods(FORM_METHODS)
@never_cache
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, once the button is pressed."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    if request.method == "POST":
        logout(request)
        return redirect(get_adapter().get_logout_redirect_url(request))
    return render(request, "accounts/door/sign_out.html")


@require_safe
@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """The account of this address is closed: said only to who proved the address."""
    return render(request, "accounts/door/closed.html")

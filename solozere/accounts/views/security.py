"""How one enters: what is set up, the password, the devices that are signed in, the name."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_change import finalize_password_set
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from solozere.accounts import actions, mails, passkeys
from solozere.accounts.browsers import name_of
from solozere.accounts.signin.proof import fresh_proof_required, is_enrolled
from solozere.accounts.signin.settings_forms import NameForm, NewPasswordForm
from solozere.core.perms import needs_second_factor

TEMPLATE = "accounts/security/{}.html"
FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@never_cache
def security(request: HttpRequest) -> HttpResponse:
    """Everything with which this account is entered; who must add a second factor is told so here."""
    found = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("created_at", "pk"))
    by_type: dict[str, list[Any]] = {kind: [a.wrap() for a in found if a.type == kind] for kind in Authenticator.Type}
    recovery = by_type[Authenticator.Type.RECOVERY_CODES]
    context = {
        "passkeys": by_type[Authenticator.Type.WEBAUTHN],
        "application": next(iter(by_type[Authenticator.Type.TOTP]), None),
        "codes_left": len(recovery[0].get_unused_codes()) if recovery else None,
        "must_enrol": needs_second_factor(request.user) and not is_enrolled(request.user),
        "passkeys_possible": passkeys.possible(request),
    }
    return render(request, TEMPLATE.format("index"), context)


@require_http_methods(FORM_METHODS)
@sensitive_post_parameters("password")
@never_cache
@fresh_proof_required
def password(request: HttpRequest) -> HttpResponse:
    """Set a password, change it, or do without again. Every other device is signed out."""
    user = request.user
    if request.method == "POST" and "retirer" in request.POST:
        return _without_password(request)
    form = NewPasswordForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        get_adapter(request).set_password(user, form.cleaned_data["password"])
        finalize_password_set(request, user)
        return redirect("mfa_index")
    return render(request, TEMPLATE.format("password"), {"form": form})


def _without_password(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    user.set_unusable_password()
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    mails.send_change(user, "accounts/password_removed")
    messages.success(request, _("Votre mot de passe est retiré\u00a0: vous entrez avec un code, ou une clé d’accès."))
    return redirect("mfa_index")


@require_http_methods(FORM_METHODS)
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """The devices that are signed in; one is signed out, or all the others."""
    own = UserSession.objects.filter(user_id=request.user.pk).order_by("-last_seen_at", "-pk")
    if request.method == "POST":
        return _end(request, own)
    live = set(
        Session.objects.filter(expire_date__gt=timezone.now(), session_key__in=own.values("session_key")).values_list(
            "session_key", flat=True
        )
    )
    rows = [
        {
            "pk": session.pk,
            "browser": name_of(session.user_agent),
            "since": session.created_at,
            "current": session.session_key == request.session.session_key,
        }
        for session in own
        if session.session_key in live
    ]
    return render(
        request, TEMPLATE.format("sessions"), {"rows": rows, "others": any(not row["current"] for row in rows)}
    )


def _end(request: HttpRequest, own: Any) -> HttpResponse:
    wanted = request.POST.get("session", "")
    if not wanted:
        end_other_sessions(request, request.user)
        messages.success(request, _("Vos autres appareils sont déconnectés."))
        return redirect("usersessions_list")
    one = own.filter(pk=int(wanted)).first() if wanted.isascii() and wanted.isdigit() and len(wanted) < 18 else None
    if one is None:
        raise Http404
    current = one.session_key == request.session.session_key
    end_sessions(request, [one])
    if current:
        return redirect("account_login")
    messages.success(request, _("Cet appareil est déconnecté."))
    return redirect("usersessions_list")


@require_http_methods(FORM_METHODS)
@never_cache
def name(request: HttpRequest) -> HttpResponse:
    """How the person wants to be called."""
    user: Any = request.user
    form = NameForm(request.POST) if request.method == "POST" else NameForm(initial={"name": user.contact.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user, form.cleaned_data["name"])
        messages.success(request, _("Votre nom est enregistré."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, TEMPLATE.format("name"), {"form": form})

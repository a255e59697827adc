"""The second step of a sign-in, and its settings: an application, passkeys, recovery codes."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.stages import LoginStage
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from solozere.accounts import passkeys
from solozere.accounts.signin.proof import fresh_proof_required
from solozere.accounts.signin.settings_forms import (
    ActivateForm,
    DeactivateForm,
    PasskeyForm,
    PasskeyNameForm,
    SecondFactorForm,
)

TEMPLATE = "accounts/security/{}.html"
SENSITIVE = [never_cache, sensitive_post_parameters("code", "credential")]


@method_decorator(SENSITIVE, name="dispatch")
class SecondStepView(AuthenticateView):
    """After the code or the password: what only the person has."""

    template_name = "accounts/door/second_step.html"
    form_class = SecondFactorForm

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """With what this account has set up."""
        stage: LoginStage = self.stage
        types = set(Authenticator.objects.filter(user=stage.login.user).values_list("type", flat=True))
        return super().get_context_data(**given) | {
            "by_passkey": Authenticator.Type.WEBAUTHN in types and passkeys.possible(self.request),
            "by_code": bool(types - {Authenticator.Type.WEBAUTHN}),
            "failed": self.request.method == "POST",
        }


def _proved(request: HttpRequest, kind: str) -> None:
    """Setting a second factor up proves it: this session need not be asked for it again."""
    record_authentication(request, request.user, method="mfa", type=kind, reauthenticated=True)


@method_decorator([*SENSITIVE, fresh_proof_required], name="dispatch")
class ActivateView(ActivateTOTPView):
    """An application that shows codes."""

    template_name = TEMPLATE.format("application")
    form_class = ActivateForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Then the recovery codes, where there were none."""
        answer = super().form_valid(form)
        _proved(self.request, Authenticator.Type.TOTP)
        return answer


@method_decorator(SENSITIVE, name="dispatch")
class DeactivateView(DeactivateTOTPView):
    """No application any more."""

    template_name = TEMPLATE.format("application_remove")
    form_class = DeactivateForm


@method_decorator([*SENSITIVE, fresh_proof_required], name="dispatch")
class AddPasskeyView(AddWebAuthnView):
    """A passkey of this device, with which to enter without code nor password."""

    template_name = TEMPLATE.format("passkey")
    form_class = PasskeyForm

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """What the browser needs to make one that it can find by itself."""
        context = super().get_context_data(**given)
        context["form"] = given.get("form") or self.get_form()
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        context["passkeys_possible"] = passkeys.possible(self.request)
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Then the recovery codes, where there were none."""
        answer = super().form_valid(form)
        _proved(self.request, Authenticator.Type.WEBAUTHN)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """A browser that answers beside the point: again, with the name that was typed."""
        messages.error(self.request, _("Votre appareil n’a pas créé la clé. Rien n’est enregistré\u00a0: réessayez."))
        return super().form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class RenamePasskeyView(EditWebAuthnView):
    """Another name."""

    template_name = TEMPLATE.format("passkey_name")
    form_class = PasskeyNameForm
    success_url = reverse_lazy("mfa_index")


@method_decorator(never_cache, name="dispatch")
class RemovePasskeyView(RemoveWebAuthnView):
    """One passkey less; never the last second factor of who needs one."""

    template_name = TEMPLATE.format("passkey_remove")
    success_url = reverse_lazy("mfa_index")
    _found: Authenticator | None = None

    def get_object(self, queryset: Any = None) -> Authenticator:
        """The passkey of the address, asked for once; 404 for somebody else's."""
        if self._found is None:
            self._found = super().get_object(queryset)
        return self._found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused with a sentence where the role calls for it."""
        from allauth.mfa.adapter import get_adapter

        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        return super().post(request, *args, **kwargs)


def _recovery(request: HttpRequest) -> Any:
    """The recovery codes of the account, or None; asks who is there first, and writes nothing."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    kind = Authenticator.Type.RECOVERY_CODES
    found = Authenticator.objects.filter(user_id=request.user.pk, type=kind).first()
    return found.wrap() if found else None


@require_safe
@never_cache
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that are left, to print or to copy."""
    codes = _recovery(request)
    if codes is None:
        return redirect("mfa_index")
    return render(request, TEMPLATE.format("recovery_codes"), {"codes": codes.get_unused_codes()})


@require_safe
@never_cache
def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    """The same as a text file."""
    codes = _recovery(request)
    if codes is None:
        raise Http404
    lines = [_("Codes de secours, chacun sert une fois\u00a0:"), "", *codes.get_unused_codes(), ""]
    return HttpResponse(
        "\n".join(lines),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="codes-de-secours.txt"'},
    )


@method_decorator(never_cache, name="dispatch")
class NewRecoveryCodesView(GenerateRecoveryCodesView):
    """Ten others; the ones before no longer serve."""

    template_name = TEMPLATE.format("recovery_new")

    def form_invalid(self, form: Any) -> HttpResponse:
        """There is nothing to recover yet."""
        for error in form.non_field_errors():
            messages.error(self.request, error)
        return redirect(reverse("mfa_index"))

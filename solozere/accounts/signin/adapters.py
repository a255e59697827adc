"""What allauth asks of the site: its words in French, its mails through ours, no address of a machine kept."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from solozere.accounts import mails
from solozere.accounts.signin import limits
from solozere.core.perms import needs_second_factor
from solozere.notices.rendering import letterhead

NO_ADDRESS = "0.0.0.0"  # noqa: S104 (stands for « not kept »)
SAID: dict[str, Any] = {
    "account/messages/logged_out.txt": _("Vous êtes déconnecté de cet appareil."),
    "account/messages/password_set.txt": _("Votre mot de passe est enregistré."),
    "account/messages/password_changed.txt": _("Votre mot de passe est enregistré."),
    "mfa/messages/totp_activated.txt": _("Votre application est enregistrée."),
    "mfa/messages/totp_deactivated.txt": _("L’application n’est plus demandée."),
    "mfa/messages/webauthn_added.txt": _("Votre clé d’accès est enregistrée."),
    "mfa/messages/webauthn_removed.txt": _("La clé d’accès est retirée."),
    "mfa/messages/recovery_codes_generated.txt": _("Vos codes de secours sont prêts\u00a0: gardez-les à l’abri."),
    "usersessions/messages/sessions_logged_out.txt": _("Vos autres appareils sont déconnectés."),
}
"""What allauth announces → our sentence; the rest is not said."""
NOT_THE_CODE = _("Ce code n’est pas le bon. Vérifiez les six chiffres, ou attendez le suivant dans votre application.")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: see the module."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, ou recevez plutôt un code par courriel."
        ),
        "incorrect_password": _("Ce n’est pas votre mot de passe actuel. Vérifiez les majuscules, puis réessayez."),
        "too_many_login_attempts": _(
            "Trop d’essais avec cette adresse. Attendez un quart d’heure, ou recevez plutôt un code par courriel."
        ),
        "incorrect_code": NOT_THE_CODE,
        "rate_limited": _("Trop d’essais. Attendez un quart d’heure, puis réessayez."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our sentence for what allauth wants said; nothing for what needs no saying."""
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing of allauth's own goes out: a message that we did not word is a mistake of ours."""
        raise NotImplementedError(template_prefix)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """To the one address of the account."""
        mails.send_change(user, template_prefix)

    def get_client_ip(self, request: HttpRequest) -> str:
        """No address of a machine is kept with the sessions: the browser and the dates are enough to know one's own."""
        return NO_ADDRESS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An account opens by proving an address, never by a form of its own."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Who just signed in proved who they are: nothing more is asked for a while."""
        records = get_authentication_records(request, user)
        method = records[-1]["method"] if records else "code"
        kind = records[-1].get("type") if records else None
        record_authentication(request, user, method=method, type=kind, reauthenticated=True)
        return super().post_login(request, user, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by address; beyond, the code by mail remains."""
        if not limits.allows(limits.PASSWORD, credentials["email"]):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account of an address and a password, or None; a right one starts the count again."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            limits.forget(limits.PASSWORD, credentials["email"])
        return user

    def reauthenticate(self, user: Any, password: str) -> bool:
        """Is this the password of the account? Counted as at the door."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A second factor for who has one, and nothing less; else the password or a code by mail."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        strong = [method for method in found if method["id"].startswith("mfa")]
        if strong:
            found = strong
        elif user.is_authenticated:
            found.append(
                {"id": "code", "description": _("Recevoir un code"), "url": reverse("account_confirm_by_code")}
            )
        words = {
            "reauthenticate": _("Votre mot de passe"),
            "mfa_reauthenticate": _("Votre application ou un code de secours"),
            "mfa_reauthenticate:webauthn": _("Votre clé d’accès"),
        }
        return [{**method, "description": words.get(method["id"], method["description"])} for method in found]


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: see the module."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": NOT_THE_CODE,
        "cannot_delete_authenticator": _(
            "C’est votre seul second moyen, et votre rôle en demande un. Ajoutez-en un autre avant de retirer celui-ci."
        ),
        "cannot_generate_recovery_codes": _("Ajoutez d’abord une application ou une clé d’accès."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where a role calls for it."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        others = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return others.exists() or not needs_second_factor(authenticator.user)

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """« Clé 2 »: proposed, the person changes it."""
        return f"Clé {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def build_totp_svg(self, url: str) -> str:
        """The drawing to read with an application, light enough for a page."""
        return str(segno.make(url, error="m").svg_inline(scale=4, border=2))

    def _get_site_name(self) -> str:
        return letterhead().network or str(context.request.get_host())

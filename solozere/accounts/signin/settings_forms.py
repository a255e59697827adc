"""What is typed in the settings of sign-in, and at its second step."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from solozere.accounts.signin import limits
from solozere.accounts.signin.forms import PasswordField


class NewPasswordForm(forms.Form):
    """A password to enter with, besides the code."""

    password = PasswordField(
        _("Nouveau mot de passe"),
        "new-password",
        help_text=_("Douze caractères au moins. Une phrase que vous seul connaissez est facile à retenir."),
        error_messages={"required": _("Écrivez le mot de passe que vous voulez, de douze caractères au moins.")},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """As strong as the settings want."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class OldPasswordForm(forms.Form):
    """The password again, before something sensitive."""

    password = PasswordField(_("Mot de passe"), "current-password")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Refuses another one."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


def _second_code_field() -> forms.CharField:
    return forms.CharField(
        label=_("Code de votre application, ou code de secours"),
        max_length=40,
        help_text=_(
            "Six chiffres que l’application change toutes les trente secondes, ou l’un de vos codes de secours."
        ),
        error_messages={"required": _("Écrivez le code que montre votre application.")},
        widget=forms.TextInput(attrs={"class": "code", "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class _Counted:
    """Wrong second factors are counted by account."""

    user: Any

    def clean_code(self) -> str:
        """Refuses after too many wrong ones, even a right one."""
        account = str(self.user.pk)
        if not limits.allows(limits.SECOND, account):
            raise get_adapter().validation_error("rate_limited")
        code = str(super().clean_code())  # type: ignore[misc]
        limits.forget(limits.SECOND, account)
        return code


class SecondFactorForm(_Counted, AuthenticateForm):
    """The code of the second step of a sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _second_code_field()


class SecondFactorAgainForm(_Counted, ReauthenticateForm):
    """The same, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _second_code_field()


class ActivateForm(_Counted, ActivateTOTPForm):
    """The first code of an application proves that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _second_code_field()
        self.fields["code"].label = _("Code que montre l’application")
        self.fields["code"].help_text = _("Six chiffres, changés toutes les trente secondes.")


class DeactivateForm(DeactivateTOTPForm):
    """Nothing to type: says whether the application may go."""


class PasskeyForm(AddWebAuthnForm):
    """A passkey, made by the browser, and the name by which its owner knows it."""

    name = forms.CharField(
        label=_("Nom de la clé"),
        max_length=60,
        required=False,
        help_text=_("Pour la reconnaître\u00a0: «\u00a0téléphone\u00a0», «\u00a0ordinateur du bureau\u00a0»."),
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    name = forms.CharField(
        label=_("Nom de la clé"),
        max_length=60,
        error_messages={"required": _("Donnez un nom à cette clé, par exemple «\u00a0téléphone\u00a0».")},
    )


class NameForm(forms.Form):
    """How a person wants to be called."""

    name = forms.CharField(
        label=_("Nom"),
        max_length=150,
        required=False,
        help_text=_("Prénom et nom, tels que les lieux et l’équipe du réseau les verront."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

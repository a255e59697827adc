"""What is typed at the door."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.accounts.rules import CODE_DIGITS, Verdict, plain
from solozere.accounts.signin import limits
from solozere.accounts.signin.waiting import WaitingCode

ADDRESS_MISSING = _("Écrivez votre adresse, par exemple nom@exemple.fr.")
ADDRESS_WRONG = _("Cette adresse n’est pas complète. Elle s’écrit par exemple nom@exemple.fr.")
CODE_MISSING = _("Écrivez les six chiffres du message.")


def remember_field() -> forms.BooleanField:
    """« Rester connecté », unticked: many come from a shared desk."""
    return forms.BooleanField(
        label=_("Rester connecté 30\u00a0jours sur cet appareil"),
        required=False,
        help_text=_("À ne pas cocher sur un poste partagé, dans un télécentre par exemple."),
    )


class EmailField(forms.EmailField):
    """The address of a person, with words that help."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("Adresse"))
        errors = {"required": ADDRESS_MISSING, "invalid": ADDRESS_WRONG, "max_length": ADDRESS_WRONG}
        super().__init__(error_messages=errors, max_length=254, **given)
        self.validators = [EmailValidator(ADDRESS_WRONG), MaxLengthValidator(254, ADDRESS_WRONG)]
        self.widget.attrs["autocomplete"] = "email"


class AddressForm(forms.Form):
    """Where to send a code."""

    email = EmailField(help_text=_("Celle où vous recevez nos messages. Par exemple\u00a0: nom@exemple.fr"))

    def clean_email(self) -> str:
        """Counts the request; refuses the sixth in a quarter of an hour, whoever asks, known or not."""
        email: str = self.cleaned_data["email"]
        if not limits.allows(limits.CODE, email):
            raise ValidationError(
                gettext(
                    "Plusieurs codes sont déjà partis à cette adresse. Regardez vos messages, indésirables compris, "
                    "puis réessayez dans un quart d’heure, ou entrez avec une clé d’accès ou un mot de passe."
                )
            )
        return email


class CodeForm(forms.Form):
    """The code received."""

    code = forms.CharField(
        label=_("Code à six chiffres"),
        max_length=40,
        help_text=_("Vous pouvez le copier depuis le message et le coller ici."),
        error_messages={"required": CODE_MISSING, "max_length": CODE_MISSING},
        widget=forms.TextInput(attrs={"class": "code", "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    remember = remember_field()

    def __init__(self, *args: Any, sign_in: WaitingCode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sign_in = sign_in
        self.fields["code"].widget.attrs.pop("maxlength", None)

    def clean_code(self) -> str:
        """Refuses what is not the code, saying what to do; a number that is too short is no attempt."""
        typed: str = self.cleaned_data["code"]
        if len(plain(typed)) != CODE_DIGITS:
            raise ValidationError(gettext("Le code a six chiffres, par exemple 482\u00a0160. Recopiez-le en entier."))
        verdict = self.sign_in.judge(typed)
        if verdict is not Verdict.RIGHT:
            raise ValidationError(self._words(verdict))
        return typed

    def _words(self, verdict: Verdict) -> str:
        if verdict is Verdict.EXPIRED:
            return gettext("Ce code n’est plus valable\u00a0: il a plus de quinze minutes. Envoyez-en un autre.")
        left = self.sign_in.sent.attempts_left
        if verdict is Verdict.SPENT or not left:
            return gettext("Cinq essais n’ont pas suffi\u00a0: ce code ne sert plus. Envoyez-en un autre.")
        said = {"hour": self.sign_in.sent_at.strftime("%-H\u00a0h\u00a0%M"), "left": left}
        if left == 1:
            return (
                gettext("Ce code n’est pas celui du dernier message, parti à %(hour)s. Il vous reste un essai.") % said
            )
        return (
            gettext("Ce code n’est pas celui du dernier message, parti à %(hour)s. Il vous reste %(left)s\u00a0essais.")
            % said
        )


class PasswordField(forms.CharField):
    """A password, never shown again."""

    def __init__(self, label: Any, autocomplete: str, **given: Any) -> None:
        given.setdefault("error_messages", {"required": _("Écrivez votre mot de passe.")})
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=label, strip=False, max_length=1000, widget=widget, **given)


class PasswordSignInForm(forms.Form):
    """The address and the password of an account that set one."""

    email = EmailField()
    password = PasswordField(_("Mot de passe"), "current-password")
    remember = remember_field()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.login: Login | None = None

    def clean(self) -> dict[str, Any]:
        """Both right, or one sentence for both: which of them is wrong is nobody's business."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            adapter = get_adapter(self.request)
            user = adapter.authenticate(self.request, email=cleaned["email"], password=cleaned["password"])
            if user is None:
                raise adapter.validation_error("email_password_mismatch")
            self.login = Login(user=user, email=cleaned["email"])
        return cleaned

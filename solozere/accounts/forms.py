"""Forms of accounts."""

from typing import Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.accounts.enums import GRANTED
from solozere.accounts.models import User
from solozere.notices.models import Contact


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Nom"), max_length=150, required=False, help_text=_("Montré dans l’historique des changements.")
    )


class AdministratorCreationForm(BaseUserCreationForm):
    """A new administrator: an address, a name, a password typed twice."""

    name = _name_field()

    class Meta:
        model = User
        fields = ("email",)

    def clean_email(self) -> str:
        """Refuses an address that has an account, whatever its capitals."""
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(gettext("Cette adresse a déjà un compte."))
        return email

    def save(self, commit: bool = True) -> User:
        """Creates the account with its contact; the administration's `commit=False` changes nothing to that."""
        return User.objects.create_superuser(
            self.cleaned_data["email"], self.cleaned_data["password1"], name=self.cleaned_data["name"]
        )

    def save_m2m(self) -> None:
        """Nothing more to save: an administrator has every right."""


class AdministratorChangeForm(UserChangeForm):
    """Somebody's address, name, roles, and whether they may still sign in."""

    name = _name_field()
    roles = forms.MultipleChoiceField(
        label=_("Rôles"),
        choices=[(role.value, role.label) for role in GRANTED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ils demandent un second moyen d’entrer."),
    )

    class Meta:
        model = User
        fields = ("email", "password", "is_active", "is_superuser")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.instance.contact.name
        held = self.instance.grants.filter(until=None).order_by("role")
        self.fields["roles"].initial = list(held.values_list("role", flat=True))
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].label = _("Administre le site")
            self.fields["is_superuser"].help_text = _("Peut tout changer ici, et voir tous les comptes.")

    def clean(self) -> dict[str, Any]:
        """Refuses an address that somebody else has."""
        cleaned = super().clean() or self.cleaned_data
        others = Contact.objects.exclude(pk=self.instance.contact_id)
        if others.filter(email__iexact=cleaned.get("email", "")).exists():
            self.add_error("email", gettext("Une autre personne a déjà cette adresse."))
        return cleaned

"""Fourth step: who answers for the place, and how the public reaches it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from solozere.charter.joining.forms.base import StepForm
from solozere.places.phones import validate_phone

_ADDRESS = _("Écrivez une adresse électronique complète, par exemple bonjour@exemple.fr.")
_SITE = _("Écrivez l’adresse entière du site, par exemple https://www.exemple.fr.")


def _phone(label: object) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=False,
        max_length=20,
        validators=[validate_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={
            "max_length": _(
                "Un numéro de téléphone tient en 20\u00a0signes, par exemple 04\u00a065\u00a071\u00a000\u00a000."
            )
        },
    )


def _email(label: object) -> forms.EmailField:
    return forms.EmailField(
        label=label,  # type: ignore[arg-type]
        required=False,
        max_length=254,
        error_messages={"invalid": _ADDRESS, "max_length": _ADDRESS},
    )


class ContactForm(StepForm):
    """The person responsible is never published; the contact of the place is."""

    PRIVATE = ("person_name", "person_quality", "person_phone", "person_email")
    person_name = forms.CharField(
        label=_("Prénom et nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Écrivez le nom de la personne responsable du lieu.")},
    )
    person_quality = forms.CharField(
        label=_("En qualité de"),
        help_text=_("Par exemple\u00a0: maire, gérante, président de l’association."),
        max_length=150,
        error_messages={"required": _("Dites en quelle qualité cette personne répond du lieu, par exemple gérante.")},
    )
    person_phone = _phone(_("Son téléphone"))
    person_email = _email(_("Son courriel, s’il n’est pas le vôtre"))
    contact_label = forms.CharField(
        label=_("À qui s’adresser"),
        help_text=_("Un service, pas une personne\u00a0: «\u00a0l’accueil\u00a0», «\u00a0le secrétariat\u00a0»."),
        required=False,
        max_length=100,
    )
    phone = _phone(_("Téléphone du lieu"))
    email = _email(_("Courriel du lieu"))
    website = forms.URLField(
        label=_("Site"),
        required=False,
        assume_scheme="https",
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _SITE, "max_length": _SITE},
    )
    access_public_transport = forms.CharField(label=_("Venir en train ou en car"), required=False, max_length=300)
    access_car = forms.CharField(label=_("Venir en voiture"), required=False, max_length=300)
    accessibility = forms.CharField(
        label=_("Accessibilité"),
        help_text=_("Par exemple\u00a0: entrée de plain-pied, toilettes adaptées."),
        required=False,
        max_length=300,
    )

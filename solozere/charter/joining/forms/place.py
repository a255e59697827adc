"""First step: who applies, and where the place is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.joining.forms.base import StepForm
from solozere.charter.joining.rules import siret
from solozere.organisations.enums import OrganisationKind
from solozere.places.models.place import postal_code_form
from solozere.territory.current import territory
from solozere.territory.models import Commune
from solozere.territory.search import find_communes

KINDS = (
    OrganisationKind.ASSOCIATION,
    OrganisationKind.COUNCIL,
    OrganisationKind.COMPANY,
    OrganisationKind.CHAMBER,
    OrganisationKind.PARTNER,
)
"""Who may keep a place, in plain words; the other kinds are those of the network's own bodies."""
WORDS = {
    OrganisationKind.ASSOCIATION: gettext_lazy("Une association"),
    OrganisationKind.COUNCIL: gettext_lazy("Une collectivité"),
    OrganisationKind.COMPANY: gettext_lazy("Une entreprise ou un commerce"),
    OrganisationKind.CHAMBER: gettext_lazy("Une chambre consulaire"),
    OrganisationKind.PARTNER: gettext_lazy("Un autre organisme"),
}


class PlaceForm(StepForm):
    """The organisation, the place, its address."""

    name = forms.CharField(
        label=gettext_lazy("Nom du lieu"),
        help_text=gettext_lazy("Tel qu’il est écrit à l’entrée."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Écrivez le nom du lieu, tel qu’il est à l’entrée."),
            "max_length": gettext_lazy("Le nom du lieu tient en 200\u00a0signes."),
        },
    )
    commune = forms.CharField(
        label=gettext_lazy("Commune"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez la commune où se trouve le lieu.")},
    )
    address = forms.CharField(
        label=gettext_lazy("Adresse du lieu"),
        help_text=gettext_lazy("Le numéro et la rue, ou le lieu-dit."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Écrivez l’adresse du lieu\u00a0: le numéro et la rue, ou le lieu-dit.")
        },
    )
    postal_code = forms.CharField(
        label=gettext_lazy("Code postal"),
        required=False,
        validators=[postal_code_form],
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "numeric"}),
    )
    organisation_kind = forms.ChoiceField(
        label=gettext_lazy("Qui gère le lieu\u00a0?"),
        choices=[(kind.value, WORDS[kind]) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites qui gère le lieu\u00a0: une association, une collectivité…")},
    )
    organisation_name = forms.CharField(
        label=gettext_lazy("Nom de l’organisme qui le gère"),
        max_length=200,
        error_messages={"required": gettext_lazy("Écrivez le nom de l’organisme qui gère le lieu.")},
    )
    siret = forms.CharField(
        label=gettext_lazy("SIRET de l’organisme"),
        help_text=gettext_lazy("Quatorze chiffres, par exemple 732\u00a0829\u00a0320\u00a000074."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    summary = forms.CharField(
        label=gettext_lazy("Présentez le lieu en quelques phrases"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": gettext_lazy("La présentation tient en 600\u00a0signes.")},
    )

    def clean_siret(self) -> str:
        """Refuses a number whose key is wrong."""
        typed = self.cleaned_data["siret"]
        found = siret(typed)
        if typed and not found:
            raise ValidationError(
                _("Ce SIRET n’existe pas\u00a0: il a quatorze chiffres, par exemple 732\u00a0829\u00a0320\u00a000074.")
            )
        return found

    def clean_commune(self) -> Commune:
        """A commune of the territory, by its name or its postal code."""
        typed = self.cleaned_data["commune"]
        found = [one for one in find_communes(typed, limit=8) if one.rank == 0] or find_communes(typed, limit=2)
        ours = [one.commune for one in found if one.commune.local]
        if len(found) == 1 and ours:
            return ours[0]
        if ours and found[0].commune == ours[0] and found[0].rank == 0:
            return ours[0]
        raise ValidationError(_refusal(typed, [one.commune for one in found]))


def _refusal(typed: str, found: list[Commune]) -> str:
    here: Any = territory()
    words = {"typed": typed, "of": here.with_of if here else _("du territoire")}
    ours = [commune for commune in found if commune.local]
    if ours:
        return _("Choisissez la commune\u00a0: %(names)s\u00a0?") % {"names": ", ".join(c.name for c in ours)}
    if found:
        words["departement"] = found[0].departement
        return (
            _("Choisissez une commune %(of)s. «\u00a0%(typed)s\u00a0» est dans un autre département (%(departement)s).")
            % words
        )
    return _("Choisissez une commune %(of)s. «\u00a0%(typed)s\u00a0» n’en est pas une.") % words

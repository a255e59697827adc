"""Groups that are plain answers: name, access, contact, prices, address."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from solozere.places.enums import FactGroupCode as Code
from solozere.places.enums import PointPrecision
from solozere.places.keeping.forms import fields
from solozere.places.keeping.forms.base import FactsForm, Values
from solozere.places.models.place import postal_code_form
from solozere.places.phones import validate_phone
from solozere.territory.models import Commune


class IdentityForm(FactsForm):
    """What the place is called, and a few words."""

    code: ClassVar[str] = Code.IDENTITY
    name = fields.text(
        _("Nom du lieu"),
        200,
        missing=_("Écrivez le nom du lieu, par exemple La Grange numérique."),
        hint=_("La coordination du réseau relit un nouveau nom avant qu’il paraisse."),
    )
    summary = fields.text(
        _("Présentation"),
        600,
        rows=4,
        hint=_("En quelques phrases\u00a0: pour qui, dans quel cadre. 600 caractères au plus."),
    )


class AccessForm(FactsForm):
    """How to come."""

    code: ClassVar[str] = Code.ACCESS
    access_public_transport = fields.text(_("En train, en car"), 300, hint=_("Par exemple\u00a0: gare à 650 m."))
    access_car = fields.text(_("En voiture"), 300, hint=_("Par exemple\u00a0: parking gratuit devant le bâtiment."))
    accessibility = fields.text(
        _("Accessibilité"), 300, hint=_("Par exemple\u00a0: entrée de plain-pied, toilettes adaptées.")
    )
    acceslibre_url = fields.address(_("Fiche acceslibre"), hint=_("L’adresse de la page du lieu sur acceslibre."))


class ContactForm(FactsForm):
    """Whom to ask: shown to everybody."""

    code: ClassVar[str] = Code.CONTACT
    contact_label = fields.text(
        _("À qui s’adresser"), 100, hint=_("Un service, par exemple Accueil. Pas une personne.")
    )
    phone = forms.CharField(
        label=_("Téléphone"),
        required=False,
        max_length=20,
        validators=[validate_phone],
        help_text=_("Tout le monde le voit."),
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"max_length": fields.TOO_LONG},
    )
    email = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        max_length=254,
        help_text=_("Celle du lieu\u00a0: tout le monde la voit."),
        error_messages={
            "invalid": _("Cette adresse n’est pas complète\u00a0: écrivez par exemple accueil@exemple.fr.")
        },
    )
    website = fields.address(_("Site du lieu"))


class PricesForm(FactsForm):
    """What it costs, in words."""

    code: ClassVar[str] = Code.PRICES
    prices = fields.text(
        _("Tarifs"),
        2000,
        rows=5,
        hint=_("Une ligne par tarif, par exemple «\u00a0Demi-journée\u00a0: 6\u00a0€\u00a0»."),
    )


class LocationForm(FactsForm):
    """Where it is."""

    code: ClassVar[str] = Code.LOCATION
    address = fields.text(_("Adresse"), 200, hint=_("Numéro et rue, par exemple 12 rue du Four."))
    postal_code = forms.CharField(
        label=_("Code postal"),
        required=False,
        max_length=5,
        validators=[postal_code_form],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        error_messages={"max_length": _("Un code postal a cinq chiffres, par exemple 48000.")},
    )
    commune = fields.choice(_("Commune"), [], missing=_("Choisissez la commune du lieu."))
    precision = fields.choice(
        _("Le point de la carte est"), PointPrecision.choices, missing=_("Dites où se trouve le point de la carte.")
    )
    lat = fields.FrenchDecimal(
        label=_("Latitude"),
        required=False,
        least=-90,
        most=90,
        places=6,
        help_text=_("En degrés, par exemple 44,5281."),
    )
    lon = fields.FrenchDecimal(
        label=_("Longitude"),
        required=False,
        least=-180,
        most=180,
        places=6,
        help_text=_("En degrés, par exemple 3,4667."),
    )

    def __init__(self, place: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(place, *args, **kwargs)
        here = Commune.objects.filter(local=True).order_by("name").values_list("code", "name")
        choices = dict(here) | {place.commune_id: place.commune.name}
        self.fields["commune"].choices = sorted(choices.items(), key=lambda one: one[1])  # type: ignore[attr-defined]

    def beginning(self, values: Mapping[str, Any]) -> Values:
        return {name: values.get(name) for name in self.base_fields}

    def columns(self) -> Values:
        """Numbers as the group takes them; at the commune, no point of its own."""
        data = dict(self.cleaned_data)
        at_commune = data["precision"] == PointPrecision.COMMUNE
        for name in ("lat", "lon"):
            data[name] = None if at_commune or data[name] is None else self._as_it_stood(name, float(data[name]))
        if data["lat"] is None or data["lon"] is None:
            data["precision"], data["lat"], data["lon"] = PointPrecision.COMMUNE.value, None, None
        return data

    def _as_it_stood(self, name: str, degrees: float) -> float:
        """The very value where nobody touched it: the page shows six decimals, ten centimetres."""
        before = self.initial.get(name)
        return before if before is not None and round(before, 6) == degrees else degrees

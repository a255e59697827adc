"""What a column of a file may become, in French, and the names that known registers give to it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solozere.core.text import fold
from solozere.places.enums import FactGroupCode as Group


@dataclass(frozen=True)
class Field:
    """One thing that a line may say: its French name, the group of facts that it belongs to ("" for none), its other names."""

    label: str | Promise
    group: str
    names: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    "identifier": Field(_("Identifiant dans la source"), "", ("id", "source_id", "identifiant", "id_source")),
    "name": Field(_("Nom du lieu"), Group.IDENTITY, ("nom", "nom_tl", "lib_structure", "lib_fs", "nom_du_lieu")),
    "summary": Field(
        _("Présentation"), Group.IDENTITY, ("presentation", "presentation_resume", "presentation_detail", "description")
    ),
    "commune_code": Field(
        _("Commune, par son code Insee"),
        Group.LOCATION,
        ("code_insee", "insee", "inseecom", "code_commune", "insee_com", "codeinsee", "citycode"),
    ),
    "commune": Field(
        _("Commune, par son nom"), Group.LOCATION, ("nomcom", "ville", "nom_commune", "libelle_commune", "city")
    ),
    "postal_code": Field(_("Code postal"), Group.LOCATION, ("cp", "code_postal", "codepostal", "postcode")),
    "address": Field(_("Adresse"), Group.LOCATION, ("adresse", "adresse_postale", "rue", "voie")),
    "lat": Field(_("Latitude"), Group.LOCATION, ("latitude", "y_wgs84")),
    "lon": Field(_("Longitude"), Group.LOCATION, ("longitude", "long", "lng", "x_wgs84")),
    "position": Field(
        _("Latitude et longitude ensemble"),
        Group.LOCATION,
        ("coordonnees", "geo_point_2d", "coordonnees_geographiques", "latlon", "position_gps"),
    ),
    "opening_hours": Field(_("Horaires"), Group.HOURS, ("horaires", "horaires_accueil", "horaires_d_ouverture")),
    "hours_note": Field(_("Précision sur les horaires"), Group.HOURS, ("commentaire_horaires",)),
    "services": Field(_("Services du catalogue"), Group.SERVICES, ()),
    "phone": Field(_("Téléphone"), Group.CONTACT, ("tel", "telephone", "numero_de_telephone")),
    "email": Field(_("Adresse électronique"), Group.CONTACT, ("mail", "courriel", "courriels", "e_mail")),
    "website": Field(_("Site"), Group.CONTACT, ("web", "site", "site_web", "url", "site_internet")),
    "contact_label": Field(_("À qui s’adresser"), Group.CONTACT, ()),
    "accessibility": Field(_("Accessibilité"), Group.ACCESS, ()),
    "acceslibre_url": Field(
        _("Fiche acceslibre"), Group.ACCESS, ("accessibilite_lieu", "fiche_acces_libre", "acceslibre")
    ),
    "access_public_transport": Field(_("En train, en car"), Group.ACCESS, ()),
    "access_car": Field(_("En voiture"), Group.ACCESS, ()),
    "prices": Field(_("Tarifs, en mots"), Group.PRICES, ("tarifs",)),
    "updated_on": Field(_("Date de la ligne dans la source"), "", ("date_maj", "date_mise_a_jour", "updated_at")),
}

_BY_NAME = {fold(name): field for field, said in FIELDS.items() for name in (field, *said.names)}


_SHORTER: dict[str, str | Promise] = {"commune": _("Commune"), "position": _("Position")}


def label_of(field: str) -> str:
    """What a report calls a field; « Commune » and « Position » stand for the columns that give them together."""
    return str(_SHORTER.get(field) or FIELDS[field].label)


def guess(header: str) -> str:
    """The field that a column of this name most likely is; "" where nothing says."""
    return _BY_NAME.get(fold(header), "")


def group_of(field: str) -> str:
    """The group of facts of a field, "" for what is no fact."""
    return FIELDS[field].group

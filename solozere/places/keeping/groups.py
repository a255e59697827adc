"""The groups of facts that a manager edits: their addresses, how each is headed, what their names are in French."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from solozere.places.enums import FactGroupCode as Code

SLUGS: dict[str, Code] = {
    "presentation": Code.IDENTITY,
    "horaires": Code.HOURS,
    "services": Code.SERVICES,
    "espaces": Code.SPACES,
    "connexion": Code.CONNECTION,
    "tarifs": Code.PRICES,
    "contact": Code.CONTACT,
    "acces": Code.ACCESS,
    "adresse": Code.LOCATION,
    "photos": Code.PICTURES,
}
"""The last part of the address of a group's page → its code, in the order of the manager's page."""
SLUG_OF: dict[str, str] = {code: slug for slug, code in SLUGS.items()}
TITLES: dict[str, str | Promise] = {
    Code.IDENTITY: _("Nom et présentation"),
    Code.HOURS: _("Horaires et fermetures"),
    Code.SERVICES: _("Services"),
    Code.SPACES: _("Espaces"),
    Code.CONNECTION: _("Connexion"),
    Code.PRICES: _("Tarifs"),
    Code.CONTACT: _("Contact public"),
    Code.ACCESS: _("Accès"),
    Code.LOCATION: _("Adresse et position"),
    Code.PICTURES: _("Photos"),
    Code.ROLES: _("Organisations du lieu"),
    Code.EXTERNAL: _("Le lieu ailleurs"),
}
NAMES: dict[str, str | Promise] = {
    "name": _("nom"),
    "summary": _("présentation"),
    "origin": _("origine"),
    "origin_note": _("précision sur l’origine"),
    "commune": _("commune (code Insee)"),
    "lat": _("latitude"),
    "lon": _("longitude"),
    "precision": _("précision du point"),
    "address": _("adresse"),
    "postal_code": _("code postal"),
    "opening_hours": _("horaires"),
    "hours_note": _("précision sur les horaires"),
    "closures": _("fermetures exceptionnelles"),
    "spaces": _("espaces"),
    "services": _("services"),
    "measures": _("mesures de la connexion"),
    "access_public_transport": _("en train, en car"),
    "access_car": _("en voiture"),
    "accessibility": _("accessibilité"),
    "acceslibre_url": _("fiche acceslibre"),
    "contact_label": _("à qui s’adresser"),
    "phone": _("téléphone"),
    "email": _("adresse électronique"),
    "website": _("site"),
    "prices": _("tarifs"),
    "pictures": _("photos"),
}
"""The values of the groups, as a history of changes calls them."""

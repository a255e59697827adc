"""Kinds of organisation: stable code, French label; the heading under which the public page lists them."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """In the order of the public page."""

    AGENCY = "agency", _("agence de développement")
    COUNCIL = "council", _("collectivité")
    NETWORK = "network", _("réseau")
    EMPLOYMENT = "employment", _("emploi et services publics")
    ADVICE = "advice", _("conseil et ressources")
    CHAMBER = "chamber", _("chambre consulaire")
    LAND = "land", _("foncier")
    TOURISM = "tourism", _("tourisme")
    COMPANY = "company", _("entreprise")
    ASSOCIATION = "association", _("association")
    PARTNER = "partner", _("autre partenaire")


HEADINGS: dict[str, str | Promise] = {
    OrganisationKind.AGENCY: _("Agence de développement"),
    OrganisationKind.COUNCIL: _("Collectivités"),
    OrganisationKind.NETWORK: _("Réseaux"),
    OrganisationKind.EMPLOYMENT: _("Emploi et services publics"),
    OrganisationKind.ADVICE: _("Conseil et ressources"),
    OrganisationKind.CHAMBER: _("Chambres consulaires"),
    OrganisationKind.LAND: _("Foncier"),
    OrganisationKind.TOURISM: _("Tourisme"),
    OrganisationKind.COMPANY: _("Entreprises"),
    OrganisationKind.ASSOCIATION: _("Associations"),
    OrganisationKind.PARTNER: _("Autres partenaires"),
}
"""Headings of the public page: an agency is alone of its kind, the others are many."""

"""Kinds of organisation: stable code, French label."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    AGENCY = "agency", _("agence de développement")
    COUNCIL = "council", _("collectivité")
    CHAMBER = "chamber", _("chambre consulaire")
    EMPLOYMENT = "employment", _("emploi et services publics")
    NETWORK = "network", _("réseau")
    LAND = "land", _("foncier")
    TOURISM = "tourism", _("tourisme")
    COMPANY = "company", _("entreprise")
    ASSOCIATION = "association", _("association")

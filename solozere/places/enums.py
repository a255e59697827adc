"""Codes of places and their French labels; the transitions of a place's life."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class PlaceStatus(TextChoices):
    PLANNED = "planned", _("prévu")
    OPENING = "opening", _("en cours d’ouverture")
    IN_SERVICE = "in_service", _("en service")
    SUSPENDED = "suspended", _("suspendu")
    CLOSED = "closed", _("fermé")


STATUS_TRANSITIONS: dict[str, set[str]] = {
    PlaceStatus.PLANNED: {PlaceStatus.OPENING, PlaceStatus.IN_SERVICE, PlaceStatus.CLOSED},
    PlaceStatus.OPENING: {PlaceStatus.IN_SERVICE, PlaceStatus.SUSPENDED, PlaceStatus.CLOSED},
    PlaceStatus.IN_SERVICE: {PlaceStatus.SUSPENDED, PlaceStatus.CLOSED},
    PlaceStatus.SUSPENDED: {PlaceStatus.IN_SERVICE, PlaceStatus.CLOSED},
    PlaceStatus.CLOSED: {PlaceStatus.OPENING, PlaceStatus.IN_SERVICE},
}
"""Allow-list: what a place may become from each status."""


class Listing(IntegerChoices):
    """Where a list shows a place: with the others, at its end, nowhere."""

    THERE = 0, _("là")
    LATER = 1, _("à venir")
    GONE = 2, _("disparu")


LISTINGS: dict[str, Listing] = {
    PlaceStatus.PLANNED: Listing.LATER,
    PlaceStatus.OPENING: Listing.LATER,
    PlaceStatus.IN_SERVICE: Listing.THERE,
    PlaceStatus.SUSPENDED: Listing.THERE,
    PlaceStatus.CLOSED: Listing.GONE,
}


FOR_THE_DOOR = {PlaceStatus.OPENING, PlaceStatus.IN_SERVICE, PlaceStatus.SUSPENDED}
"""A place that is not there yet, or any more, has no door to put a sheet on."""


class PlaceOrigin(TextChoices):
    CALL_FOR_PROJECTS = "call_for_projects", _("appel à projets")
    EXISTED_BEFORE = "existed_before", _("existait déjà")
    APPLICATION = "application", _("demande d’adhésion")
    IMPORT = "import", _("import d’un registre")
    DEMO = "demo", _("démonstration")


class OrganisationRole(TextChoices):
    CARRIER = "carrier", _("porte le lieu")
    HOST = "host", _("héberge le lieu")
    ANIMATOR = "animator", _("anime le lieu")


class SpaceKind(TextChoices):
    OPEN_SPACE = "open_space", _("espace partagé")
    PRIVATE_OFFICE = "private_office", _("bureau fermé")
    MEETING_ROOM = "meeting_room", _("salle de réunion")
    PHONE_BOX = "phone_box", _("cabine téléphonique")


class PointPrecision(TextChoices):
    ENTRANCE = "entrance", _("à l’entrée")
    ADDRESS = "address", _("à l’adresse")
    STREET = "street", _("à la rue")
    COMMUNE = "commune", _("à la commune")


class MeasureMethod(TextChoices):
    SPEED_TEST = "speed_test", _("test de débit sur place")
    CONTRACT = "contract", _("débit garanti par contrat")
    DECLARED = "declared", _("déclaré, non mesuré")


class FactGroupCode(TextChoices):
    """The groups in which a place's facts are confirmed, kept in history and compared on import."""

    IDENTITY = "identity", _("nom et présentation")
    LOCATION = "location", _("adresse et position")
    HOURS = "hours", _("horaires")
    SPACES = "spaces", _("espaces")
    SERVICES = "services", _("services")
    CONNECTION = "connection", _("connexion")
    ACCESS = "access", _("accès")
    CONTACT = "contact", _("contact")
    PRICES = "prices", _("tarifs")
    PICTURES = "pictures", _("photos")
    ROLES = "roles", _("organisations du lieu")
    EXTERNAL = "external", _("le lieu ailleurs")


class ReportSubject(TextChoices):
    """What a visitor says is wrong: a group of facts, or more than that."""

    HOURS = "hours", _("les horaires")
    CLOSED = "closed", _("le lieu est fermé")
    SERVICES = "services", _("les services")
    SPACES = "spaces", _("les espaces")
    CONNECTION = "connection", _("la connexion")
    PRICES = "prices", _("les tarifs")
    CONTACT = "contact", _("le contact")
    LOCATION = "location", _("l’adresse ou la position")
    ACCESS = "access", _("l’accès ou l’accessibilité")
    IDENTITY = "identity", _("le nom ou la présentation")
    PICTURES = "pictures", _("les photos")
    OTHER = "other", _("autre chose")


class ReportState(TextChoices):
    TO_CONFIRM = "to_confirm", _("à confirmer par son auteur")
    OPEN = "open", _("à traiter")
    CORRECTED = "corrected", _("corrigé")
    NOT_CONFIRMED = "not_confirmed", _("non confirmé")
    DUPLICATE = "duplicate", _("déjà signalé")

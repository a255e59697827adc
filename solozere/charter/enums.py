"""Codes of the charter, of applications and of what follows, with their French labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    ANNOUNCEMENT = "announcement", _("énoncé par la source")
    PROPOSAL = "proposal", _("proposition, à valider")


class ApplicationState(TextChoices):
    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("envoyée")
    IN_REVIEW = "in_review", _("en cours d’examen")
    CHANGES_REQUESTED = "changes_requested", _("modifications demandées")
    VISIT_PLANNED = "visit_planned", _("visite prévue")
    ACCEPTED = "accepted", _("acceptée")
    REFUSED = "refused", _("refusée")
    WITHDRAWN = "withdrawn", _("retirée")
    LAPSED = "lapsed", _("sans suite")


class Channel(TextChoices):
    """How an application, a file or a request reached us."""

    ONLINE = "online", _("en ligne")
    PHONE = "phone", _("par téléphone")
    POST = "post", _("par courrier")
    DESK = "desk", _("à l’accueil")


class CheckVerdict(TextChoices):
    """What a reviewer finds of a criterion."""

    MET = "met", _("conforme")
    NOT_MET = "not_met", _("non conforme")
    UNKNOWN = "unknown", _("à vérifier")


class VisitOutcome(TextChoices):
    PLANNED = "planned", _("prévue")
    DONE = "done", _("faite")
    CANCELLED = "cancelled", _("annulée")


class InvitationState(TextChoices):
    SENT = "sent", _("envoyée")
    OPENED = "opened", _("ouverte")
    BEGUN = "begun", _("commencée")
    ANSWERED = "answered", _("demande envoyée")
    DECLINED = "declined", _("déclinée")
    CANCELLED = "cancelled", _("annulée")


class ReviewKind(TextChoices):
    """Why a coordinator looks at a place again."""

    CRITERION = "criterion", _("un fait lié à un critère a changé")
    VERSION = "version", _("une nouvelle version de la charte s’applique")
    LEAVE = "leave", _("le lieu demande à quitter le réseau")


class RenewalState(TextChoices):
    ASKED = "asked", _("demandé")
    SIGNED = "signed", _("signé, à valider")
    GRANTED = "granted", _("accordé")
    DECLINED = "declined", _("décliné")
    LAPSED = "lapsed", _("sans réponse")

"""States of an outgoing mail, and what a person may wish about a kind of mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where an outgoing mail stands. QUEUED → SENDING → SENT or FAILED; HELD → GATHERED, in a digest."""

    QUEUED = "queued", _("à envoyer")
    SENDING = "sending", _("envoi en cours")
    SENT = "sent", _("envoyé")
    FAILED = "failed", _("échoué")
    CANCELLED = "cancelled", _("annulé")
    HELD = "held", _("gardé pour le récapitulatif")
    GATHERED = "gathered", _("réuni dans un récapitulatif")


WAITING = (MailState.QUEUED, MailState.HELD)
"""Not gone yet: may still be cancelled."""


class MailChoice(models.TextChoices):
    """How a person wishes to receive an optional kind of mail."""

    IMMEDIATE = "immediate", _("Tout de suite")
    DIGEST = "digest", _("Réunis dans un récapitulatif, une fois par jour au plus")
    NEVER = "never", _("Jamais")

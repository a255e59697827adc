"""Where each sentence of a charter comes from."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    ANNOUNCEMENT = "announcement", _("énoncé par la source")
    PROPOSAL = "proposal", _("proposition, à valider")

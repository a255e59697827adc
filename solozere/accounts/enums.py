"""Global roles: what a person may do whatever the place or the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GlobalRole(models.TextChoices):
    """Every account is a teleworker's; the administrator's right is Django's own; the two others are granted, with dates."""

    TELEWORKER = "teleworker", _("membre du réseau")
    AID_OFFICER = "aid_officer", _("instruction des aides")
    COORDINATOR = "coordinator", _("coordination du réseau")
    ADMINISTRATOR = "administrator", _("administration du site")


GRANTED = (GlobalRole.AID_OFFICER, GlobalRole.COORDINATOR)
"""The roles that `RoleGrant` holds."""

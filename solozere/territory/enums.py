"""Natures of what the geography holds: stable codes and French labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormerKind(models.TextChoices):
    """What became of a commune that merged."""

    DELEGATED = "delegated", _("commune déléguée")
    ASSOCIATED = "associated", _("commune associée")
    ABSORBED = "absorbed", _("commune absorbée")
    CODE = "code", _("ancien code")


class ContourKind(models.TextChoices):
    """What a contour outlines."""

    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("EPCI")
    TERRITORY = "territory", _("territoire")
    NEIGHBOUR = "neighbour", _("voisin")

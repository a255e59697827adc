"""Outlines to draw, and dated lists of communes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.territory.enums import ContourKind
from solozere.territory.models.communes import Commune


class Contour(models.Model):
    """The outline of an area, GeoJSON geometry in degrees WGS84."""

    kind = models.CharField(_("nature"), max_length=10, choices=ContourKind.choices)
    code = models.CharField(_("code"), max_length=9)
    name = models.CharField(_("nom"), max_length=200)
    geometry = models.JSONField(_("géométrie"))

    class Meta:
        verbose_name = _("contour")
        verbose_name_plural = _("contours")
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="contour_once")]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """A dated list of communes: the four cantons of 2013 are not today's cantons of the same names."""

    key = models.SlugField(_("clé"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=200)
    geography_date = models.DateField(_("date de la géographie"))
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("zone datée")
        verbose_name_plural = _("zones datées")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class ZoneCommune(models.Model):
    """A commune of a zone, as it was named and coded at the zone's date, with today's commune that holds it."""

    # CASCADE: part of the zone's aggregate.
    zone = models.ForeignKey(Zone, models.CASCADE, related_name="communes", verbose_name=_("zone"))
    group = models.CharField(_("groupe"), max_length=100, help_text=_("Le canton de l’époque."))
    code = models.CharField(_("code Insee à cette date"), max_length=5)
    name = models.CharField(_("nom à cette date"), max_length=100)
    # PROTECT: dropping a commune must not silently change who is eligible.
    today = models.ForeignKey(Commune, models.PROTECT, related_name="+", verbose_name=_("commune d’aujourd’hui"))

    class Meta:
        verbose_name = _("commune d’une zone")
        verbose_name_plural = _("communes d’une zone")
        ordering = ["group", "name"]
        constraints = [models.UniqueConstraint(fields=["zone", "code"], name="zone_commune_once")]

    def __str__(self) -> str:
        return self.name

"""The territory of this installation and the geography of France that it stands in."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.core.geo import Point, box_around, cells_around, chord2


class Territory(models.Model):
    """The one territory that this installation serves, as `territory.toml` says; a single row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    code = models.CharField(_("code du département"), max_length=3)
    name = models.CharField(_("nom"), max_length=100, help_text=_("Par exemple : Lozère."))
    with_in = models.CharField(_("« en … »"), max_length=110, help_text=_("Par exemple : en Lozère, dans le Cantal."))
    with_of = models.CharField(_("« de … »"), max_length=110, help_text=_("Par exemple : de la Lozère, du Cantal."))
    network = models.CharField(_("nom du réseau"), max_length=100, help_text=_("Par exemple : SoLozère."))
    tagline = models.CharField(_("accroche"), max_length=200)
    time_zone = models.CharField(_("fuseau horaire"), max_length=50, default="Europe/Paris")
    holidays_subdivision = models.CharField(_("jours fériés propres"), max_length=40, blank=True)
    goal = models.PositiveIntegerField(_("objectif de télétravailleurs"), default=100)
    west = models.FloatField(_("ouest"))
    south = models.FloatField(_("sud"))
    east = models.FloatField(_("est"))
    north = models.FloatField(_("nord"))
    historic_mailbox = models.CharField(_("adresse historique, affichée sans lien"), max_length=200, blank=True)
    attribution = models.TextField(_("mention des sources géographiques"), blank=True)
    texts = models.JSONField(_("textes"), default=dict, blank=True)
    colours = models.JSONField(_("couleurs, par rôle"), default=dict, blank=True)

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoire")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_territory")]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which hours, slots and « today » are said here."""
        return ZoneInfo(self.time_zone)

    def now(self) -> datetime:
        """This instant on the territory's clock."""
        return timezone.now().astimezone(self.zone)

    def today(self) -> date:
        """Today's date on the territory's clock."""
        return self.now().date()


class Epci(models.Model):
    """A grouping of communes (communauté de communes…), by its SIREN; it may reach beyond the département."""

    code = models.CharField(_("SIREN"), max_length=9, primary_key=True)
    name = models.CharField(_("nom"), max_length=200)

    class Meta:
        verbose_name = _("EPCI")
        verbose_name_plural = _("EPCI")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Canton(models.Model):
    """A canton of today (since 2015); those of the aid are a `Zone`, dated."""

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)

    class Meta:
        verbose_name = _("canton")
        verbose_name_plural = _("cantons")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PointQuerySet(models.QuerySet[Any]):
    """Rows that have lat, lon, cell, x, y, z: radius and distance by plain arithmetic, served by the index on `cell`."""

    def with_distance(self, centre: Point) -> "PointQuerySet":
        """Annotate `chord2`, which grows with the distance to `centre` (see `core.geo.km_of_chord2`)."""
        x, y, z = centre.xyz
        return self.annotate(
            chord2=(F("x") - x) * (F("x") - x) + (F("y") - y) * (F("y") - y) + (F("z") - z) * (F("z") - z)
        )

    def within(self, centre: Point, km: float) -> "PointQuerySet":
        """Rows within `km` of `centre`, annotated with `chord2`."""
        cells = cells_around(centre, km)
        if cells is not None:
            near = self.filter(cell__in=cells)
        else:
            west, south, east, north = box_around(centre, km)
            near = self.filter(lat__range=(south, north), lon__range=(west, east))
        return near.with_distance(centre).filter(chord2__lte=chord2(km))


class Located(models.Model):
    """A row with a point: `place_at` keeps the grid cell and the unit-sphere coordinates in step with lat and lon."""

    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    cell = models.IntegerField(_("cellule"), null=True, blank=True, editable=False)
    x = models.FloatField(null=True, blank=True, editable=False)
    y = models.FloatField(null=True, blank=True, editable=False)
    z = models.FloatField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        """The position, or None where it is not known."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    def place_at(self, point: Point | None) -> None:
        """Set the position and everything computed from it."""
        if point is None:
            self.lat = self.lon = self.cell = self.x = self.y = self.z = None
            return
        self.lat, self.lon, self.cell = point.lat, point.lon, point.cell
        self.x, self.y, self.z = point.xyz


class Commune(Located):
    """A commune of France as it is today, by its Insee code; `local` marks those of the territory."""

    code = models.CharField(_("code Insee"), max_length=5, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    folded = models.CharField(_("nom plié"), max_length=100, db_index=True, editable=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    departement = models.CharField(_("département"), max_length=3, db_index=True)
    local = models.BooleanField(_("du territoire"), default=False, db_index=True)
    # PROTECT: a commune must not vanish because its grouping is renamed or dissolved.
    epci = models.ForeignKey(
        Epci, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name=_("EPCI")
    )
    canton = models.ForeignKey(
        Canton, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name=_("canton")
    )

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["folded", "code"]
        indexes = [models.Index(fields=["cell"])]

    def __str__(self) -> str:
        return self.name


class PostalCode(models.Model):
    """A postal code that serves a commune: one commune may have several, one code several communes."""

    code = models.CharField(_("code postal"), max_length=5, db_index=True)
    # CASCADE: part of the commune's aggregate.
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="postal_codes", verbose_name=_("commune"))

    class Meta:
        verbose_name = _("code postal")
        verbose_name_plural = _("codes postaux")
        constraints = [models.UniqueConstraint(fields=["code", "commune"], name="postal_code_once_per_commune")]

    def __str__(self) -> str:
        return self.code


class FormerCommune(models.Model):
    """A commune merged into another: found by its old name and its old code (which may be today's code of the new one)."""

    code = models.CharField(_("ancien code Insee"), max_length=5, db_index=True)
    name = models.CharField(_("ancien nom"), max_length=100)
    folded = models.CharField(_("nom plié"), max_length=100, db_index=True, editable=False)
    kind = models.CharField(_("nature"), max_length=30)
    # CASCADE: an old name means nothing without the commune that took it over.
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="former", verbose_name=_("commune d’aujourd’hui"))

    class Meta:
        verbose_name = _("ancienne commune")
        verbose_name_plural = _("anciennes communes")
        ordering = ["folded", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "name"], name="former_commune_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.commune})"


class ContourKind(models.TextChoices):
    COMMUNE = "commune", _("commune")
    EPCI = "epci", _("EPCI")
    TERRITORY = "territory", _("territoire")
    NEIGHBOUR = "neighbour", _("voisin")


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


class PackRow(models.Model):
    """What a pack loaded, and how the object stood afterwards: tells an edit made on the site from a change of the pack."""

    section = models.CharField(_("section"), max_length=60)
    key = models.CharField(_("clé"), max_length=200)
    row_hash = models.CharField(_("empreinte de la ligne"), max_length=64)
    state_hash = models.CharField(_("empreinte de l’objet après chargement"), max_length=64, blank=True)
    loaded_at = models.DateTimeField(_("chargé le"), auto_now=True)

    class Meta:
        verbose_name = _("ligne de pack")
        verbose_name_plural = _("lignes de pack")
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="pack_row_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.key}"

"""When places are open over the next weeks, as instants that a query can compare: see docs/adr/0010-search.md."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OpeningTimetable(models.Model):
    """Hours, closures and calendar that one or many places share, with the days for which their openings are written."""

    key = models.CharField(_("empreinte"), max_length=64, unique=True)
    hours = models.CharField(_("horaires"), max_length=500)
    closures = models.JSONField(_("fermetures"), default=list)
    time_zone = models.CharField(_("fuseau horaire"), max_length=50)
    region = models.CharField(_("jours fériés propres"), max_length=40, blank=True)
    first_day = models.DateField(_("écrit depuis le"))
    last_day = models.DateField(_("écrit jusqu’au"), db_index=True)

    class Meta:
        verbose_name = _("calendrier d’ouverture")
        verbose_name_plural = _("calendriers d’ouverture")

    def __str__(self) -> str:
        return self.hours


class TimetableOpening(models.Model):
    """From one instant to a later one, the places of a timetable are certainly open."""

    # CASCADE: part of the timetable.
    timetable = models.ForeignKey(
        OpeningTimetable, models.CASCADE, related_name="openings", verbose_name=_("calendrier"), db_index=False
    )
    start = models.DateTimeField(_("ouvre"))
    end = models.DateTimeField(_("ferme"))

    class Meta:
        verbose_name = _("ouverture")
        verbose_name_plural = _("ouvertures")
        # By start: what is open now began yesterday or today, a twentieth of the rows; by end, every row to come is read.
        indexes = [models.Index(fields=["start", "end", "timetable"], name="opening_by_instant")]
        constraints = [
            models.UniqueConstraint(fields=["timetable", "start"], name="opening_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="opening_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"


class PlacesVersion(models.Model):
    """A number that grows with every change of any place: what is kept in memory of all places is kept under it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(_("numéro"), default=0)

    class Meta:
        verbose_name = _("version des lieux")
        verbose_name_plural = _("version des lieux")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_places_version")]

    def __str__(self) -> str:
        return str(self.number)

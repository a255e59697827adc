"""The one territory of this installation."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.territory import checks


class Territory(models.Model):
    """The one territory that this installation serves, as `territory.toml` says; a single row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    code = models.CharField(_("code du département"), max_length=3)
    name = models.CharField(_("nom"), max_length=100, help_text=_("Par exemple : Cantal."))
    with_in = models.CharField(_("« en … »"), max_length=110, help_text=_("Par exemple : dans le Cantal, en Ardèche."))
    with_of = models.CharField(_("« de … »"), max_length=110, help_text=_("Par exemple : du Cantal, de l’Ardèche."))
    network = models.CharField(_("nom du réseau"), max_length=100, help_text=_("Par exemple : Télétravail Cantal."))
    tagline = models.CharField(_("accroche"), max_length=200)
    time_zone = models.CharField(_("fuseau horaire"), max_length=50, default="Europe/Paris")
    holidays_subdivision = models.CharField(_("jours fériés propres ou zone scolaire"), max_length=40, blank=True)
    goal = models.PositiveIntegerField(_("objectif de télétravailleurs"), default=100)
    west = models.FloatField(_("ouest"))
    south = models.FloatField(_("sud"))
    east = models.FloatField(_("est"))
    north = models.FloatField(_("nord"))
    historic_mailbox = models.CharField(_("adresse historique, affichée sans lien"), max_length=200, blank=True)
    attribution = models.TextField(_("mention des sources géographiques"), blank=True)
    observations = models.JSONField(
        _("comptes publiés"),
        default=list,
        blank=True,
        help_text=_("Combien de télétravailleurs, selon qui, à quelle date."),
    )
    texts = models.JSONField(_("textes"), default=dict, blank=True)
    colours = models.JSONField(
        _("couleurs, par rôle"),
        default=dict,
        blank=True,
        help_text=_("Par thème, « light » ou « dark » : le rôle et sa couleur, #rrggbb."),
    )
    contours_version = models.CharField(max_length=64, blank=True, editable=False)

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

    def clean(self) -> None:
        """Refuses, field by field, what a pack would be refused for."""
        errors: dict[str, list[str]] = {}
        values = {field: getattr(self, field) for field in checks.TERRITORY_FIELDS}
        for field, _key, message in checks.territory_problems(values):
            errors.setdefault(field, []).append(message)
        if errors:
            raise ValidationError(errors)

    def now(self) -> datetime:
        """This instant on the territory's clock."""
        return timezone.now().astimezone(self.zone)

    def today(self) -> date:
        """Today's date on the territory's clock."""
        return self.now().date()

"""The communes of France, their groupings, postal codes and old names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.territory.enums import FormerKind
from solozere.territory.models.located import Located, PointQuerySet


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


class CommuneQuerySet(PointQuerySet):
    """Communes; in this module, so that the type checker finds the manager again when it checks this file alone."""


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
    # PROTECT: as above.
    canton = models.ForeignKey(
        Canton, models.PROTECT, null=True, blank=True, related_name="communes", verbose_name=_("canton")
    )

    objects = CommuneQuerySet.as_manager()

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
    name = models.CharField(_("ancien nom"), max_length=100, blank=True)
    folded = models.CharField(_("nom plié"), max_length=100, db_index=True, editable=False)
    kind = models.CharField(_("nature"), max_length=10, choices=FormerKind.choices)
    merged_on = models.DateField(_("réunie le"), null=True, blank=True)
    # CASCADE: an old name means nothing without the commune that took it over.
    commune = models.ForeignKey(Commune, models.CASCADE, related_name="former", verbose_name=_("commune d’aujourd’hui"))

    class Meta:
        verbose_name = _("ancienne commune")
        verbose_name_plural = _("anciennes communes")
        ordering = ["folded", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "name"], name="former_commune_once")]

    def __str__(self) -> str:
        return self.name or self.code

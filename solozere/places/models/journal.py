"""The life of a place and the origin of each group of its facts, with who said so."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthoredModel
from solozere.organisations.fields import PartialDateField
from solozere.places.enums import FactGroupCode, PlaceStatus
from solozere.places.models.place import Place


class StatusChange(AuthoredModel):
    """One step in the life of a place, with its date and reason."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="status_changes", verbose_name=_("lieu"))
    status = models.CharField(_("état"), max_length=12, choices=PlaceStatus.choices)
    on = PartialDateField(_("le"), blank=True)
    note = models.CharField(_("motif ou source"), max_length=300, blank=True)
    at = models.DateTimeField(_("noté le"), auto_now_add=True)

    class Meta:
        verbose_name = _("étape de la vie d’un lieu")
        verbose_name_plural = _("étapes de la vie d’un lieu")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.get_status_display()}"


class FactGroup(AuthoredModel):
    """Where a group of facts of a place comes from, who confirmed it and when, and what it said before."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="fact_groups", verbose_name=_("lieu"))
    code = models.CharField(_("groupe"), max_length=12, choices=FactGroupCode.choices)
    source = models.CharField(_("source"), max_length=300)
    source_date = PartialDateField(_("date de la source"), blank=True)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    previous = models.JSONField(_("valeur précédente"), null=True, blank=True)
    written_at = models.DateTimeField(_("écrit le"), auto_now=True)

    class Meta:
        verbose_name = _("groupe de faits")
        verbose_name_plural = _("groupes de faits")
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="fact_group_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.get_code_display()}"


def fact_group(place: Any, code: FactGroupCode) -> FactGroup | None:
    """The group `code` of a place whose groups may be prefetched; None where nothing is known of it."""
    return next((group for group in place.fact_groups.all() if group.code == code), None)

"""What ties a place to others: organisations by role, the same place elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.organisations.fields import PartialDateField, validate_period
from solozere.organisations.models import Organisation
from solozere.places.enums import OrganisationRole
from solozere.places.models.place import Place


class PlaceOrganisation(models.Model):
    """An organisation's role at a place, between two dates."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="roles", verbose_name=_("lieu"))
    # PROTECT: an organisation that carries a place cannot be deleted under it.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="places", verbose_name=_("organisation")
    )
    role = models.CharField(_("rôle"), max_length=10, choices=OrganisationRole.choices)
    since = PartialDateField(_("depuis"), blank=True)
    until = PartialDateField(_("jusqu’au"), blank=True)

    class Meta:
        verbose_name = _("rôle d’une organisation")
        verbose_name_plural = _("rôles des organisations")
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "organisation", "role"],
                name="role_once_per_place",
                violation_error_message=_("Cette organisation a déjà ce rôle ici."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()}"

    def clean(self) -> None:
        """Dates in order, as far as they are known."""
        super().clean()
        validate_period(self.since, self.until)


class ExternalId(models.Model):
    """The same place elsewhere: source, identifier, address, and when it was seen there."""

    # CASCADE: part of the place's aggregate.
    place = models.ForeignKey(Place, models.CASCADE, related_name="external_ids", verbose_name=_("lieu"))
    source = models.CharField(_("source"), max_length=60)
    value = models.CharField(_("identifiant"), max_length=200)
    url = models.URLField(_("page"), blank=True)
    seen_on = PartialDateField(_("vu le"), blank=True)

    class Meta:
        verbose_name = _("identifiant externe")
        verbose_name_plural = _("identifiants externes")
        ordering = ["source", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "value"],
                name="external_id_once",
                violation_error_message=_("Un autre lieu porte déjà cet identifiant."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.value}"

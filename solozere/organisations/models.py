"""The partners of the network: what each does, for whom, where, since and until when, and who said so."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from solozere.organisations.enums import OrganisationKind


class Organisation(models.Model):
    """A body of the network: agency, council, chamber, maison… A historic one stays, with its successor."""

    slug = models.SlugField(_("adresse"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=200)
    acronym = models.CharField(_("sigle"), max_length=30, blank=True)
    kind = models.CharField(_("nature"), max_length=20, choices=OrganisationKind.choices)
    website = models.URLField(_("site"), blank=True)
    since = models.CharField(_("depuis"), max_length=20, blank=True, help_text=_("Année ou date, si elle est connue."))
    until = models.CharField(_("jusqu’à"), max_length=20, blank=True)
    # PROTECT: the line of succession is part of the record.
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("repris par")
    )
    current_name = models.CharField(_("nom d’aujourd’hui"), max_length=200, blank=True)
    historic_mailbox = models.CharField(_("adresse historique, affichée sans lien"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    known_on = models.DateField(_("date de la source"), help_text=_("Ce qui est dit ici était vrai ce jour-là."))

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(successor=F("id")), name="organisation_not_its_own_successor")
        ]

    def __str__(self) -> str:
        return self.name


class Mission(models.Model):
    """One thing that an organisation does: what, for whom, where, since, until."""

    # CASCADE: part of the organisation's aggregate.
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="missions", verbose_name=_("organisation")
    )
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)
    what = models.CharField(_("ce qu’elle fait"), max_length=400)
    audience = models.CharField(_("pour qui"), max_length=200, blank=True)
    area = models.CharField(_("où"), max_length=200, blank=True)
    since = models.CharField(_("depuis"), max_length=20, blank=True)
    until = models.CharField(_("jusqu’à"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=300)
    known_on = models.DateField(_("date de la source"))

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.what

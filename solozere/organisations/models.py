"""The partners of the network: what each does, for whom, where, since and until when, and who said so."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.core.terms import Term
from solozere.notices.models import Contact
from solozere.organisations.enums import OrganisationKind
from solozere.organisations.fields import PartialDateField, validate_period
from solozere.organisations.rules import dated, period_words


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """The vocabulary of organisations."""

    def for_display(self) -> "OrganisationQuerySet":
        """With what the list says of them, in a constant number of queries."""
        return self.select_related("successor", "run_by").prefetch_related("missions")


class Organisation(models.Model):
    """A body of the network: agency, council, chamber, maison… A historic one stays, with its successor."""

    slug = models.SlugField(_("adresse de la page"), max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(
        _("rang dans la liste"), default=100, help_text=_("Le plus petit d’abord\u00a0; à rang égal, par nom.")
    )
    name = models.CharField(_("nom"), max_length=200)
    acronym = models.CharField(_("sigle"), max_length=30, blank=True)
    kind = models.CharField(_("nature"), max_length=20, choices=OrganisationKind.choices)
    website = models.URLField(_("site"), blank=True)
    since = PartialDateField(_("depuis"), blank=True)
    until = PartialDateField(_("jusqu’à"), blank=True)
    # PROTECT: the line of succession is part of the record.
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("repris par")
    )
    # PROTECT: who runs a centre is part of the record.
    run_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="runs", verbose_name=_("animé par")
    )
    current_name = models.CharField(_("nom d’aujourd’hui"), max_length=200, blank=True)
    historic_mailbox = models.CharField(_("adresse historique, affichée sans lien"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300)
    known_on = PartialDateField(_("date de la source"), help_text=_("Ce qui est dit ici était vrai à cette date."))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["order", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(successor=F("id")),
                name="organisation_not_its_own_successor",
                violation_error_message=_("Une organisation ne peut pas être reprise par elle-même."),
            ),
            models.CheckConstraint(
                condition=~Q(run_by=F("id")),
                name="organisation_not_run_by_itself",
                violation_error_message=_("Une organisation ne peut pas être animée par elle-même."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partner", args=[self.slug])

    def clean(self) -> None:
        """Dates in order; no circle of successors."""
        super().clean()
        validate_period(self.since, self.until)
        seen, heir = {self.pk}, self.successor
        while heir is not None:
            if heir.pk is not None and heir.pk in seen:
                message = gettext("«\u00a0%(name)s\u00a0» a déjà cette organisation dans sa succession.")
                raise ValidationError({"successor": message % {"name": self.successor}})
            seen.add(heir.pk)
            heir = heir.successor

    @property
    def period(self) -> str:
        """« de 2006 à 2013 », « depuis 2012 », or ""."""
        return period_words(self.since, self.until)

    @property
    def known(self) -> str:
        """« le 3 mars 2013 »: when its source said so."""
        return dated(self.known_on)

    @property
    def has_other_sources(self) -> bool:
        """Does any of its missions come from somewhere else than itself?"""
        return any(mission.source != self.source for mission in self.missions.all())


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
    since = PartialDateField(_("depuis"), blank=True)
    until = PartialDateField(_("jusqu’à"), blank=True)
    source = models.CharField(_("source"), max_length=300)
    known_on = PartialDateField(_("date de la source"), blank=True, help_text=_("Vide si la source n’est pas datée."))

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.what

    def clean(self) -> None:
        """Dates in order."""
        super().clean()
        validate_period(self.since, self.until)

    @property
    def period(self) -> str:
        """« depuis 2012 », or ""."""
        return period_words(self.since, self.until)

    @property
    def known(self) -> str:
        """« en 2012 »: when its source said so; "" where the source has no date."""
        return dated(self.known_on)


class Membership(Term):
    """An officer of a partner: a person who acts for the organisation here, from a day to another."""

    # CASCADE: who acted for an organisation says nothing without it; a partner with a record is never deleted.
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    # CASCADE: the role goes with the person; journals keep what was decided.
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="memberships", verbose_name=_("personne"))

    class Meta(Term.Meta):
        verbose_name = _("agent d’un partenaire")
        verbose_name_plural = _("agents des partenaires")
        constraints = [
            *Term.constraints("membership"),
            models.UniqueConstraint(
                fields=["organisation", "contact"],
                condition=Q(until__isnull=True),
                name="officer_of_an_organisation_once",
                violation_error_message=_("Cette personne agit déjà pour cette organisation."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

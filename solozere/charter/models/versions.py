"""Versions of the charter and the memberships granted under them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from solozere.charter.rules import Assessment, Charter, charter_of
from solozere.core.authors import AuthoredModel
from solozere.core.predicates import Fact
from solozere.places.models import Label, Place


class CharterVersionQuerySet(models.QuerySet["CharterVersion"]):
    """The vocabulary of versions."""

    def in_force(self, on: date) -> "CharterVersionQuerySet":
        """The version in force on the day `on`: one at most, the pack refuses versions that overlap."""
        return self.filter(Q(in_force_until=None) | Q(in_force_until__gte=on), in_force_from__lte=on)


class CharterVersion(models.Model):
    """One version of the charter, with its criteria as the pack's TOML says them."""

    code = models.SlugField(_("version"), max_length=40, unique=True)
    title = models.CharField(_("titre"), max_length=200)
    in_force_from = models.DateField(_("en vigueur depuis"))
    in_force_until = models.DateField(_("jusqu’au"), null=True, blank=True)
    definition = models.JSONField(_("critères"))

    objects = CharterVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version de la charte")
        verbose_name_plural = _("versions de la charte")
        ordering = ["-in_force_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")),
                name="charter_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def state_on(self, on: date) -> str:
        """« current », « coming » or « past » on the day `on`."""
        if on < self.in_force_from:
            return "coming"
        return "past" if self.in_force_until and self.in_force_until < on else "current"

    def charter(self) -> Charter:
        """The definition, in the reader's language where the pack gives it. Raises CharterError if it was tampered with."""
        return charter_of(self.definition, (get_language() or "fr")[:2])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """The vocabulary of memberships."""

    def current(self) -> "MembershipQuerySet":
        """Those that have not ended: one at most for a place."""
        return self.filter(until=None)


class Membership(AuthoredModel):
    """A place's membership of the network: the label, the charter it was judged by, the facts of that day, the reason."""

    # PROTECT: memberships are the record of decisions; a place is closed, not deleted.
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships", verbose_name=_("lieu"))
    # PROTECT: as above.
    label = models.ForeignKey(Label, models.PROTECT, related_name="+", verbose_name=_("label"))
    # PROTECT: as above.
    charter = models.ForeignKey(CharterVersion, models.PROTECT, related_name="memberships", verbose_name=_("charte"))
    facts = models.JSONField(_("faits du jour de la décision"))
    assessment = models.JSONField(_("examen, critère par critère"))
    since = models.DateField(_("depuis"))
    due_on = models.DateField(_("à renouveler avant le"), null=True, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    reason = models.TextField(_("motif"))
    decided_at = models.DateTimeField(_("décidé le"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("adhésion")
        verbose_name_plural = _("adhésions")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(until=None),
                name="one_current_membership",
                violation_error_message=_("Ce lieu a déjà une adhésion en cours : mettez-y fin d’abord."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="membership_dates_in_order",
                violation_error_message=_("La fin de l’adhésion doit suivre son début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.label}"

    def facts_judged(self) -> dict[str, Fact]:
        """The facts of the day of the decision, by name."""
        return {name: Fact.from_json(kept) for name, kept in self.facts.items()}

    def assessed(self) -> Assessment:
        """What the charter said of them."""
        return Assessment.from_json(self.assessment)

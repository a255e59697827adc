"""After the label: what must be looked at again, and renewals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import RenewalState, ReviewKind
from solozere.charter.models.signed import Signed, whole
from solozere.charter.models.versions import CharterVersion, Membership
from solozere.core.authors import AuthoredModel
from solozere.notices.models import Contact
from solozere.places.models import Place


class Review(AuthoredModel):
    """Something of a place that a coordinator must look at: its author is who changed the facts. Closed once looked at."""

    # CASCADE: nothing to look at without the place.
    place = models.ForeignKey(Place, models.CASCADE, related_name="reviews", verbose_name=_("lieu"))
    kind = models.CharField(_("objet"), max_length=12, choices=ReviewKind.choices)
    details = models.JSONField(_("précisions"), default=dict, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"), auto_now_add=True)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    outcome = models.TextField(_("suite donnée"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("relecture")
        verbose_name_plural = _("relectures")
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind"],
                condition=Q(closed_at=None),
                name="one_open_review_of_a_kind",
                violation_error_message=_("Une relecture de ce lieu est déjà ouverte."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.kind}"


class Renewal(Signed):
    """A membership to renew: asked a month before its end, signed by who keeps the place, granted or not."""

    # CASCADE: part of the membership.
    membership = models.OneToOneField(Membership, models.CASCADE, related_name="renewal", verbose_name=_("adhésion"))
    # PROTECT: a renewal is asked of somebody; a contact is erased through the declarations of privacy.
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name=_("demandé à")
    )
    # PROTECT: the version that was signed.
    charter = models.ForeignKey(
        CharterVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("charte")
    )
    state = models.CharField(_("état"), max_length=10, choices=RenewalState.choices, default=RenewalState.ASKED)
    asked_at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    reminded_at = models.DateTimeField(_("relancé le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("clos le"), null=True, blank=True)
    outcome = models.TextField(_("suite donnée"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("renouvellement")
        verbose_name_plural = _("renouvellements")
        ordering = ["asked_at", "pk"]
        constraints = [
            whole("renewal_signature_whole"),
            models.CheckConstraint(
                condition=~Q(state__in=[RenewalState.SIGNED, RenewalState.GRANTED]) | Q(signed_at__isnull=False),
                name="signed_renewal_has_signature",
                violation_error_message=_("Un renouvellement signé porte une signature."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} {self.state}"

"""Invitations to join: to whom, with which draft, and what came of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import InvitationState
from solozere.charter.models.applications import Application
from solozere.core.authors import AuthoredModel
from solozere.notices.models import Contact
from solozere.places.models import Place


class Invitation(AuthoredModel):
    """Somebody invited to apply for a place, with a draft that is already filled; its author invited them.

    Followed: sent, opened, begun (something was written in the draft), sent back as an application, declined; reminded once.
    """

    # PROTECT: an invitation is written to somebody; a contact is erased through the declarations of privacy.
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="invitations", verbose_name=_("personne invitée"))
    # CASCADE: the draft that it offers goes with it where nobody took it up.
    application = models.OneToOneField(
        Application, models.CASCADE, related_name="invitation", verbose_name=_("brouillon")
    )
    # SET_NULL: the place may be gone; what was sent remains.
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name=_("lieu")
    )
    state = models.CharField(_("état"), max_length=10, choices=InvitationState.choices, default=InvitationState.SENT)
    message = models.TextField(_("mot d’accompagnement"), blank=True, max_length=2000)
    sent_at = models.DateTimeField(_("envoyée le"), auto_now_add=True)
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    begun_at = models.DateTimeField(_("commencée le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("relancée le"), null=True, blank=True)
    declined_at = models.DateTimeField(_("déclinée le"), null=True, blank=True)
    decline_reason = models.TextField(_("motif"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state__in=[InvitationState.SENT, InvitationState.OPENED, InvitationState.BEGUN]),
                name="one_open_invitation_per_place",
                violation_error_message=_("Une invitation est déjà en cours pour ce lieu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.state}"

"""Secret links: an address sent to one person, that opens one thing for a while."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthoredModel


class SecretLink(AuthoredModel):
    """What the token of an address opens, for whom, until when. The token itself is nowhere; the author is who made the link."""

    token_hash = models.CharField(_("empreinte du jeton"), max_length=64, unique=True)
    purpose = models.CharField(_("finalité"), max_length=60)
    model = models.CharField(_("objet"), max_length=100)
    object_id = models.CharField(_("identifiant de l’objet"), max_length=64)
    # No foreign key: contacts live in a layer above. `links.move_contact` and `links.forget_contact` follow them.
    contact_id = models.PositiveBigIntegerField(_("identifiant du contact"), null=True, blank=True)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    uses = models.PositiveIntegerField(_("utilisations"), default=0)
    used_at = models.DateTimeField(_("utilisé le"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("annulé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("lien personnel")
        verbose_name_plural = _("liens personnels")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_ends_after_its_start"),
            models.CheckConstraint(
                condition=Q(uses=0, used_at__isnull=True) | Q(uses__gt=0, used_at__isnull=False),
                name="used_link_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["purpose", "model", "object_id"], name="link_of_object"),
            models.Index(fields=["contact_id"], name="link_of_contact"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.model} {self.object_id}"

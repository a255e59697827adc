"""What somebody signed: who they said they were, when, the exact text and its fingerprint."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Signed(models.Model):
    """The columns of a signature, all empty until it is given; `signed_text` is the very document, `signed_hash` its SHA-256."""

    signed_name = models.CharField(_("signé par"), max_length=150, blank=True)
    signed_quality = models.CharField(_("en qualité de"), max_length=150, blank=True)
    signed_at = models.DateTimeField(_("signé le"), null=True, blank=True)
    signed_text = models.JSONField(_("ce qui a été signé"), default=dict, blank=True)
    signed_hash = models.CharField(_("empreinte"), max_length=64, blank=True)

    class Meta:
        abstract = True


def whole(name: str) -> models.CheckConstraint:
    """A signature is there whole, or not at all."""
    given = ~Q(signed_name="") & ~Q(signed_quality="") & ~Q(signed_hash="") & Q(signed_at__isnull=False)
    none = Q(signed_hash="", signed_at=None)
    return models.CheckConstraint(
        condition=given | none,
        name=name,
        violation_error_message=_("Une signature a un nom, une qualité, une date et une empreinte."),
    )

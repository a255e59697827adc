"""Contacts: whoever applies, registers, asks or books is one, with or without an account."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Contact(models.Model):
    """An address that somebody gave us; everything personal points here, never to a bare e-mail."""

    email = models.EmailField(_("adresse électronique"))
    name = models.CharField(_("nom"), max_length=150, blank=True)
    verified_at = models.DateTimeField(_("adresse vérifiée le"), null=True, blank=True)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="contact_email_once", violation_error_message=_("Cette adresse est déjà connue.")
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

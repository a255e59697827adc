"""Counters of what is sent to public forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Throttle(models.Model):
    """How often one address used one form since `started_at`; the address stands as a keyed hash and cannot be read back."""

    form = models.CharField(_("formulaire"), max_length=60)
    key_hash = models.CharField(_("empreinte de l’adresse"), max_length=64)
    count = models.PositiveIntegerField(_("envois"), default=0)
    started_at = models.DateTimeField(_("compté depuis le"))
    ends_at = models.DateTimeField(_("compté jusqu’au"), db_index=True)

    class Meta:
        verbose_name = _("compteur d’envois")
        verbose_name_plural = _("compteurs d’envois")
        constraints = [models.UniqueConstraint(fields=["form", "key_hash"], name="one_counter_a_form_and_address")]

    def __str__(self) -> str:
        return f"{self.form} {self.count}"

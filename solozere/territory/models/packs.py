"""What the pack loaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PackRow(models.Model):
    """What a pack loaded, and how the object stood afterwards: tells an edit made on the site from a change of the pack."""

    section = models.CharField(_("section"), max_length=60)
    key = models.CharField(_("clé"), max_length=200)
    row_hash = models.CharField(_("empreinte de la ligne"), max_length=64)
    state_hash = models.CharField(_("empreinte de l’objet après chargement"), max_length=64, blank=True)
    loaded_at = models.DateTimeField(_("chargé le"), auto_now=True)

    class Meta:
        verbose_name = _("ligne de pack")
        verbose_name_plural = _("lignes de pack")
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="pack_row_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.key}"

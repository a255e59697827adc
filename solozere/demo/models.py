"""The mark of a demonstration database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoMark(models.Model):
    """One row says that this database holds fictional data: it is then refused for real use."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.CharField(_("empreinte des données fictives"), max_length=64)
    loaded_at = models.DateTimeField(_("chargées le"), auto_now=True)

    class Meta:
        verbose_name = _("marque de démonstration")
        verbose_name_plural = _("marque de démonstration")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_demo_mark")]

    def __str__(self) -> str:
        return self.version

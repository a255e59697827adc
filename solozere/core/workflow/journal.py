"""The abstract journal: who moved what from which state to which, when, why, and who may read it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthoredModel


class VisibleTo(models.TextChoices):
    """Who reads a line of a journal."""

    TEAM = "team", _("l’équipe du réseau")
    CONCERNED = "concerned", _("la personne concernée et l’équipe du réseau")
    PUBLIC = "public", _("tout le monde")


class Journal(AuthoredModel):
    """One step of one object, never altered afterwards except to replace an erased person's name.

    A concrete journal adds `subject`, a foreign key to its object with `related_name="journal"`, and declares
    `author_rule("app.Model", "at")` in its `retention.py`.
    """

    transition = models.CharField(_("étape"), max_length=60)
    from_state = models.CharField(_("de l’état"), max_length=40)
    to_state = models.CharField(_("à l’état"), max_length=40)
    at = models.DateTimeField(_("le"), auto_now_add=True)
    reason = models.TextField(_("motif"), blank=True)
    details = models.JSONField(_("précisions"), default=dict, blank=True)
    visible_to = models.CharField(_("lu par"), max_length=10, choices=VisibleTo.choices)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.transition} {self.from_state} → {self.to_state}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and set(kwargs.get("update_fields") or ["*"]) != {"author_name"}:
            raise ValueError("a journal is append-only")
        super().save(*args, **kwargs)

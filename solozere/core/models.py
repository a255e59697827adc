"""Tables of mechanisms: history of changes, stored files, work of the worker, index of words, links, counters of forms."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthoredModel
from solozere.core.fulltext.models import Gram, Posting, Word
from solozere.core.links.models import SecretLink
from solozere.core.throttle.models import Throttle

__all__ = [
    "Gram",
    "HistoryEntry",
    "JobRun",
    "PeriodicState",
    "Posting",
    "SecretLink",
    "StoredFile",
    "Throttle",
    "Word",
]


class StoredFile(models.Model):
    """A file kept outside the public folder, served by a view that asks who may: see `core.files`."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("public")
        STAFF = "staff", _("équipe")

    sha256 = models.CharField(_("empreinte"), max_length=64, unique=True)
    content_type = models.CharField(_("type réel"), max_length=100)
    size = models.PositiveIntegerField(_("taille, en octets"))
    width = models.PositiveIntegerField(_("largeur"), null=True, blank=True)
    height = models.PositiveIntegerField(_("hauteur"), null=True, blank=True)
    original_name = models.CharField(_("nom d’origine"), max_length=200, blank=True)
    purpose = models.CharField(_("finalité"), max_length=100)
    visibility = models.CharField(_("visibilité"), max_length=10, choices=Visibility.choices, default=Visibility.STAFF)
    created_at = models.DateTimeField(_("déposé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("fichier")
        verbose_name_plural = _("fichiers")

    def __str__(self) -> str:
        return self.original_name or self.sha256[:12]


class HistoryEntry(AuthoredModel):
    """One change of one object, never altered afterwards except to replace an erased person's name."""

    model = models.CharField(_("objet"), max_length=100)
    object_id = models.CharField(_("identifiant"), max_length=64)
    action = models.CharField(_("action"), max_length=60)
    part = models.CharField(_("partie"), max_length=60, blank=True)
    before = models.JSONField(_("avant"), null=True, blank=True)
    after = models.JSONField(_("après"), null=True, blank=True)
    reason = models.TextField(_("motif"), blank=True)
    at = models.DateTimeField(_("le"), auto_now_add=True)

    class Meta:
        verbose_name = _("changement")
        verbose_name_plural = _("changements")
        indexes = [models.Index(fields=["model", "object_id", "-at"])]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and set(kwargs.get("update_fields") or ["*"]) != {"author_name"}:
            raise ValueError("history is append-only")
        super().save(*args, **kwargs)


class PeriodicState(models.Model):
    """When a periodic job of the registry is due next, and which worker holds it now: see `core.jobs.periodic`."""

    name = models.CharField(_("nom"), max_length=60, primary_key=True)
    next_at = models.DateTimeField(_("à faire le"), db_index=True)
    held_until = models.DateTimeField(_("pris jusqu’au"), null=True, blank=True)
    holder = models.CharField(_("pris par"), max_length=60, blank=True)
    failures = models.PositiveIntegerField(_("échecs d’affilée"), default=0)

    class Meta:
        verbose_name = _("travail périodique")
        verbose_name_plural = _("travaux périodiques")

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """One attempt of one job, periodic or queued: the worker's journal, kept thirty days."""

    name = models.CharField(_("travail"), max_length=200, db_index=True)
    attempt = models.PositiveIntegerField(_("tentative"), default=1)
    started_at = models.DateTimeField(_("commencé le"), db_index=True)
    seconds = models.FloatField(_("durée, en secondes"))
    succeeded = models.BooleanField(_("réussi"))
    line = models.CharField(_("résultat"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("exécution d’un travail")
        verbose_name_plural = _("journal des travaux")

    def __str__(self) -> str:
        return f"{self.name} {self.attempt}"

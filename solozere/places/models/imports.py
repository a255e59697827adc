"""What was imported, from which file, line by line: private, for administrators, and deleted after its delay."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.authors import AuthoredModel
from solozere.organisations.fields import PartialDateField
from solozere.places.models.place import Place


class PlaceImport(AuthoredModel):
    """One file of places: tried first, written when an administrator says so. The file itself is kept to be read again."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("colonnes à préciser")
        WAITING = "waiting", _("en attente")
        READING = "reading", _("lecture en cours")
        TRIED = "tried", _("essai à blanc")
        WRITING = "writing", _("écriture en cours")
        APPLIED = "applied", _("appliqué")
        FAILED = "failed", _("arrêté")

    filename = models.CharField(_("fichier"), max_length=200)
    content = models.BinaryField(_("contenu du fichier"))
    source = models.CharField(_("source"), max_length=60)
    source_date = PartialDateField(_("date de la source"), blank=True)
    headers = models.JSONField(_("titres des colonnes"), default=list)
    mapping = models.JSONField(_("correspondance des colonnes"), default=dict)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(_("lignes lues"), default=0)
    total = models.PositiveIntegerField(_("lignes du fichier"), default=0)
    problem = models.TextField(_("ce qui l’a arrêté"), blank=True)
    seconds = models.FloatField(_("durée, en secondes"), null=True, blank=True)
    created_at = models.DateTimeField(_("déposé le"), auto_now_add=True)
    started_at = models.DateTimeField(_("demandé ou commencé le"), null=True, blank=True)
    finished_at = models.DateTimeField(_("terminé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("import de lieux")
        verbose_name_plural = _("imports de lieux")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.filename


class PlaceImportLine(models.Model):
    """What became of one line of the file, or would."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("lieu créé")
        UPDATED = "updated", _("lieu mis à jour")
        LEFT = "left", _("déjà à jour, laissé tel quel")
        CONFLICT = "conflict", _("conflit avec un fait confirmé")
        DUPLICATE = "duplicate", _("sans doute déjà là")
        REFUSED = "refused", _("ligne refusée")

    # CASCADE: part of the import's aggregate.
    batch = models.ForeignKey(PlaceImport, models.CASCADE, related_name="lines", verbose_name=_("import"))
    number = models.PositiveIntegerField(_("ligne"))
    outcome = models.CharField(_("résultat"), max_length=10, choices=Outcome.choices)
    title = models.CharField(_("lieu dans le fichier"), max_length=300, blank=True)
    # SET_NULL: the report of what was done outlives the place.
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("lieu"))
    remarked = models.BooleanField(_("avec une remarque"), default=False)
    details = models.JSONField(_("détail"), default=dict)
    choices = models.JSONField(_("choix faits"), default=dict)

    class Meta:
        verbose_name = _("ligne d’un import")
        verbose_name_plural = _("lignes d’un import")
        ordering = ["number"]
        indexes = [models.Index(fields=["batch", "outcome", "number"], name="import_line_by_outcome")]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_line_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.outcome}"

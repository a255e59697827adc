"""What reviewers write of an application: verdicts, visits, notes, changes they ask for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import CheckVerdict, VisitOutcome
from solozere.charter.models.applications import Application
from solozere.core.authors import AuthoredModel


class CriterionCheck(AuthoredModel):
    """What a reviewer found of one criterion, by who looked last."""

    # CASCADE: part of the application.
    application = models.ForeignKey(Application, models.CASCADE, related_name="checks", verbose_name=_("demande"))
    criterion = models.SlugField(_("critère"), max_length=60)
    verdict = models.CharField(_("constat"), max_length=10, choices=CheckVerdict.choices)
    comment = models.TextField(_("commentaire"), blank=True, max_length=1000)
    at = models.DateTimeField(_("le"), auto_now=True)

    class Meta:
        verbose_name = _("constat sur un critère")
        verbose_name_plural = _("constats sur les critères")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="criterion_checked_once"),
            models.CheckConstraint(
                condition=~Q(verdict=CheckVerdict.NOT_MET) | ~Q(comment=""),
                name="unmet_criterion_is_explained",
                violation_error_message=_("Dites en une phrase pourquoi ce critère n’est pas conforme."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.verdict}"


class Visit(AuthoredModel):
    """A visit to the place: planned, then done or cancelled; its author planned it."""

    # CASCADE: part of the application.
    application = models.ForeignKey(Application, models.CASCADE, related_name="visits", verbose_name=_("demande"))
    at = models.DateTimeField(_("le"))
    visitor = models.CharField(_("par"), max_length=150)
    outcome = models.CharField(_("suite"), max_length=10, choices=VisitOutcome.choices, default=VisitOutcome.PLANNED)
    report = models.TextField(_("compte rendu"), blank=True, max_length=4000)

    class Meta:
        verbose_name = _("visite")
        verbose_name_plural = _("visites")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(outcome=VisitOutcome.PLANNED),
                name="one_planned_visit",
                violation_error_message=_("Une visite est déjà prévue pour cette demande."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.at:%d/%m/%Y}"


class ApplicationNote(AuthoredModel):
    """A private note, read by the team only."""

    # CASCADE: part of the application.
    application = models.ForeignKey(Application, models.CASCADE, related_name="notes", verbose_name=_("demande"))
    text = models.TextField(_("note"), max_length=4000)
    at = models.DateTimeField(_("le"), auto_now_add=True)

    class Meta:
        verbose_name = _("note interne")
        verbose_name_plural = _("notes internes")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]


class ChangeRequest(AuthoredModel):
    """A change asked of the applicant, shown beside the field `step.field` of the form until it is answered."""

    # CASCADE: part of the application.
    application = models.ForeignKey(Application, models.CASCADE, related_name="changes", verbose_name=_("demande"))
    field = models.CharField(_("champ"), max_length=100)
    message = models.TextField(_("ce qui est demandé"), max_length=1000)
    at = models.DateTimeField(_("demandé le"), auto_now_add=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)

    class Meta:
        verbose_name = _("modification demandée")
        verbose_name_plural = _("modifications demandées")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.field}: {self.message[:60]}"

"""Errors that visitors report on a place, and changes that its manager proposes; the steps of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.workflow import Journal
from solozere.notices.models import Contact
from solozere.places.enums import ReportState, ReportSubject
from solozere.places.models.place import Place


class PlaceReport(models.Model):
    """What somebody says is wrong; `proposed` are the values of a group that the manager asks a coordinator to write."""

    # CASCADE: nothing to put right without the place.
    place = models.ForeignKey(Place, models.CASCADE, related_name="reports", verbose_name=_("lieu"))
    subject = models.CharField(_("objet"), max_length=12, choices=ReportSubject.choices)
    text = models.TextField(_("ce qui est signalé"), max_length=2000)
    # SET_NULL: what was reported stays true once its author is erased.
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="place_reports", verbose_name=_("signalé par")
    )
    proposed = models.JSONField(_("valeurs proposées"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=15, choices=ReportState.choices, default=ReportState.OPEN)
    created_at = models.DateTimeField(_("signalé le"), auto_now_add=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answer = models.TextField(_("réponse"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="report_to_answer")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="report_says_something",
                violation_error_message=_("Dites en une phrase ce qui est à corriger."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.get_subject_display()}"


class PlaceReportLine(Journal):
    """The journal of a report."""

    # CASCADE: the lines of a report are part of it.
    subject = models.ForeignKey(PlaceReport, models.CASCADE, related_name="journal", verbose_name=_("signalement"))

    class Meta:
        verbose_name = _("étape d’un signalement")
        verbose_name_plural = _("étapes d’un signalement")
        ordering = ["-at", "-pk"]

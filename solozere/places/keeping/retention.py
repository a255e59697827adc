"""How long reports of errors are kept, and who wrote them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import DAYS_PER_MONTH, DAYS_PER_YEAR, Action, RetentionRule, Visibility, author_rule
from solozere.places.enums import ReportState

ERASED_TEXT = "texte effacé"
"""Stored, hence not translated."""
_ASKED = _("votre demande (article 6.1.b du RGPD)")


def _never_confirmed(reports: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return reports.filter(state=ReportState.TO_CONFIRM)


def _with_an_address(reports: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return reports.filter(contact__isnull=False)


def _with_their_text(reports: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return reports.exclude(text=ERASED_TEXT)


RULES = [
    RetentionRule(
        model="places.PlaceReport",
        title=_("signalements jamais confirmés"),
        fields=("contact", "text"),
        purpose=_("vous laisser le temps de confirmer votre signalement"),
        visibility=Visibility.STAFF,
        anchor="created_at",
        keep_days=7,
        anchor_words=_("après le signalement, si personne ne l’a confirmé"),
        action=Action.DELETE,
        basis=_ASKED,
        only=_never_confirmed,
    ),
    RetentionRule(
        model="places.PlaceReport",
        title=_("adresse de qui signale une erreur"),
        fields=("contact",),
        purpose=_("vous dire ce qu’il en est de votre signalement"),
        visibility=Visibility.STAFF,
        anchor="answered_at",
        keep_days=DAYS_PER_MONTH,
        anchor_words=_("après la réponse"),
        action=Action.ANONYMISE,
        basis=_ASKED,
        only=_with_an_address,
    ),
    RetentionRule(
        model="places.PlaceReport",
        title=_("texte des signalements"),
        fields=("text", "answer"),
        purpose=_("corriger la fiche d’un lieu, et voir ce qui revient souvent"),
        visibility=Visibility.STAFF,
        anchor="created_at",
        keep_days=2 * DAYS_PER_YEAR,
        anchor_words=_("après le signalement"),
        action=Action.ANONYMISE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
        values={"text": ERASED_TEXT},
        only=_with_their_text,
    ),
    RetentionRule(
        model="places.PlaceReportLine",
        title=_("motifs des réponses aux signalements"),
        fields=("reason",),
        purpose=_("savoir ce qui a été répondu"),
        visibility=Visibility.STAFF,
        anchor="at",
        keep_days=2 * DAYS_PER_YEAR,
        anchor_words=_("après la réponse"),
        action=Action.ANONYMISE,
        basis=_("mission d’intérêt public de l’organisme qui tient le site"),
        only=lambda lines: lines.exclude(reason=""),
    ),
    author_rule(
        "places.PlaceReportLine", "at", title=_("qui a répondu aux signalements"), anchor_words=_("après la réponse")
    ),
]

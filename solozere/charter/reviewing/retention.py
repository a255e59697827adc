"""How long what reviewers write is kept, and under whose name."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.charter.models import DECIDED
from solozere.core.declarations import (
    DAYS_PER_YEAR,
    ERASED_NAME,
    Action,
    RetentionRule,
    Visibility,
    author_rule,
)

_BASIS = _("mission d’intérêt public de l’organisme qui tient le site")


def of_closed(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Those of applications that are decided."""
    return rows.filter(application__state__in=DECIDED)


RULES = [
    RetentionRule(
        model="charter.ApplicationNote",
        title=_("notes internes sur les demandes de label"),
        fields=("text", "author_name", "author_id"),
        purpose=_("examiner la demande à plusieurs"),
        visibility=Visibility.STAFF,
        anchor="at",
        keep_days=2 * DAYS_PER_YEAR,
        anchor_words=_("après la note, une fois la demande close"),
        action=Action.DELETE,
        basis=_BASIS,
        only=of_closed,
    ),
    RetentionRule(
        model="charter.Visit",
        title=_("comptes rendus des visites"),
        fields=("visitor", "report"),
        purpose=_("savoir ce qui a été constaté sur place, et par qui"),
        visibility=Visibility.STAFF,
        anchor="at",
        keep_days=2 * DAYS_PER_YEAR,
        anchor_words=_("après la visite, une fois la demande close"),
        action=Action.ANONYMISE,
        basis=_BASIS,
        values={"visitor": ERASED_NAME},
        only=of_closed,
    ),
    author_rule("charter.Visit", "at", title=_("qui a prévu les visites"), anchor_words=_("après la visite")),
    author_rule(
        "charter.CriterionCheck",
        "at",
        title=_("qui a constaté les critères de la charte"),
        anchor_words=_("après le constat"),
    ),
    author_rule(
        "charter.ChangeRequest",
        "at",
        visibility=Visibility.PERSON,
        title=_("qui a demandé un complément"),
        anchor_words=_("après la demande"),
    ),
]

NOT_OF_AN_ACCOUNT = {
    "charter.ApplicationNote": "notes de l’équipe sur un lieu ; elles partent quand la personne efface ses données",
}

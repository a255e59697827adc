"""How long accounts, sessions and the administration's own log are kept."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import DAYS_PER_YEAR, Action, RetentionRule, Visibility


def _closed(users: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return users.filter(is_active=False)


_MISSION = _("mission d’intérêt public de l’organisme qui tient le site")

RULES = [
    RetentionRule(
        model="accounts.User",
        title=_("comptes de l’équipe"),
        fields=("email", "contact", "password", "last_login"),
        purpose=_("laisser entrer les personnes qui tiennent le site"),
        visibility=Visibility.STAFF,
        anchor="closed_at",
        keep_days=DAYS_PER_YEAR,
        anchor_words=_("après la fermeture du compte"),
        action=Action.DELETE,
        basis=_MISSION,
        only=_closed,
    ),
    RetentionRule(
        model="admin.LogEntry",
        title=_("journal de l’administration"),
        fields=("user", "object_repr", "change_message"),
        purpose=_("retrouver une erreur de saisie"),
        visibility=Visibility.STAFF,
        anchor="action_time",
        keep_days=DAYS_PER_YEAR,
        anchor_words=_("après l’action"),
        action=Action.DELETE,
        basis=_MISSION,
    ),
    RetentionRule(
        model="sessions.Session",
        fields=("session_key", "session_data"),
        purpose=_("rester en session d’une page à l’autre"),
        visibility=Visibility.MACHINE,
        anchor="expire_date",
        keep_days=0,
        anchor_words=_("jusqu’à la fin de la session"),
        action=Action.DELETE,
        basis=_("votre demande (article 6.1.b du RGPD)"),
    ),
]

NOT_PERSONAL = {
    "auth.Group.name": "nom d’un groupe de droits",
    "auth.Permission.name": "nom d’un droit",
}

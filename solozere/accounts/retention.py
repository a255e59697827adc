"""How long accounts, sessions and the administration's own log are kept."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from solozere.accounts.mails import CODE
from solozere.core.declarations import (
    CIVIL_LIMITATION_DAYS,
    DAYS_PER_MONTH,
    DAYS_PER_YEAR,
    Action,
    RetentionRule,
    Visibility,
)
from solozere.core.relations import unreferenced
from solozere.notices.models import OutgoingMail


def _closed(users: models.QuerySet[Any]) -> models.QuerySet[Any]:
    return users.filter(is_active=False)


def _never_proved(contacts: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Typed at the door by somebody who did not enter, and of no other use: nothing was written to them but codes."""
    letters = OutgoingMail.objects.filter(contact=OuterRef("pk"))
    found = unreferenced(contacts.filter(verified_at=None), but=("notices.outgoingmail", "notices.mailpreference"))
    asked = found.filter(Exists(letters.filter(kind=CODE.code)))
    return asked.exclude(Exists(letters.exclude(kind=CODE.code)))


_YOURS = _("votre demande (article 6.1.b du RGPD)")
_MISSION = _("mission d’intérêt public de l’organisme qui tient le site")

RULES = [
    RetentionRule(
        model="accounts.User",
        title=_("comptes"),
        fields=("email", "contact", "password", "last_login"),
        purpose=_("vous laisser entrer et retrouver ce qui est à vous"),
        visibility=Visibility.PERSON,
        anchor="closed_at",
        keep_days=DAYS_PER_YEAR,
        anchor_words=_("après la fermeture du compte"),
        action=Action.DELETE,
        basis=_YOURS,
        only=_closed,
    ),
    RetentionRule(
        model="notices.Contact",
        title=_("adresses écrites à la porte sans que le code soit revenu"),
        fields=("email", "name"),
        purpose=_("envoyer le code que quelqu’un a demandé"),
        visibility=Visibility.STAFF,
        anchor="created_at",
        keep_days=7,
        anchor_words=_("après la demande"),
        action=Action.DELETE,
        basis=_YOURS,
        only=_never_proved,
    ),
    RetentionRule(
        model="accounts.RoleGrant",
        title=_("rôles dans le réseau"),
        fields=("user",),
        purpose=_("savoir qui pouvait décider quoi, et quand"),
        visibility=Visibility.STAFF,
        anchor="until",
        keep_days=CIVIL_LIMITATION_DAYS,
        anchor_words=_("après la fin du rôle"),
        action=Action.DELETE,
        basis=_MISSION,
    ),
    RetentionRule(
        model="mfa.Authenticator",
        title=_("clés d’accès, application de codes, codes de secours"),
        fields=("user", "data"),
        purpose=_("vérifier que c’est bien vous qui entrez"),
        visibility=Visibility.MACHINE,
        anchor="",
        keep_days=None,
        action=Action.KEEP,
        keep_reason=_("tant que vous ne les retirez pas, et jamais au-delà du compte"),
        basis=_YOURS,
    ),
    RetentionRule(
        model="usersessions.UserSession",
        title=_("appareils connectés"),
        fields=("user", "session_key", "user_agent", "ip"),
        purpose=_("vous montrer où vous êtes connecté, sans garder l’adresse de votre machine"),
        visibility=Visibility.PERSON,
        anchor="last_seen_at",
        keep_days=DAYS_PER_MONTH,
        anchor_words=_("après la connexion"),
        action=Action.DELETE,
        basis=_YOURS,
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
        basis=_YOURS,
    ),
]

_EMPTY = "table de la bibliothèque de connexion, qui reste vide : l’adresse n’est que dans le contact et le compte"
NOT_PERSONAL = {
    "account.EmailAddress.email": _EMPTY,
    "account.EmailAddress.user": _EMPTY,
    "auth.Group.name": "nom d’un groupe de droits",
    "auth.Permission.name": "nom d’un droit",
}

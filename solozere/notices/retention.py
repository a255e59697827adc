"""How long contacts, what was written to them and what they wish are kept."""

from functools import partial
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.declarations import DAYS_PER_YEAR, Action, RetentionRule, Visibility
from solozere.core.relations import unreferenced
from solozere.notices.enums import WAITING

BODY_DAYS = 90
ERASED_SUBJECT = "message effacé"
"""Stored, hence not translated."""


def _gone(mails: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """What still waits keeps its text."""
    return mails.exclude(state__in=WAITING)


def _never_confirmed(contacts: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """Anybody may type anybody's address: what was only written to it keeps it no longer."""
    parts = ("notices.mailpreference", "notices.outgoingmail")
    return unreferenced(contacts.filter(verified_at=None), but=parts)


_ASKED = _("votre demande (article 6.1.b du RGPD)")

RULES = [
    RetentionRule(
        model="notices.OutgoingMail",
        title=_("texte des messages envoyés"),
        fields=("subject", "text", "html", "error"),
        purpose=_("vous envoyer à nouveau un message perdu"),
        visibility=Visibility.STAFF,
        anchor="created_at",
        keep_days=BODY_DAYS,
        anchor_words=_("après l’envoi"),
        action=Action.ANONYMISE,
        basis=_ASKED,
        values={"subject": ERASED_SUBJECT},
        only=_gone,
    ),
    RetentionRule(
        model="notices.OutgoingMail",
        title=_("liste des messages envoyés"),
        fields=("contact", "recipient"),
        purpose=_("savoir ce qui vous a été écrit, et ne pas vous l’écrire deux fois"),
        visibility=Visibility.STAFF,
        anchor="created_at",
        keep_days=DAYS_PER_YEAR,
        anchor_words=_("après l’envoi"),
        action=Action.DELETE,
        basis=_ASKED,
    ),
    RetentionRule(
        model="notices.MailPreference",
        title=_("choix des messages à recevoir"),
        fields=("contact",),
        purpose=_("ne vous écrire que ce que vous souhaitez"),
        visibility=Visibility.PERSON,
        anchor="",
        keep_days=None,
        action=Action.KEEP,
        keep_reason=_("votre choix vaut tant que nous avons votre adresse, et s’efface avec elle"),
        basis=_ASKED,
    ),
    RetentionRule(
        model="notices.Contact",
        title=_("adresses jamais confirmées"),
        fields=("email", "name"),
        purpose=_("vous laisser le temps de confirmer votre adresse"),
        visibility=Visibility.STAFF,
        anchor="created_at",
        keep_days=BODY_DAYS,
        anchor_words=_("après le dépôt de l’adresse, si personne ne l’a confirmée et si rien ne s’y rattache"),
        action=Action.DELETE,
        basis=_ASKED,
        only=_never_confirmed,
    ),
    RetentionRule(
        model="notices.Contact",
        fields=("email", "name"),
        purpose=_("vous répondre et rattacher à votre adresse ce que vous avez demandé"),
        visibility=Visibility.PERSON,
        anchor="created_at",
        keep_days=3 * DAYS_PER_YEAR,
        anchor_words=_("après le dépôt de l’adresse, si plus rien ne s’y rattache"),
        action=Action.DELETE,
        basis=_ASKED,
        # An account, later a request or a file, keeps its contact alive; a wish about mails does not.
        only=partial(unreferenced, but=("notices.mailpreference",)),
    ),
]

"""The letters about the facts of places."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from solozere.core.addresses import absolute
from solozere.notices.kinds import MailKind

_LINK = f"/suivi/{'x' * 43}/"


def _place(**more: Any) -> dict[str, Any]:
    return {"place": "La Grange numérique", "url": absolute("/lieux/la-grange/"), **more}


KINDS = (
    MailKind(
        code="facts_to_confirm",
        name=_("Fiche à vérifier"),
        when=_(
            "Tous les six mois, quand la fiche d’un lieu que vous tenez n’a pas été vérifiée, et une fois en rappel."
        ),
        because=_("vous tenez un lieu du réseau"),
        template="places/mail/to_confirm",
        sample=lambda: _place(
            url=absolute(_LINK), groups=["Horaires et fermetures", "Tarifs"], since=date(2026, 5, 1), again=True
        ),
    ),
    MailKind(
        code="report_received",
        name=_("Erreur signalée sur votre lieu"),
        when=_("Quand quelqu’un signale une erreur sur un lieu que vous tenez."),
        because=_("vous tenez un lieu du réseau"),
        template="places/mail/report_received",
        sample=lambda: _place(subject="les horaires", text="C’était fermé mardi à 10 h."),
        essential=False,
        digestible=True,
    ),
    MailKind(
        code="report_to_confirm",
        name=_("Signalement à confirmer"),
        when=_("Quand plusieurs signalements partent de votre adresse, ou pour un même lieu, en peu de temps."),
        because=_("votre adresse a servi à signaler une erreur sur la fiche d’un lieu"),
        template="places/mail/report_to_confirm",
        sample=lambda: _place(url=absolute(_LINK)),
        priority=20,
    ),
    MailKind(
        code="report_answered",
        name=_("Réponse à votre signalement"),
        when=_("Quand un signalement que vous avez envoyé a reçu une réponse."),
        because=_("vous avez demandé à savoir ce qu’il en est d’une erreur que vous avez signalée"),
        template="places/mail/report_answered",
        sample=lambda: _place(
            outcome="Nous avons corrigé la fiche.", answer="Le lieu ouvre à 14 h le mardi.", text="C’était fermé."
        ),
    ),
)

"""What is written to applicants, and to the coordinators about them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.charter.models import Application
from solozere.core.addresses import absolute
from solozere.notices.kinds import MailKind

_BECAUSE = _("votre adresse a servi à commencer une demande de label")
_URL = absolute(f"/suivi/{'x' * 43}/")


def _application() -> Application:
    answers = {"place": {"name": "Café-épicerie du Foirail"}}
    now = timezone.now()
    return Application(pk=1, number="2026-0001", answers=answers, submitted_at=now, updated_at=now)


def _sample(**more: Any) -> Callable[[], dict[str, Any]]:
    return lambda: {"application": _application(), "url": _URL, **more}


KINDS = (
    MailKind(
        code="application_begun",
        name=_("Lien pour reprendre une demande de label"),
        when=_("Quand vous commencez une demande de label."),
        because=_BECAUSE,
        template="charter/joining/mail/begun",
        sample=_sample(),
        priority=40,
    ),
    MailKind(
        code="application_links",
        name=_("Liens de vos demandes de label"),
        when=_("Quand vous demandez à reprendre une demande de label."),
        because=_("quelqu’un a demandé à reprendre une demande de label avec votre adresse"),
        template="charter/joining/mail/links",
        sample=lambda: {"applications": [(_application(), _URL)], "join_url": absolute("/rejoindre/")},
        priority=40,
    ),
    MailKind(
        code="application_to_confirm",
        name=_("Envoi d’une demande de label à confirmer"),
        when=_("Quand une demande de label est signée, et que votre adresse n’est pas encore confirmée."),
        because=_BECAUSE,
        template="charter/joining/mail/to_confirm",
        sample=_sample(),
        priority=60,
    ),
    MailKind(
        code="application_received",
        name=_("Demande de label reçue"),
        when=_("Dès que votre demande de label nous parvient."),
        because=_("vous avez envoyé une demande de label"),
        template="charter/joining/mail/received",
        sample=_sample(),
    ),
    MailKind(
        code="application_withdrawn",
        name=_("Demande de label retirée"),
        when=_("Quand vous retirez votre demande de label."),
        because=_("vous avez retiré une demande de label"),
        template="charter/joining/mail/withdrawn",
        sample=_sample(),
    ),
    MailKind(
        code="application_draft_ending",
        name=_("Brouillon bientôt supprimé"),
        when=_("Quinze jours avant de supprimer un brouillon de demande de label auquel personne ne touche."),
        because=_BECAUSE,
        template="charter/joining/mail/draft_ending",
        sample=_sample(day=timezone.localdate() + timedelta(days=15)),
    ),
    MailKind(
        code="application_news",
        name=_("Demandes de label à traiter"),
        when=_("Quand une demande de label arrive, revient ou est retirée."),
        because=_("vous coordonnez le réseau"),
        template="charter/joining/mail/news",
        sample=lambda: {
            "application": _application(),
            "news": "Une demande de label est arrivée.",
            "url": absolute("/animation/demandes/1/"),
        },
        essential=False,
        digestible=True,
    ),
)

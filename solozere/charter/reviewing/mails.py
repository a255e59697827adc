"""What the applicant is written while their application is looked at: each mail with the link to their page."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.charter.models import Application
from solozere.core import links
from solozere.core.authors import Author
from solozere.core.text import day_in_words
from solozere.notices.actions import queue
from solozere.notices.kinds import MailKind
from solozere.notices.models import OutgoingMail
from solozere.notices.models.mails import about

FOLLOW = "follow_application"
"""The purpose of the links to the page of an application."""
_BASE: dict[str, Any] = {"number": "2026-0042", "name": "Café du Marché", "url": "https://exemple.fr/suivi/jeton/"}
_REASON = "Le wifi demande un mot de passe payant."


def _kind(code: str, name: Any, when: Any, sample: Callable[[], dict[str, Any]]) -> MailKind:
    return MailKind(
        code=f"application_{code}",
        name=name,
        when=when,
        because=_("vous suivez une demande de label"),
        template=f"charter/reviewing/mail/{code}",
        sample=sample,
        priority=30,
    )


KINDS = (
    _kind(
        "changes",
        _("Précision sur votre demande"),
        _("Quand il nous manque quelque chose pour décider."),
        lambda: {**_BASE, "message": "Merci.", "changes": [("Accès sans restriction", "Faut-il consommer\u00a0?")]},
    ),
    _kind(
        "visit",
        _("Visite prévue"),
        _("Quand nous prévoyons de venir voir le lieu."),
        lambda: {**_BASE, "day": "27 novembre 2026", "hour": "14\u00a0h\u00a030", "visitor": "Claire Modèle"},
    ),
    _kind(
        "visit_cancelled",
        _("Visite annulée"),
        _("Quand une visite n’aura pas lieu."),
        lambda: {**_BASE, "day": "27 novembre 2026", "hour": "14\u00a0h\u00a030", "reason": "La route est coupée."},
    ),
    _kind(
        "accepted",
        _("Demande acceptée"),
        _("Quand le label est attribué."),
        lambda: {
            **_BASE,
            "label": "Comptoir",
            "since": "1er décembre 2026",
            "due": "1er décembre 2029",
            "reason": "Tout y est.",
            "page": "https://exemple.fr/lieux/cafe-du-marche/",
        },
    ),
    _kind(
        "refused",
        _("Demande refusée"),
        _("Quand le label ne peut pas être attribué."),
        lambda: {
            **_BASE,
            "reason": _REASON,
            "criteria": ["Le wifi est gratuit."],
            "person": "Claire Modèle",
            "phone": "04 65 71 00 00",
        },
    ),
    _kind(
        "lapsed",
        _("Demande classée sans suite"),
        _("Quand une demande est close sans décision."),
        lambda: {**_BASE, "reason": "Nous n’avons pas eu de réponse."},
    ),
    _kind(
        "reopened",
        _("Demande rouverte"),
        _("Quand une demande close est examinée à nouveau."),
        lambda: {**_BASE, "reason": "Les travaux sont finis."},
    ),
)


def tell(application: Application, code: str, author: Author, key: Any, url: str = "", **facts: Any) -> OutgoingMail:
    """Queue the mail `code` to the applicant; `key` tells one from another of that code. `url`: by default their own page,
    by a secret link of theirs. Call it in the transaction of the fact."""
    url = url or links.make(FOLLOW, application, application.contact_id, author)
    context = {"number": application.number, "name": application.name, "url": url, **facts}
    kind, unique = f"application_{code}", f"application:{application.pk}:{code}:{key}"
    return queue(kind, application.contact, context, key=unique, about=application)


def mails_about(application: Application) -> list[OutgoingMail]:
    """What was written about an application, the newest first."""
    return list(OutgoingMail.objects.filter(**about(application)).order_by("-created_at", "-pk"))


def moment(at: Any) -> dict[str, str]:
    """The day and the hour of an instant in words, on the territory's clock."""
    local = timezone.localtime(at)
    return {"day": day_in_words(local), "hour": f"{local:%H}\u00a0h\u00a0{local:%M}"}

"""Applications as they are once sent."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from solozere.charter.models import Application, ApplicationLine, CharterVersion
from solozere.core.authors import Author
from solozere.core.workflow import VisibleTo
from solozere.notices.models import Contact
from tests.charter.charters import COMPTOIR, TELECENTRE
from tests.factories import ContactFactory

SENT = datetime(2026, 11, 12, 18, 31, tzinfo=UTC)
COMPTOIR_CRITERIA = ("ouvert-au-public", "sans-restriction", "espace-dedie", "wifi-gratuit")
TELECENTRE_CRITERIA = ("reception", "animation", "services-elargis", "connexion-professionnelle", "bureaux-individuels")
COMPTOIR_SERVICES = [name.removeprefix("service.") for name in COMPTOIR]
ALL_SERVICES = [*COMPTOIR_SERVICES, *(name.removeprefix("service.") for name in TELECENTRE)]


def answers(
    *, commune: str, services: list[str], name: str = "Café du Marché", label: str = "comptoir"
) -> dict[str, Any]:
    """What the form keeps, all right."""
    return {
        "place": {
            "name": name,
            "commune": commune,
            "address": "1, place du Marché",
            "postal_code": "",
            "organisation_kind": "company",
            "organisation_name": "Les Cafés Spécimen",
            "siret": "",
            "summary": "Une salle claire.",
        },
        "services": {"services": services, "spaces": [{"kind": "open_space", "name": "Salle", "capacity": "4"}]},
        "hours": {"opening_hours": "Tu-Sa 08:00-19:00", "hours_note": "", "closures": []},
        "contact": {
            "person_name": "Lucien Fictif",
            "person_quality": "gérant",
            "contact_label": "l’accueil",
            "phone": "04 65 71 00 26",
        },
        "commitments": {"label": label, "commitments": [*COMPTOIR_CRITERIA, *TELECENTRE_CRITERIA]},
    }


def sent(
    commune: Any, *, services: list[str] | None = None, contact: Contact | None = None, number: str = "2026-0001",
    name: str = "Café du Marché", at: datetime = SENT, state: str = "submitted", **values: Any,
) -> Application:  # fmt: skip
    """An application that reached us, with its first line."""
    contact = contact or ContactFactory(name="Lucien Fictif", verified_at=timezone.now())
    said = answers(commune=commune.name, services=COMPTOIR_SERVICES if services is None else services, name=name)
    application = Application(contact=contact, answers=said, number=number, submitted_at=at, state=state, **values)
    application.charter = CharterVersion.objects.order_by("pk").first()
    application.signed_name, application.signed_quality = "Lucien Fictif", "gérant"
    application.signed_at, application.signed_hash = at, "0" * 64
    application.set_author(Author.contact(contact))
    application.save()
    line = ApplicationLine(
        subject=application, transition="submit", from_state="draft", to_state=state, visible_to=VisibleTo.CONCERNED
    )
    line.set_author(Author.contact(contact))
    line.save()
    ApplicationLine.objects.filter(pk=line.pk).update(at=at)
    return application

"""A charter in force, and applications as people fill them."""

from typing import Any

import pytest

from solozere.charter.joining import actions
from solozere.charter.models import Application
from solozere.core.authors import Author
from solozere.notices.actions import contact_for
from tests.factories import CommuneFactory

COMPTOIR = ("public_access", "telework_space", "free_wifi")
COMMITMENTS = ["ouvert-au-public", "sans-restriction", "espace-dedie", "wifi-gratuit"]
PLACE = {
    "name": "Le Café du Pont",
    "commune": "Valbourg",
    "address": "3 place du Pont",
    "postal_code": "98300",
    "organisation_kind": "association",
    "organisation_name": "Les Amis du Pont",
    "siret": "732 829 320 00074",
    "summary": "Un café où l’on travaille.",
}
SERVICES = {
    "services": [*COMPTOIR, "printer"],
    "spaces": [
        {"kind": "open_space", "name": "La salle", "capacity": "8"},
        {"kind": "private_office", "name": "Bureau 1", "capacity": "2"},
    ],
    "technology": "fibre",
    "down_mbps": "300,5",
    "up_mbps": "",
    "measured_on": "2026-10-01",
    "method": "speed_test",
}
HOURS = {
    "opening_hours": "du lundi au vendredi, 9h-12h",
    "hours_note": "",
    "closures": [{"first_day": "2026-12-24", "last_day": "2026-12-26", "reason": "congés"}],
}
CONTACT = {
    "person_name": "Ada Exemple",
    "person_quality": "présidente",
    "person_phone": "04 65 71 00 01",
    "contact_label": "L’accueil",
    "phone": "04 65 71 00 02",
    "email": "accueil@exemple.fr",
    "website": "https://pont.exemple.fr",
    "access_car": "Parking devant.",
}
ENGAGED = {"label": "comptoir", "commitments": COMMITMENTS}
ANSWERS = {"place": PLACE, "services": SERVICES, "hours": HOURS, "contact": CONTACT, "commitments": ENGAGED}
SIGNATORY = actions.Signatory("Ada Exemple", "présidente")


@pytest.fixture
def valbourg(charter):
    """The commune of the applications."""
    return CommuneFactory(name="Valbourg", code="98300")


@pytest.fixture
def contact(db):
    """Who applies."""
    return contact_for("ada@exemple.fr", "Ada Exemple")


@pytest.fixture
def draft(valbourg, contact) -> Application:
    """A draft where everything is right."""
    return actions.begin(contact, {**ANSWERS}, Author.contact(contact))


@pytest.fixture
def sent(draft) -> Application:
    """The same, sent."""
    actions.send(draft, Author.contact(draft.contact), signatory=SIGNATORY, proven=True)
    return draft


def with_answers(draft: Application, step: str, **changes: Any) -> Application:
    """The draft with other answers in a step, saved as somebody would."""
    raw = {**draft.answers.get(step, {}), **changes}
    return actions.save_step(draft, step, raw, Author.contact(draft.contact))

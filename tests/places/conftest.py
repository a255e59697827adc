"""A territory on the clock of Paris, people who confirm, and a place of which everything is known."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from solozere.core.authors import Author
from solozere.core.geo import Point
from solozere.places.actions import update_group
from solozere.territory.models import Territory
from tests.factories import (
    CommuneFactory,
    LabelFactory,
    OrganisationFactory,
    PlaceFactory,
    ServiceFactory,
    TerritoryFactory,
    UserFactory,
)

ADA = Author.system("Ada Exemple")
FACTS = {
    "identity": {"summary": "Face à la gare, « L’Atelier » a trois bureaux."},
    "location": {
        "address": "1 quai des Essais",
        "postal_code": "99100",
        "lat": 44.72552,
        "lon": 3.85716,
        "precision": "entrance",
    },
    "hours": {
        "opening_hours": "Mo-Fr 09:00-12:30,13:30-17:30; Sa 09:00-12:00; PH off",
        "hours_note": "Sonnez au portail.",
        "closures": [{"first_day": "2026-12-24", "last_day": "2027-01-03", "reason": "congés"}],
    },
    "spaces": {
        "spaces": [
            {"kind": "open_space", "name": "Grande salle", "capacity": 12, "accessible": True},
            {"kind": "private_office", "name": "Bureau 1", "capacity": 1},
            {"kind": "private_office", "name": "Bureau 2", "capacity": 2, "accessible": False, "note": "Calme"},
        ]
    },
    "services": {
        "services": [
            {"service_id": "free_wifi", "available": True, "detail": "dans toute la salle"},
            {"service_id": "printer", "available": False},
        ]
    },
    "connection": {
        "measures": [
            {
                "technology": "fibre",
                "down_mbps": "480.5",
                "up_mbps": "410",
                "latency_ms": 9,
                "measured_on": "2026-10-12",
                "method": "speed_test",
            }
        ]
    },
    "access": {
        "access_public_transport": "Gare à 650 m.",
        "access_car": "Parking gratuit.",
        "accessibility": "Entrée de plain-pied.",
        "acceslibre_url": "https://acceslibre.example/lieu",
    },
    "contact": {
        "contact_label": "Accueil",
        "phone": "04 65 71 00 48",
        "email": "atelier@exemple.fr",
        "website": "https://atelier.example/",
    },
    "prices": {"prices": "Demi-journée : 6 €.\nJournée : 10 €."},
    "roles": {"roles": [{"organisation": "agence", "role": "carrier", "since": "2012"}]},
    "external": {"external_ids": [{"source": "Registre", "value": "R-12", "url": "https://registre.example/R-12"}]},
}


@pytest.fixture
def here(db) -> Territory:
    """The territory, on the clock of Paris."""
    return TerritoryFactory(time_zone="Europe/Paris", holidays_subdivision="", network="SoValdoré")


@pytest.fixture
def catalogue(db) -> None:
    """Three services."""
    ServiceFactory(code="free_wifi", name="Wifi gratuit", icon="wifi", order=1)
    ServiceFactory(code="printer", name="Imprimante", icon="printer", order=2)
    ServiceFactory(code="kitchen", name="Cuisine", icon="utensils", order=3)


@pytest.fixture
def bare_place(here):
    """A place in service of which nothing is known."""
    commune = CommuneFactory(code="99100", name="Valbourg", point=Point(44.72, 3.85))
    return PlaceFactory(slug="atelier", name="L’Atelier", commune=commune)


@pytest.fixture
def full_place(bare_place, catalogue):
    """The same once Ada described all of it, an hour ago."""
    OrganisationFactory(slug="agence", name="Agence du Plateau")
    describe(bare_place, confirmed_at=datetime.now(UTC) - timedelta(hours=1))
    bare_place.label = LabelFactory(code="atelier", name="Télécentre", plural="Télécentres", tone="telecentre")
    bare_place.save()
    return bare_place


def describe(place, *, confirmed_at, only=None):
    """Write the facts above, as Ada; `only`: some of the groups."""
    for code, values in FACTS.items():
        if only is None or code in only:
            update_group(place, code, values, author=ADA, source="Visite", confirmed_at=confirmed_at)


@pytest.fixture
def confirmed_place(full_place):
    """All of it confirmed on the 20th of November 2026."""
    with time_machine.travel(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), tick=False):
        describe(full_place, confirmed_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    return full_place


@pytest.fixture
def admin(client, here):
    """A client signed in as an administrator."""
    client.force_login(UserFactory(admin=True, contact__name="Camille Exemple"))
    return client

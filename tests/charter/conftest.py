"""A territory with its charter, and places that declare what a test says."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from solozere.charter.pack import CharterSection
from solozere.core.authors import Author
from solozere.core.packs import Pack
from solozere.places.actions import create_place, update_group
from solozere.places.enums import PlaceOrigin
from solozere.places.models import Place, Service
from tests.charter.charters import LOZERE
from tests.factories import CommuneFactory, TerritoryFactory

AUTHOR = Author.system("essais")
SERVICES = {
    "public_access": "Ouvert à tous",
    "telework_space": "Espace de télétravail",
    "free_wifi": "Wifi gratuit",
    "reception_staff": "Accueil",
    "animation": "Animation",
    "printer": "Imprimante",
    "visio": "Visioconférence",
    "meeting_room": "Salle de réunion",
    "professional_connection": "Connexion professionnelle",
    "private_offices": "Bureaux individuels",
}


def load(root: Path) -> None:
    """The labels and versions of a pack, as a load writes them."""
    section, pack = CharterSection(), Pack(root)
    for row in section.read(pack):
        section.write(row, section.find(row.key))
    assert not pack.problems


@pytest.fixture
def territory():
    """An imaginary territory with a catalogue of services."""
    Service.objects.bulk_create(Service(code=code, name=name, icon="wifi") for code, name in SERVICES.items())
    return TerritoryFactory()


@pytest.fixture
def charter(territory):
    """The charter of 2013."""
    load(LOZERE)


@pytest.fixture
def new_place(territory) -> Callable[..., Place]:
    """Makes a place that declares `services` (code → offered or not), confirmed by somebody unless `confirmed_at` is None."""

    def make(
        slug: str = "lieu",
        *,
        status: str = "in_service",
        services: dict[str, bool] | None = None,
        confirmed_at: datetime | None = datetime(2014, 5, 2, 12, tzinfo=UTC),
        **groups: Any,
    ) -> Place:
        place = create_place(
            slug=slug,
            name=f"Le lieu {slug}",
            commune=CommuneFactory(),
            origin=PlaceOrigin.APPLICATION,
            status=status,
            status_on=date(2013, 1, 15),
            author=AUTHOR,
        )
        if services:
            rows = [{"service_id": code, "available": offered, "detail": ""} for code, offered in services.items()]
            groups["services"] = {"services": rows}
        for code, values in groups.items():
            author = Author.system("Ada Exemple")
            update_group(place, code, values, author=author, source="visite", confirmed_at=confirmed_at)
        return place

    return make


def offered(declared: dict[str, Any]) -> dict[str, bool]:
    """The services among facts named as the charter's criteria name them."""
    return {name.removeprefix("service."): value for name, value in declared.items() if name.startswith("service.")}

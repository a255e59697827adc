"""`services.toml` and `places.toml` through the engine: what is created, what follows the pack, what the site keeps."""

from pathlib import Path

import pytest
from django.conf import settings

from solozere.core.models import HistoryEntry
from solozere.core.packs import Pack
from solozere.organisations.models import Organisation
from solozere.organisations.pack import OrganisationSection
from solozere.places.actions import change_slug, change_status, confirm_group, update_group
from solozere.places.models import FactGroup, Place, Service, StatusChange
from solozere.places.pack import PlacesSection, ServicesSection
from solozere.territory import loading, reading
from solozere.territory.loading import load_pack
from tests.factories import CommuneFactory
from tests.fixtures.territory import geography_sections
from tests.places.conftest import ADA

LOZERE = Path(settings.BASE_DIR) / "territories" / "lozere"


def engine(monkeypatch) -> None:
    """Packs are loaded for geography, organisations, services and places."""
    sections = geography_sections()
    for order, section in enumerate((OrganisationSection(), ServicesSection(), PlacesSection()), 50):
        sections.register(section.name, section, order=order)
    monkeypatch.setattr(reading, "pack_sections", sections)
    monkeypatch.setattr(loading, "pack_sections", sections)


@pytest.mark.django_db
class TestLoad:
    """Through the engine, on a copy that a test may change."""

    @pytest.fixture
    def load(self, copy_pack, only_geography, monkeypatch):
        """Loads the tiny pack after these changes; returns what is said of places, and of services."""
        engine(monkeypatch)

        def run(changes=None):
            sections = load_pack(copy_pack(changes)).sections
            return next(s for s in sections if s.name == "places"), next(s for s in sections if s.name == "services")

        return run

    def test_places_are_created_with_their_facts_in_the_name_of_the_pack(self, load):
        places, services = load()
        assert (sorted(places.created), len(services.created)) == (["atelier-du-port", "salle-de-l-islet"], 3)
        place = Place.objects.get(slug="atelier-du-port")
        assert (place.status, place.status_since, place.label) == ("in_service", "2024-05-02", None)
        assert place.opening_hours == "Mo-Fr 09:00-12:00,14:00-17:30; PH off"
        assert place.spaces.count() == 2
        assert place.roles.get().organisation.slug == "agence-du-plateau"
        group = FactGroup.objects.get(place=place, code="services")
        assert (group.source, group.source_date, group.confirmed_at) == ("Visite", "2024-06", None)
        assert group.author_name == "pack pack"
        assert StatusChange.objects.filter(place=place).count() == 2

    def test_a_second_load_changes_nothing(self, load):
        load()
        count = HistoryEntry.objects.count()
        places, services = load()
        assert (places.unchanged, services.unchanged, places.created, places.changed) == (2, 3, [], [])
        assert HistoryEntry.objects.count() == count

    def test_a_change_of_the_pack_reaches_a_place_that_nobody_touched(self, load):
        load()
        places, _ = load({"places.toml": ('prices = "Journée : 8 €."', 'prices = "Journée : 9 €."')})
        assert places.changed == ["atelier-du-port"]
        place = Place.objects.get(slug="atelier-du-port")
        assert place.prices == "Journée : 9 €."
        assert FactGroup.objects.get(place=place, code="prices").previous == {"prices": "Journée : 8 €."}

    def test_a_group_that_leaves_the_pack_is_forgotten(self, load):
        load()
        load({"places.toml": ('[place.prices]\nprices = "Journée : 8 €."\n', "")})
        place = Place.objects.get(slug="atelier-du-port")
        assert place.prices == ""
        assert not FactGroup.objects.filter(place=place, code="prices").exists()

    def test_a_step_that_the_pack_corrects_or_adds_is_journaled_again(self, load):
        load()
        load({"places.toml": ("Ouvert le lendemain de la fête.", "Ouvert pour la fête.")})
        step = '[place.location]\naddress = "3 quai'
        load({"places.toml": (step, f'[[place.life]]\nstatus = "closed"\non = 2025\n\n{step}')})
        place = Place.objects.get(slug="atelier-du-port")
        assert (place.status, place.status_since) == ("closed", "2025")
        assert [change.note for change in place.status_changes.all()] == ["", "Ouvert pour la fête.", ""]

    @pytest.mark.parametrize(
        "touch",
        [
            lambda place: update_group(place, "prices", {"prices": "Gratuit."}, author=ADA, source="Visite"),
            lambda place: update_group(place, "spaces", {"spaces": []}, author=ADA, source="Visite"),
            lambda place: confirm_group(place, "hours", author=ADA),
            lambda place: change_status(place, "suspended", on=None, author=ADA),
            lambda place: change_slug(place, "ailleurs", author=ADA),
            lambda place: Place.objects.filter(pk=place.pk).update(phone="0262 42 00 00"),
        ],
    )
    def test_a_place_touched_on_the_site_is_left_alone_and_reported(self, load, touch):
        load()
        place = Place.objects.get(slug="atelier-du-port")
        touch(place)
        before = PlacesSection().state(place)
        places, _ = load({"places.toml": ("Face au quai.", "Face au vieux quai.")})
        assert [key for key, _why in places.left] == ["atelier-du-port"]
        assert "modifié sur le site" in places.left[0][1]
        assert PlacesSection().state(Place.objects.get(pk=place.pk)) == before

    def test_a_refusal_of_the_database_is_a_problem_of_the_row(self, load):
        change = ("on = 2024-05-02", "on = 2099-05-02")
        with pytest.raises(loading.PackRefused) as caught:
            load({"places.toml": change})
        assert "places.toml, ligne 3" in str(caught.value.problems[0])
        assert not Place.objects.exists()

    def test_a_service_of_the_catalogue_follows_the_pack_until_somebody_edits_it(self, load):
        load()
        load({"services.toml": ("Wifi libre", "Wifi ouvert")})
        assert Service.objects.get(code="free_wifi").name == "Wifi ouvert"
        Service.objects.filter(code="free_wifi").update(name="Wifi du port")
        _, services = load({"services.toml": ("Wifi ouvert", "Wifi offert")})
        assert [key for key, _why in services.left] == ["free_wifi"]
        assert Service.objects.get(code="free_wifi").name == "Wifi du port"


@pytest.mark.django_db
def test_the_pack_of_the_lozere_loads_through_its_sections():
    for code in ("48140", "48080", "48096", "48198", "48092", "48095", "48064"):
        CommuneFactory(code=code, point=None)
    pack = Pack(LOZERE)
    for section in (OrganisationSection(), ServicesSection(), PlacesSection()):
        for row in section.read(pack):
            section.write(row, section.find(row.key))
    assert pack.problems == []
    assert Organisation.objects.filter(places__role="carrier").count() == 5
    assert Place.objects.filter(label=None).count() == Place.objects.count() == 7
    assert Place.objects.filter(status="planned").count() == 5
    assert not FactGroup.objects.exclude(confirmed_at=None).exists()

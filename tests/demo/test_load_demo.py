"""The demonstration plays the story on through the ordinary actions, once, and marks its database."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.conf import settings as project
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db.models import Count

from solozere.charter.models import Membership
from solozere.core.authors import AuthorKind
from solozere.demo.checks import demonstration_stays_one
from solozere.demo.loading import load_demo
from solozere.demo.models import DemoMark
from solozere.demo.scenario import read_scenario, scenario_file
from solozere.places.enums import FactGroupCode, PlaceOrigin, PlaceStatus
from solozere.places.models import Place
from solozere.territory.loading import load_pack

SCENARIOS = Path(project.BASE_DIR) / "demo"
ANNOUNCED = [
    "telecentre-langogne",
    "telecentre-marvejols",
    "telecentre-meyrueis",
    "telecentre-saint-chely-d-apcher",
    "telecentre-villefort",
]

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("network")
class TestInTheLozere:
    def test_the_pack_alone_plans_the_five_telecentres_under_no_label(self) -> None:
        planned = Place.objects.filter(status=PlaceStatus.PLANNED)
        assert sorted(planned.values_list("slug", flat=True)) == ANNOUNCED
        assert not Place.objects.exclude(label=None).exists()
        assert not Place.objects.filter(origin=PlaceOrigin.DEMO).exists()

    def test_the_five_telecentres_have_joined_and_comptoirs_surround_them(self) -> None:
        assert load_demo(SCENARIOS) == 17
        counts = Place.objects.exclude(label=None).order_by("label").values_list("label").annotate(n=Count("pk"))
        assert dict(counts) == {"telecentre": 5, "comptoir": 9}
        assert sorted(Place.objects.labelled("telecentre").values_list("slug", flat=True)) == ANNOUNCED
        assert Membership.objects.filter(until=None).count() == 14
        assert set(Membership.objects.values_list("author_kind", flat=True)) == {AuthorKind.SYSTEM}

    def test_what_is_invented_says_so_and_what_is_taken_elsewhere_names_it(self) -> None:
        load_demo(SCENARIOS)
        langogne = Place.objects.get(slug="telecentre-langogne")
        sources = dict(langogne.fact_groups.values_list("code", "source"))
        assert "fictive" in sources[FactGroupCode.SERVICES]
        assert "2022" in sources[FactGroupCode.HOURS]
        assert "fictive" not in sources[FactGroupCode.LOCATION], "the address comes from the pack"

    def test_a_second_load_keeps_what_people_did_since(self) -> None:
        load_demo(SCENARIOS)
        Place.objects.filter(slug="comptoir-chanac").update(name="Autre nom")
        assert load_demo(SCENARIOS) is None
        assert Place.objects.get(slug="comptoir-chanac").name == "Autre nom"

    def test_a_scenario_that_the_rules_refuse_leaves_nothing_behind(self, tmp_path: Path) -> None:
        text = scenario_file(SCENARIOS, "48").read_text(encoding="utf-8").replace('free_wifi = "", ', "")
        (tmp_path / "48").mkdir()
        (tmp_path / "48" / "places.toml").write_text(text, encoding="utf-8")
        with pytest.raises(ValidationError, match="wifi"):
            load_demo(tmp_path)
        assert not DemoMark.objects.exists()
        assert not Place.objects.filter(origin=PlaceOrigin.DEMO).exists()

    def test_the_command_refuses_an_installation_that_is_no_demonstration(self, settings: LazySettings) -> None:
        settings.DEMO = False
        with pytest.raises(CommandError, match="DEMO=0"):
            call_command("load_demo")
        assert not DemoMark.objects.exists()

    def test_the_command_says_what_it_did(self, settings: LazySettings) -> None:
        settings.DEMO = True
        out = StringIO()
        call_command("load_demo", stdout=out)
        call_command("load_demo", stdout=out)
        assert out.getvalue().splitlines() == ["Démonstration : 17 lieux.", "Démonstration déjà en place."]


def test_another_territory_is_shown_with_places_at_its_largest_communes(few: None, tiny_pack: Path) -> None:
    load_pack(tiny_pack)
    assert load_demo(SCENARIOS) == 4
    example = Place.objects.get(slug="telecentre-exemple")
    assert sorted(example.services.values_list("service_id", flat=True)) == ["free_wifi", "printer", "public_access"]
    assert example.label is None, "the imaginary charter asks for other things: the demonstration goes on without"


@pytest.mark.parametrize("code", ["48", "any"])
def test_the_dates_of_a_scenario_follow_the_day_of_the_load(code: str) -> None:
    path = scenario_file(SCENARIOS, code)
    first, places = read_scenario(path, date(2026, 1, 1))
    again, later = read_scenario(path, date(2027, 1, 1))
    assert first == again, "the same scenario has the same fingerprint on any day"
    assert {place.slug for place in places} == {place.slug for place in later}
    measured = [
        place.groups["connection"]["measures"][0]["measured_on"] for place in places if "connection" in place.groups
    ]
    assert measured
    assert all(day.year == 2025 for day in measured)


def test_the_command_asks_for_a_territory_first(settings: LazySettings) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="load_territory"):
        call_command("load_demo")


def test_a_demonstration_database_is_refused_for_real_use(settings: LazySettings) -> None:
    settings.DEMO = False
    assert demonstration_stays_one(databases=["default"]) == []
    DemoMark.objects.create(version="x")
    assert [error.id for error in demonstration_stays_one(databases=["default"])] == ["demo.E001"]
    assert demonstration_stays_one in checks.registry.registry.registered_checks
    settings.DEMO = True
    assert demonstration_stays_one(databases=["default"]) == []

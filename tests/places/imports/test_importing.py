"""Lines become places, once: created, updated, left, in conflict, perhaps there already, refused."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.models import HistoryEntry
from solozere.organisations.rules import PartialDate
from solozere.places.actions import clear_group, confirm_group, update_group
from solozere.places.enums import PlaceOrigin, PlaceStatus
from solozere.places.imports import running
from solozere.places.models import (
    ExternalId,
    FactGroup,
    OpeningTimetable,
    Place,
    PlaceImport,
    PlacesVersion,
    StatusChange,
)

pytestmark = pytest.mark.django_db
BIEF = "1;Le Bief;Valbourg;99100;44.5;3.5;Mo-Fr 09:00-12:00;04 66 00 00 01;"
PERSON = Author.system("Rose Fictif")
TABLES = (Place, FactGroup, ExternalId, StatusChange, HistoryEntry, PlacesVersion, PlaceImport)


def outcomes(decisions) -> list[str]:
    return [str(decision.outcome) for decision in decisions]


def counts() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def writes(queries: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


@pytest.fixture
def queries():
    from django.db import connection

    return CaptureQueriesContext(connection)


def test_a_place_is_created_with_its_origin_its_life_and_its_identifier(run):
    assert outcomes(run(BIEF)) == ["created"]
    place = Place.objects.get()
    assert (place.slug, place.status, place.origin, place.label) == (
        "le-bief",
        PlaceStatus.IN_SERVICE,
        PlaceOrigin.IMPORT,
        None,
    )
    assert (place.lat, place.lon, place.precision, place.commune_id) == (44.5, 3.5, "address", "99001")
    assert list(place.external_ids.values_list("source", "value")) == [("Registre", "1")]
    assert {g.code: (g.source, g.source_date, g.confirmed_at) for g in place.fact_groups.all()} == dict.fromkeys(
        ["identity", "location", "hours", "contact"], ("Registre", "2024-01", None)
    )
    assert place.status_changes.get().author_name == "essai"
    assert [entry.action for entry in history.of(place)] == ["update"] * 4 + ["create"]


def test_a_place_made_by_an_import_is_the_one_that_the_actions_would_make(run, communes):
    from solozere.places.actions import create_place
    from solozere.places.search.keeping import COLUMNS, words_of

    run(BIEF)
    imported = Place.objects.get()
    other = create_place(
        slug="autre", name="Le Bief", commune=communes["Valbourg"], origin="import", origin_note="Registre",
        status="in_service", author=PERSON,
    )  # fmt: skip
    values = {
        "location": {"lat": 44.5, "lon": 3.5, "precision": "address", "postal_code": "99100"},
        "hours": {"opening_hours": "Mo-Fr 09:00-12:00"},
        "contact": {"phone": "04 66 00 00 01"},
    }
    for code, said in values.items():
        update_group(other, code, said, author=PERSON, source="Registre", source_date="2024-01")
    differ = {"id", "slug", "created_at", "updated_at"}
    names = [field.attname for field in Place._meta.concrete_fields if field.name not in differ]
    assert {n: getattr(imported, n) for n in names} == {n: getattr(other, n) for n in names}
    assert imported.timetable_id is not None
    assert all(hasattr(imported, name) for name in COLUMNS)
    assert words_of(imported) == words_of(other)


def test_a_dry_run_says_the_same_and_writes_nothing(run, queries):
    before = counts()
    with queries:
        assert outcomes(run(BIEF, dry=True)) == ["created"]
    assert writes(queries) == []
    assert counts() == before


def test_a_second_run_changes_nothing(run, queries):
    run(BIEF, "2;Autre;Hautval;99200;;;;;", "2;Autre;Hautval;99200;;;;;", "3;;Hautval;99200;;;;;")
    before = counts()
    with queries:
        again = run(BIEF, "2;Autre;Hautval;99200;;;;;", "2;Autre;Hautval;99200;;;;;", "3;;Hautval;99200;;;;;")
    assert outcomes(again) == ["left", "left", "duplicate", "refused"]
    assert writes(queries) == []
    assert counts() == before


def test_a_newer_file_of_the_same_source_updates_what_it_says_and_empties_nothing(run):
    run(BIEF)
    assert outcomes(run("1;Le Bief neuf;Valbourg;99100;44.5;3.5;;04 66 00 00 02;", date="2025")) == ["updated"]
    place = Place.objects.get()
    assert (place.name, place.phone, place.opening_hours) == ("Le Bief neuf", "04 66 00 00 02", "Mo-Fr 09:00-12:00")
    assert place.fact_groups.get(code="contact").source_date == "2025"
    assert place.fact_groups.get(code="hours").source_date == "2024-01"


def test_an_older_file_of_the_same_source_undoes_nothing(run):
    run(BIEF)
    [decision] = run("1;Ancien nom;Valbourg;99100;44.5;3.5;;;", date="2023")
    assert decision.outcome == "left"
    assert "plus récent" in decision.notes[0]
    assert Place.objects.get().name == "Le Bief"


def test_what_a_person_confirmed_is_never_overwritten_but_shown(run):
    run(BIEF)
    place = Place.objects.get()
    confirm_group(place, "contact", author=PERSON, at=datetime(2026, 11, 12, tzinfo=UTC))
    [decision] = run("1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 99 99 99;", date="2026-11-20")
    assert decision.outcome == "conflict"
    [conflict] = decision.conflicts
    assert (conflict.standing, conflict.given) == ({"phone": "04 66 00 00 01"}, {"phone": "04 66 99 99 99"})
    assert (conflict.by, conflict.at) == ("Rose Fictif", "2026-11-12")
    place.refresh_from_db()
    assert place.phone == "04 66 00 00 01"


def test_what_somebody_else_said_is_a_conflict_even_unconfirmed(run):
    run(BIEF)
    update_group(Place.objects.get(), "contact", {"phone": "04 66 11 11 11"}, author=PERSON, source="visite")
    changed = run("1;Le Bief;Valbourg;99100;44.6;3.5;;04 66 99 99 99;", date="2026")
    assert outcomes(changed) == ["conflict"]
    place = Place.objects.get()
    assert (place.phone, place.lat) == ("04 66 11 11 11", 44.6)


def test_a_conflict_is_taken_when_chosen_about_what_still_stands(run):
    run(BIEF)
    place = Place.objects.get()
    confirm_group(place, "contact", author=PERSON)
    line = "1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 99 99 99;"
    stale = {2: {"contact": {"take": True, "standing": {"phone": "autre"}}}}
    assert outcomes(run(line, choices=stale)) == ["conflict"]
    chosen = {2: {"contact": {"take": True, "standing": {"phone": "04 66 00 00 01"}}}}
    assert outcomes(run(line, choices=chosen)) == ["updated"]
    place.refresh_from_db()
    assert place.phone == "04 66 99 99 99"
    assert history.of(place)[0].reason == "import, ligne 2"
    assert outcomes(run(line)) == ["left"]


@pytest.mark.parametrize(
    ("name", "lat", "expected"),
    [
        ("LE BIEF", 44.5017, "duplicate"),  # 190 m
        ("Le Bief", 44.5040, "duplicate"),  # 445 m
        ("Le Bieff", 44.5040, "duplicate"),
        ("Le Bief", 44.5050, "created"),  # 556 m
        ("Le Moulin", 44.5000, "created"),
        ("Le Bief 2", 44.5000, "created"),
    ],
)
def test_a_place_near_of_the_same_name_is_proposed_and_not_created(run, make_place, name, lat, expected):
    make_place("Le Bief", at=(44.5, 3.5))
    [decision] = run(f"7;{name};Valbourg;99100;{lat};3.5;;;")
    assert decision.outcome == expected
    assert Place.objects.count() == (2 if expected == "created" else 1)
    if expected == "duplicate":
        assert decision.duplicate["place"] == Place.objects.get().pk


def test_without_a_point_the_same_name_in_the_same_commune_is_proposed(run, make_place, communes):
    make_place("Le Bief", commune=communes["Valbourg"], at=(44.75, 3.5))
    near, far = run("7;Le Bief;Valbourg;99100;;;;;", "8;Le Bief;Hautval;99200;;;;;")
    assert (near.outcome, far.outcome) == ("duplicate", "created")
    make_place("Le Moulin", commune=communes["Valbourg"])
    assert outcomes(run("9;Le Moulin;Valbourg;99100;;;;;")) == ["duplicate"]


def test_the_same_place_gets_the_identifier_and_two_places_are_two(run, make_place):
    place = make_place("Le Bief", at=(44.5, 3.5))
    line = "7;Le Bief;Valbourg;99100;44.5;3.5;;04 66 00 00 09;"
    [decision] = run(line, choices={2: {"duplicate": "same"}})
    assert decision.outcome in ("updated", "conflict")
    place.refresh_from_db()
    assert place.phone == "04 66 00 00 09"
    assert place.external_ids.get().value == "7"
    assert outcomes(run("8;Le Bief;Valbourg;99100;44.5;3.5;;;", choices={2: {"duplicate": "two"}})) == ["created"]
    assert sorted(Place.objects.values_list("slug", flat=True)) == ["le-bief", "lieu-0"]


def test_a_choice_about_another_place_or_another_name_is_void(run, make_place):
    place = make_place("Le Bief", at=(44.5, 3.5))
    asked = {"place": place.pk, "line": None, "title": "Le Bief"}
    for changed in ({"place": place.pk + 1}, {"title": "Le Moulin"}, {"line": 7}):
        for said in ("same", "two"):
            chosen = {2: {"duplicate": said, "about": {**asked, **changed}}}
            assert outcomes(run(BIEF, choices=chosen)) == ["duplicate"]
    assert outcomes(run(BIEF, choices={2: {"duplicate": "two", "about": asked}})) == ["created"]


def test_what_somebody_cleared_does_not_come_back_but_is_shown(run):
    line = "1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 00 00 01;a@x.fr"
    run(line)
    place = Place.objects.get()
    clear_group(place, "contact", author=PERSON, reason="la personne le demande")
    [decision] = run(line, date="2027")
    assert decision.outcome == "conflict"
    [conflict] = decision.conflicts
    assert (conflict.standing, conflict.by) == ({"phone": "", "email": ""}, "Rose Fictif")
    assert PartialDate.parse(conflict.at)
    place.refresh_from_db()
    assert (place.phone, place.email) == ("", "")
    chosen = {2: {"contact": {"take": True, "standing": conflict.standing, "given": conflict.given}}}
    assert outcomes(run(line, choices=chosen)) == ["updated"]
    assert outcomes(run(line.replace("a@x", "b@x"))) == ["updated"]


def test_what_nobody_ever_said_is_filled_in(run):
    run("1;Le Bief;Valbourg;99100;44.5;3.5;;;")
    assert outcomes(run("1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 00 00 01;")) == ["updated"]


def test_another_commune_without_a_point_puts_the_place_at_its_commune(run):
    run("1;Le Bief;Hautval;99200;44.7;3.6;;;")
    line = "1;Le Bief;Basval;99200;;;;;"
    assert outcomes(run(line, date="2025")) == ["updated"]
    place = Place.objects.get()
    assert (place.commune.name, place.lat, place.lon, place.precision) == ("Basval", 44.71, 3.61, "commune")
    assert outcomes(run(line, date="2025")) == ["left"]
    assert outcomes(run("1;Le Bief;Basval;99200;44.712;3.611;;;", date="2025")) == ["updated"]
    place.refresh_from_db()
    assert (place.lat, place.precision) == (44.712, "address")


def test_the_dry_run_refuses_what_the_writing_would_and_names_the_field(run, monkeypatch):
    run("1;Le Bief;Hautval;99200;44.7;3.6;;;")
    monkeypatch.setattr("solozere.places.facts.parts.FAR_KM", 1)
    lines = ("1;Le Bief;Hautval;99200;44.72;3.6;;04 66 00 00 01;", "2;Le Moulin;Basval;99200;;;;;")
    for dry in (True, False):
        refused, created = run(*lines, date="2025", dry=dry)
        assert (refused.outcome, created.outcome) == ("refused", "created")
        [remark] = refused.row.refusals
        assert (remark.as_json()["field"], remark.value) == ("Latitude", "44.72")
        assert "2\u00a0km de Hautval" in remark.message
    assert (Place.objects.get(name="Le Bief").lat, Place.objects.get(name="Le Bief").phone) == (44.7, "")


def test_a_field_that_only_the_writing_refuses_is_named(run, monkeypatch):
    run(BIEF)

    def refused(*args, **kwargs):
        raise ValidationError({"phone": "Non."})

    monkeypatch.setattr(running, "update_group", refused)
    [decision] = run("1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 00 00 02;")
    [remark] = decision.row.refusals
    assert (remark.as_json()["field"], remark.value, remark.message) == ("Téléphone", "04 66 00 00 02", "Non.")


def test_services_of_the_file_are_added_and_none_is_taken_away(run, make_place):
    header = "id;nom;commune;cp;services"
    run("1;Le Bief;Valbourg;99100;printer", header=header)
    assert outcomes(run("1;Le Bief;Valbourg;99100;coffee|printer", header=header)) == ["updated"]
    place = Place.objects.get()
    assert list(place.services.order_by("service_id").values_list("service_id", flat=True)) == ["coffee", "printer"]
    assert place.service_mask == 0b1010
    assert outcomes(run("1;Le Bief;Valbourg;99100;coffee", header=header)) == ["left"]


def test_an_error_during_the_writing_undoes_everything(run, monkeypatch):
    run(BIEF)
    before = counts()

    def broken(*args, **kwargs):
        raise RuntimeError("the power went")

    monkeypatch.setattr(running, "update_group", broken)
    with pytest.raises(RuntimeError):
        run("2;Neuf;Hautval;99200;;;;;", "1;Changé;Valbourg;99100;44.5;3.5;;;")
    assert counts() == before


def test_a_line_that_an_action_refuses_leaves_the_others(run, monkeypatch):
    run(BIEF)

    def refused(*args, **kwargs):
        raise ValidationError("Non.")

    monkeypatch.setattr(running, "update_group", refused)
    decisions = run("1;Changé;Valbourg;99100;44.5;3.5;;;", "2;Neuf;Hautval;99200;;;;;")
    assert outcomes(decisions) == ["refused", "created"]
    assert decisions[0].row.refusals[0].message == "Non."


def test_reading_costs_the_same_queries_for_one_line_and_for_fifty(run, queries):
    many = [f"{n};Lieu numéro {n};Valbourg;99100;;;;;" for n in range(50)]
    with queries:
        run(many[0], dry=True)
    few = len(queries)
    with queries:
        run(*many, dry=True)
    assert len(queries) == few


def test_writing_new_places_costs_the_same_queries_for_ten_and_for_fifty(run, queries):
    with queries:
        run(*(f"a{n};Lieu {n} a;Valbourg;99100;;;Mo 09:00-10:00;;" for n in range(10)))
    few = len(queries)
    with queries:
        run(*(f"b{n};Lieu {n} b;Hautval;99200;;;;;" for n in range(50)))
    assert len(queries) <= few + 3


def test_the_openings_are_written_before_the_lock_that_everybody_waits_for(run, monkeypatch):
    ready, bump = [], running.version.bump

    def counted() -> None:
        ready.append(OpeningTimetable.objects.count())
        bump()

    monkeypatch.setattr(running.version, "bump", counted)
    run(BIEF, "2;Le Moulin;Hautval;99200;;;Mo-Fr 09:00-12:00;;", "3;Le Pont;Hautval;99200;;;Sa 09:00-12:00;;")
    assert ready[0] == OpeningTimetable.objects.count() == 2
    assert Place.objects.exclude(timetable=None).count() == 3

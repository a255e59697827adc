"""What an application says: as facts, as groups of facts, in words; and all that is wrong in it."""

import pytest

from solozere.charter.joining import rules
from solozere.charter.joining.description import describe, fields
from solozere.charter.joining.facts import facts_of
from solozere.charter.joining.forms.hours import read_hours
from solozere.charter.joining.ground import ground
from solozere.charter.joining.groups import answers_from, groups_of, organisation_of
from solozere.charter.joining.known import known_places
from solozere.charter.joining.preview import preview_of
from solozere.charter.joining.reading import Read, read
from solozere.core.authors import Author
from solozere.places.actions import update_group
from solozere.places.facts import declared, read_group
from solozere.places.hours import HoursError
from tests.charter.joining.conftest import PLACE, SERVICES, with_answers
from tests.factories import CommuneFactory, OrganisationFactory, PlaceFactory

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada")


def told(application) -> dict[str, str]:
    """The problems by « step.field »."""
    return {problem.where: problem.message for problem in read(application).problems()}


def place_of(application, place):
    """The groups of the application written on a place, as an acceptance does."""
    for code, values in groups_of(application).items():
        update_group(place, code, values, author=ADA, source="demande")
    return place


# Facts and groups


def test_the_facts_are_those_that_the_place_declares_once_the_groups_are_written(draft, valbourg):
    place = place_of(draft, PlaceFactory(commune=valbourg))
    ours, theirs = facts_of(draft), declared(place)
    assert {name: fact.value for name, fact in ours.items()} == {name: fact.value for name, fact in theirs.items()}
    assert ours["service.free_wifi"].value is True
    assert ours["service.visio"].value is False
    assert ours["spaces.open_space.capacity"].value == 8
    assert ours["spaces.phone_box.count"].value == 0
    assert ours["connection.down_mbps"].value == 300.5
    assert "connection.up_mbps" not in ours
    assert {fact.source for fact in ours.values()} == {"demande de label"}


def test_a_place_written_from_an_application_says_the_same_when_it_fills_another(draft, valbourg):
    place = place_of(draft, PlaceFactory(commune=valbourg))
    back = answers_from(place)
    assert back["place"]["name"] == PLACE["name"]
    assert back["services"]["spaces"] == [SERVICES["spaces"][1], SERVICES["spaces"][0]]
    assert back["hours"]["opening_hours"] == "Mo-Fr 09:00-12:00"
    again = Read(back, ground())
    assert {p.where for p in again.problems() if p.step.code in ("services", "hours")} == set()


def test_nothing_is_known_of_a_step_that_was_never_filled(draft):
    draft.answers = {"place": PLACE}
    assert facts_of(draft) == {}
    assert set(groups_of(draft)) == {"identity", "location"}


def test_what_cannot_be_read_is_not_known_and_the_rest_stays(draft):
    with_answers(
        draft, "services", spaces=[{"kind": "open_space", "name": "Salle", "capacity": "huit"}], down_mbps="vite"
    )
    facts = facts_of(draft)
    assert facts["service.free_wifi"].value is True
    assert not [name for name in facts if name.startswith(("spaces.", "connection."))]
    assert "services.spaces" in told(draft)


def test_a_known_place_keeps_what_the_form_does_not_ask(draft, valbourg):
    place = PlaceFactory(commune=valbourg)
    update_group(
        place, "spaces", {"spaces": [{"kind": "open_space", "name": "La salle", "capacity": 4, "note": "au fond"}]},
        author=ADA, source="visite",
    )  # fmt: skip
    measure = {"down_mbps": "20", "measured_on": "2025-01-01", "method": "declared"}
    update_group(place, "connection", {"measures": [measure]}, author=ADA, source="visite")
    draft.place = place
    draft.save()
    place_of(draft, place)
    assert {row["name"]: row["note"] for row in read_group(place, "spaces")["spaces"]} == {
        "La salle": "au fond",
        "Bureau 1": "",
    }
    assert len(read_group(place, "connection")["measures"]) == 2


def test_the_organisation_is_named_and_its_role_written_where_the_network_knows_it(draft):
    assert organisation_of(draft) == {"name": "Les Amis du Pont", "kind": "association", "siret": "73282932000074"}
    assert "roles" not in groups_of(draft)
    OrganisationFactory(slug="amis", name="LES AMIS DU PONT")
    assert groups_of(draft)["roles"] == {"roles": [{"organisation": "amis", "role": "carrier"}]}


# Words


def test_the_description_says_each_answer_with_the_name_of_its_field(draft):
    lines = {line.field: line.text for section in describe(draft) for line in section.lines}
    assert lines["place.commune"] == "Valbourg"
    assert lines["hours.opening_hours"] == "Du lundi au vendredi, de 9\u00a0h à 12\u00a0h."
    assert "La salle (espace partagé, 8\u00a0places)" in lines["services.spaces"]
    assert lines["contact.person_name"] == "Ada Exemple"
    assert set(lines) <= {name for name, _words in fields(ground())}


def test_the_description_that_is_signed_names_nobody(draft):
    said = str(describe(draft, private=False))
    assert "Ada Exemple" not in said
    assert "71 00 01" not in said
    assert "accueil@exemple.fr" in said


# What is wrong


def test_an_application_where_everything_is_right_has_no_problem(draft):
    assert told(draft) == {}


@pytest.mark.parametrize(
    ("step", "field", "value", "words"),
    [
        ("place", "name", "", "Écrivez le nom du lieu"),
        ("place", "commune", "Nullepart", "n’en est pas une"),
        ("place", "siret", "732 829 320 00075", "quatorze chiffres"),
        ("place", "postal_code", "98", "cinq chiffres"),
        ("place", "organisation_kind", "", "qui gère le lieu"),
        ("services", "spaces", [{"kind": "", "name": "Salle", "capacity": "2"}], "choisissez la nature"),
        ("services", "measured_on", "2999-01-01", "pas encore venue"),
        ("services", "method", "", "comment le débit a été mesuré"),
        ("services", "down_mbps", "", "débit descendant"),
        ("hours", "opening_hours", "le matin peut-être", "«"),
        ("hours", "closures", [{"first_day": "2026-12-26", "last_day": "2026-12-24", "reason": ""}], "doit suivre"),
        ("contact", "person_name", "", "personne responsable"),
        ("contact", "phone", "abc", "ne peut pas être appelé"),
        ("contact", "email", "accueil@", "adresse électronique complète"),
        ("contact", "website", "pas un site", "adresse entière"),
        ("commitments", "commitments", ["wifi-gratuit"], "Il manque"),
        ("commitments", "label", "", "Choisissez le label"),
    ],
)
def test_each_wrong_answer_is_said_in_french_and_kept_as_typed(draft, step, field, value, words):
    with_answers(draft, step, **{field: value})
    assert words in told(draft)[f"{step}.{field}"]
    assert draft.answers[step][field] == value


def test_two_spaces_of_one_name_are_told_apart(draft):
    row = {"kind": "open_space", "name": "Salle", "capacity": "2"}
    with_answers(draft, "services", spaces=[row, {**row, "name": "salle"}])
    assert "Deux espaces" in told(draft)["services.spaces"]


def test_a_commune_of_elsewhere_is_refused_with_where_it_is(draft):
    CommuneFactory(name="Loinville", code="12999", departement="12", local=False)
    with_answers(draft, "place", commune="Loinville")
    assert "autre département (12)" in told(draft)["place.commune"]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("du lundi au vendredi, 9h-12h et 14h-18h", "Mo-Fr 09:00-12:00,14:00-18:00"),
        ("Mo-Fr 09:00-12:00", "Mo-Fr 09:00-12:00"),
        ("lundi 9h-12h", "Mo 09:00-12:00"),
    ],
)
def test_hours_are_read_in_french_and_in_osm_syntax(text, read_as):
    assert str(read_hours(text)) == read_as


def test_hours_that_say_nothing_are_refused_with_an_example():
    with pytest.raises(HoursError, match="Mo-Fr"):
        read_hours("quand on veut")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("732 829 320 00074", "73282932000074"), ("35600000000048", "35600000000048"), ("356.000.000.49838", "")],
)
def test_a_siret_is_told_from_other_numbers(typed, digits):
    assert rules.siret(typed) == digits


# Labels and known places


def test_the_preview_says_which_label_the_answers_reach_and_what_the_other_lacks(draft):
    shown = preview_of(read(draft))
    assert shown.borne.code == "comptoir"
    assert "critères pour le label Télécentre" in shown.sentence
    assert [one.result.code for one in shown.labels] == ["comptoir", "telecentre"]


def test_a_known_place_of_the_same_name_or_address_is_proposed_in_the_same_commune_only(draft, valbourg):
    same_name = PlaceFactory(name="café du pont, le", commune=valbourg)
    same_address = PlaceFactory(name="Tout autre", commune=valbourg)
    update_group(same_address, "location", {"address": "3, Place du Pont"}, author=ADA, source="visite")
    PlaceFactory(name="Le Café du Pont")
    PlaceFactory(name="Rien à voir", commune=valbourg)
    PlaceFactory(name="Le Café du Pont", commune=valbourg, status="closed")
    assert known_places(read(draft)) == [same_address, same_name]

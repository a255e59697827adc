"""A line is known again by what the file calls it, else by its name and where it stands; two lines never write one place."""

import pytest

from solozere.places.models import Place
from tests.places.imports.test_importing import outcomes

pytestmark = pytest.mark.django_db


def test_two_identifiers_of_one_place_are_compared_once(run):
    one, two = ("1;Le Bief;Valbourg;99100;44.5;3.5;;;a@x.fr", "2;Le Bief;Valbourg;99100;44.5;3.5;;;b@x.fr")
    run(one)
    assert outcomes(run(two, choices={2: {"duplicate": "same"}})) == ["updated"]
    for lines, email in (((one, two), "a@x.fr"), ((one, two), "a@x.fr"), ((two, one), "b@x.fr")):
        second = run(*lines)[1]
        assert (second.outcome, second.duplicate["line"], second.duplicate["same_place"]) == ("duplicate", 2, True)
        assert Place.objects.get().email == email
    assert outcomes(run(two, one)) == ["left", "duplicate"]


def test_a_line_said_to_be_about_the_place_of_an_earlier_one_gets_its_identifier_there_and_changes_nothing(run):
    one, two = ("1;Le Bief;Valbourg;99100;44.5;3.5;;;a@x.fr", "2;Le Bief;Valbourg;99100;44.5;3.5;;;b@x.fr")
    run(one)
    decisions = run(one, two, choices={3: {"duplicate": "same"}})
    assert outcomes(decisions) == ["left", "duplicate"]
    place = Place.objects.get()
    assert place.email == "a@x.fr"
    assert sorted(place.external_ids.values_list("value", flat=True)) == ["1", "2"]


def test_duplicates_inside_the_file_are_created_once(run):
    same = (
        "1;Le Bief;Valbourg;99100;44.5;3.5;;;",
        "1;Autre;Valbourg;99100;;;;;",
        "2;Le Bief;Valbourg;99100;44.5;3.5;;;",
    )
    decisions = run(*same)
    assert outcomes(decisions) == ["created", "duplicate", "duplicate"]
    assert [d.duplicate["line"] for d in decisions[1:]] == [2, 2]
    assert Place.objects.count() == 1


def test_a_source_without_identifiers_knows_its_lines_again(run):
    header, line = "nom;commune;cp;tel", "Le Bief;Valbourg;99100;04 66 00 00 01"
    assert outcomes(run(line, header=header)) == ["created"]
    assert outcomes(run(line, header=header)) == ["left"]


# Registers without identifiers

UNNAMED = "nom;commune;cp;lat;lon;adresse;tel"
FAR = ("Mairie;Valbourg;99100;44.50;3.50;;04 66 00 00 01", "Mairie;Valbourg;99100;44.53;3.53;;04 66 00 00 02")


def test_namesakes_of_a_commune_apart_are_two_places_known_again_in_any_order(run):
    assert outcomes(run(*FAR, header=UNNAMED)) == ["created", "created"]
    for lines in (FAR, FAR[::-1]):
        assert outcomes(run(*lines, header=UNNAMED)) == ["left", "left"]
    assert {(p.lat, p.phone) for p in Place.objects.all()} == {(44.5, "04 66 00 00 01"), (44.53, "04 66 00 00 02")}


def test_namesakes_that_are_near_are_asked_about_and_known_again_once_they_are_two(run):
    lines = (
        "Mairie;Valbourg;99100;;;1 rue Haute;",
        "Mairie;Valbourg;99100;;;2 rue Basse;",
        "Mairie;Valbourg;99100;;;2 rue Basse;",
    )
    decisions = run(*lines, header=UNNAMED)
    assert outcomes(decisions) == ["created", "duplicate", "duplicate"]
    assert "same_id" not in decisions[1].duplicate
    both = {3: {"duplicate": "two"}, 4: {"duplicate": "two"}}
    assert outcomes(run(*lines, header=UNNAMED, choices=both)) == ["left", "created", "created"]
    assert outcomes(run(*lines, header=UNNAMED)) == ["left", "left", "left"]


def test_a_place_without_identifier_is_known_after_its_namesake_left_and_after_it_moved(run):
    run(*FAR, header=UNNAMED)
    assert outcomes(run(FAR[1], header=UNNAMED)) == ["left"]
    run("Poste;Valbourg;99100;44.50;3.50;;", header=UNNAMED)
    assert outcomes(run("Poste;Valbourg;99100;44.52;3.52;;", header=UNNAMED)) == ["updated"]


def test_a_namesake_that_comes_later_is_not_written_on_the_first(run):
    run(FAR[0], header=UNNAMED)
    asked, made = run(*FAR, header=UNNAMED)
    assert (asked.outcome, made.outcome) == ("duplicate", "created")
    [place] = Place.objects.filter(lat=44.5)
    assert asked.duplicate["place"] == place.pk
    run(*FAR, header=UNNAMED, choices={2: {"duplicate": "same"}})
    assert outcomes(run(*FAR, header=UNNAMED)) == ["left", "left"]


def test_long_names_of_two_communes_are_two_places(run):
    name = "Le très long nom " * 11
    lines = (f"{name};Valbourg;99100;;;;", f"{name};Hautval;99200;;;;")
    assert outcomes(run(*lines, header=UNNAMED)) == ["created", "created"]

"""Reading the query string: what is understood, and the sentence for what is not, which names the field with an example."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.http import QueryDict

from solozere.core.geo import Point
from solozere.places.search.reading import parse
from tests.factories import CommuneFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 7, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def communes(valdore_here):
    """Three communes of the territory, one elsewhere."""
    made = {}
    for code, name, postal, people, local in (
        ("99001", "Langrive", "99300", 3000, True),
        ("99002", "Saint-Chély-du-Val", "99200", 4000, True),
        ("99003", "Le Malzieu", "99140", 800, True),
        ("12145", "Millavois", "12100", 20000, False),
    ):
        commune = CommuneFactory(code=code, name=name, population=people, local=local, departement=code[:2])
        commune.postal_codes.create(code=postal)
        made[name] = commune
    made["Langrive"].former.create(code="99900", name="Vieux-Pré", folded="vieux pre", kind="merged")
    return made


def read(text, here):
    return parse(QueryDict(text), here)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Langrive", "Langrive"),
        ("LANGRIVE", "Langrive"),
        ("st chely du val", "Saint-Chély-du-Val"),
        ("ST-CHELY-DU-VAL", "Saint-Chély-du-Val"),
        ("saint chely", "Saint-Chély-du-Val"),
        ("malzieu", "Le Malzieu"),
        ("99200", "Saint-Chély-du-Val"),
        ("99300 Langrive", "Langrive"),
        ("vieux pré", "Langrive"),
        ("Millavois", "Millavois"),
        ("langrve", "Langrive"),
        ("lngarive", "Langrive"),
        ("saint cheli du vall", "Saint-Chély-du-Val"),
        ("milavois", "Millavois"),
    ],
)
def test_a_commune_is_found_however_it_is_typed(communes, valdore_here, typed, name):
    search, _said = read(f"ou={typed}", valdore_here)
    assert search.spot is not None
    assert search.spot.name == name
    assert (search.km, search.sort) == (30, "distance")


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ("ou=99200 Langrive", "ou", "99200 n’est pas un code postal de Langrive"),
        ("ou=xqzwvk", "ou", "nous ne connaissons pas de commune « xqzwvk »"),
        ("ou=vieux pre", "ou", "fait aujourd’hui partie de Langrive"),
        ("ou=langrve", "ou", "Voici Langrive"),
        ("pres=95,200", "pres", "par exemple 44.518,3.501"),
        ("pres=ici", "pres", "n’est pas un point de la Terre"),
        ("pres=nan,nan", "pres", "n’est pas un point de la Terre"),
        ("pres=1e999,2", "pres", "n’est pas un point de la Terre"),
        ("zone=1,2,3", "zone", "par exemple 2.9,44.1,4.0,45.0"),
        ("zone=3,45,4,44", "zone", "n’est pas une zone"),
        ("zone=nan,0,1,2", "zone", "n’est pas une zone"),
        ("pres=44.5,3.5&rayon=loin", "rayon", "par exemple 20"),
        ("pres=44.5,3.5&rayon=-5", "rayon", "n’est pas un nombre"),
        ("pres=44.5,3.5&rayon=7", "rayon", "Voici à 5 km"),
        ("pres=3.5,44.5", "pres", "Vouliez-vous dire 44.500,3.500 ?"),
        ("rayon=10", "rayon", "dites d’abord autour de quoi"),
        ("label=or", "label", "« or » n’existe pas ici"),
        ("service=sauna", "service", "par exemple « free_wifi »"),
        ("ouvert=demain", "ouvert", "par exemple « 2026-11-24T09:00/12:00 »"),
        ("ouvert=2026-02-30T09:00/12:00", "ouvert", "par exemple"),
        ("ouvert=2026-11-24T12:00/12:00", "ouvert", "arrivée puis de départ"),
        ("ouvert=9999-12-31T22:00/02:00", "ouvert", "connus pour 35 jours"),
        ("ouvert=2026-11-22T09:00/12:00", "ouvert", "ce moment est passé"),
        ("ouvert=2026-12-28T09:00/12:00", "ouvert", "connus pour 35 jours"),
        ("jour=2026-11-24", "ouvert", "donnez le jour, l’heure d’arrivée"),
        ("tri=prix", "tri", "n’existe pas"),
        ("tri=distance", "tri", "dites d’abord où"),
        ("tri=pertinence", "tri", "donnez d’abord un mot"),
        ("page=deux", "page", "par exemple 2"),
        ("page=0", "page", "par exemple 2"),
        ("page=" + "9" * 99, "page", "par exemple 2"),
    ],
)
def test_what_is_not_understood_is_said(communes, valdore_here, asked, field, sentence):
    search, said = (
        read(asked + "&q=table", valdore_here) if "tri=pertinence" not in asked else read(asked, valdore_here)
    )
    texts = [message.text.replace("\u00a0", " ") for message in said if message.field == field]
    assert any(sentence in text for text in texts), said
    assert search.text == ("" if "tri=pertinence" in asked else "table")


def test_a_contradiction_names_the_right_code(communes, valdore_here):
    search, said = read("ou=99200 Langrive", valdore_here)
    assert search.spot.name == "Langrive"
    assert "99300 Langrive" in said[0].text


def test_a_number_that_is_no_postal_code_is_not_held_against_a_name(communes, valdore_here):
    search, said = read("ou=Langrive 13", valdore_here)
    assert search.spot.name == "Langrive"
    assert not [message for message in said if "code postal" in message.text]


BOTH = "ouvert=maintenant&jour=2026-11-24&de=09:00&a=12:00"


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        (BOTH, False),
        (f"{BOTH}&avant=maintenant", False),
        (f"{BOTH}&avant=2026-11-24T09:00/12:00", True),
        ("ouvert=maintenant&de=09:00&a=12:00&avant=", True),
        ("de=09:00&a=12:00&avant=maintenant", False),
    ],
)
def test_of_now_and_another_moment_what_was_just_changed_wins(valdore_here, asked, now):
    search, said = read(asked, valdore_here)
    assert not said
    assert search.open_now is now
    assert (search.span is not None) is (not now and "jour" in asked)


@pytest.mark.parametrize("asked", ["de=10:00&a=12:00", "jour=2026-11-24&de=10:00", "jour=2026-02-30&de=10:00&a=12:00"])
def test_what_was_typed_of_a_moment_is_kept_with_what_is_said_of_it(valdore_here, asked):
    search, said = read(asked, valdore_here)
    assert search.span is None
    assert (search.moment.start, len(said)) == ("10:00", 1)
    assert "T10:00" not in said[0].text, "a person is answered in words, not in the form of the address"


def test_a_typing_error_in_the_territory_comes_before_a_beginning_elsewhere(communes, valdore_here):
    CommuneFactory(code="56099", name="Langrivette", local=False, departement="56")
    search, said = read("ou=Langrivet", valdore_here)
    assert search.spot.name == "Langrive"
    assert [words for words, _ou in said[0].suggestions] == ["Langrivette (56)"]


def test_a_night_ends_on_the_next_day(valdore_here):
    search, said = read("jour=2026-11-24&de=22:00&a=02:00", valdore_here)
    assert not said
    assert (search.span.end - search.span.start).total_seconds() == 4 * 3600
    assert search.params()["ouvert"] == ["2026-11-24T22:00/02:00"]
    assert read("ouvert=2026-11-24T22:00/02:00", valdore_here)[0] == search


def test_two_names_as_near_are_both_proposed(communes, valdore_here):
    CommuneFactory(code="99010", name="Langrave", local=True)
    search, said = read("ou=Langrove", valdore_here)
    assert search.spot is None
    assert search.where == "Langrove"
    assert [words for words, _ou in said[0].suggestions] == ["Langrive (99)", "Langrave (99)"]
    for words, ou in said[0].suggestions:
        assert read(f"ou={ou}", valdore_here)[0].spot.name == words[:8]


def test_everything_together_is_read(communes, valdore_here):
    asked = (
        "ou=Langrive&rayon=10&label=comptoir&label=prevus&service=printer&service=coffee"
        "&ouvert=2026-11-24T09:00/12:00&q=calme&tri=nom&page=2"
    )
    search, said = read(asked, valdore_here)
    assert said == []
    assert search.km == 10
    assert search.labels == ("comptoir", "prevus")
    assert search.services == ("printer", "coffee")
    assert str(search.span) == "2026-11-24T09:00/12:00"
    assert (search.text, search.sort, search.page) == ("calme", "nom", 2)


def test_the_fields_of_the_form_make_a_span(valdore_here):
    search, said = read("jour=2026-11-24&de=09:00&a=12:00", valdore_here)
    assert (str(search.span), said) == ("2026-11-24T09:00/12:00", [])


def test_a_position_keeps_three_decimals(valdore_here):
    search, _said = read("pres=44.518123,3.501987", valdore_here)
    assert search.spot.point == Point(44.518, 3.502)
    assert search.to_query() == "?pres=44.518%2C3.502"


@pytest.mark.parametrize(
    "asked",
    [
        "ou=Langrive&rayon=10&label=comptoir&service=printer&ouvert=maintenant&q=calme&tri=nom&page=3",
        "pres=-0.001,-179.5&ouvert=2026-11-24T09:00/12:00",
        "zone=179.5,-20,-179.5,-10&q=é&tri=nom",
        "",
    ],
)
def test_an_address_read_again_is_the_same_search(communes, valdore_here, asked):
    search, _said = read(asked, valdore_here)
    page = {"page": str(search.page)} if search.page > 1 else {}
    again, said = read(search.to_query(**page).removeprefix("?"), valdore_here)
    assert again == search
    assert said == []


def test_neighbours_of_an_address(communes, valdore_here):
    search, _said = read("label=comptoir&label=telecentre&q=calme&page=4", valdore_here)
    assert search.without("label", "comptoir") == "?label=telecentre&q=calme"
    assert search.without("q") == "?label=telecentre&label=comptoir"
    assert search.to_query(q=None, label=None) == ""
    assert search.to_query(page="2").endswith("&page=2")


@pytest.mark.parametrize("asked", ["!!!", "la", "… de"])
def test_words_that_say_nothing_are_said_and_look_for_nothing(valdore_here, asked):
    search, said = read(f"q={asked}", valdore_here)
    assert search.text == ""
    assert [message.field for message in said] == ["q"]
    assert "imprimante" in said[0].text

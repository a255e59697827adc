"""French words for each of the 101 départements, against Insee's official articles."""

import re
from zoneinfo import ZoneInfo

import holidays
import pytest

from solozere.territory.departements import Departement, departements
from tests.geo.articles import ARTICLES
from tools.geo.names import of_form, with_article

ALL = list(departements().values())
by_code = pytest.mark.parametrize("departement", ALL, ids=lambda departement: departement.code)

IN_FORMS = {
    "0": "(en|à) {name}",
    "1": "en {name}",
    "2": "dans le {name}",
    "3": "(en|dans la) {name}",
    "4": "dans les {name}",
    "5": "(en |dans l’){name}",
}
"""What usage allows for each of Insee's codes; within it, the sets below say which."""
DANS_LA = {"23", "26", "42", "50", "51", "55", "58", "72", "80", "86"}
EN_BEFORE_VOWEL = {"07", "09", "38", "91"}
TAKES_A = {"75", "974", "976"}


def test_there_are_101_and_the_islands_that_are_not_departements_are_left_out() -> None:
    assert len(ALL) == 101
    assert set(departements()) == set(ARTICLES)
    assert not {"20", "975", "977", "978"} & set(departements())


@by_code
def test_the_of_form_follows_the_official_article(departement: Departement) -> None:
    assert departement.with_of == of_form(departement.name, ARTICLES[departement.code]).replace("'", "’")


@by_code
def test_the_in_form_agrees_with_the_official_article(departement: Departement) -> None:
    pattern = IN_FORMS[ARTICLES[departement.code]].format(name=re.escape(departement.name))
    assert re.fullmatch(pattern, departement.with_in)


@by_code
def test_the_preposition_is_the_one_of_usage(departement: Departement) -> None:
    code, article = departement.code, ARTICLES[departement.code]
    if code in TAKES_A:
        expected = "à "
    elif article == "5":
        expected = "en " if code in EN_BEFORE_VOWEL else "dans l’"
    elif article == "3":
        expected = "dans la " if code in DANS_LA else "en "
    else:
        expected = {"0": "en ", "1": "en ", "2": "dans le ", "4": "dans les "}[article]
    assert departement.with_in == expected + departement.name


@pytest.mark.parametrize(
    ("code", "with_in", "with_of"),
    [
        ("15", "dans le Cantal", "du Cantal"),
        ("2A", "en Corse-du-Sud", "de la Corse-du-Sud"),
        ("974", "à La Réunion", "de La Réunion"),
        ("48", "en Lozère", "de la Lozère"),
        ("75", "à Paris", "de Paris"),
        ("28", "en Eure-et-Loir", "d’Eure-et-Loir"),
        ("34", "dans l’Hérault", "de l’Hérault"),
        ("95", "dans le Val-d’Oise", "du Val-d’Oise"),
        ("976", "à Mayotte", "de Mayotte"),
        ("40", "dans les Landes", "des Landes"),
    ],
)
def test_the_words_read_as_french_says_them(code: str, with_in: str, with_of: str) -> None:
    assert (departements()[code].with_in, departements()[code].with_of) == (with_in, with_of)


@by_code
def test_the_clock_and_the_holidays_exist(departement: Departement) -> None:
    assert ZoneInfo(departement.time_zone).key == departement.time_zone
    assert departement.holidays in {"", *holidays.France.subdivisions}
    overseas = departement.code.startswith("97")
    assert (departement.time_zone == "Europe/Paris") is not overseas
    assert departement.holidays == (
        departement.code if overseas else {"57": "57", "67": "6AE", "68": "6AE"}.get(departement.code, "")
    )


@pytest.mark.parametrize(
    ("name", "code", "whole"),
    [
        ("Rouget", "2", "Le Rouget"),
        ("Union", "5", "L'Union"),
        ("Aurillac", "1", "Aurillac"),
        ("Bondons", "4", "Les Bondons"),
    ],
)
def test_a_name_takes_its_article(name: str, code: str, whole: str) -> None:
    assert with_article(name, code) == whole

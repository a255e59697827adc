"""Folding of names and French typography."""

from datetime import date

import pytest
from django.utils import translation

from solozere.core.text import day_in_words, fold, typo


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Saint-Chély-d’Apcher", "saint chely d apcher"),
        ("ST CHELY D'APCHER", "saint chely d apcher"),
        ("  St.  Chély   d’Apcher ", "saint chely d apcher"),
        ("Ste-Énimie", "sainte enimie"),
        ("Stes-Maries-de-la-Mer", "saintes maries de la mer"),
        ("Cœur de Lozère", "coeur de lozere"),
        ("Œuilly", "oeuilly"),
        ("Pont de Montvert - Sud Mont Lozère", "pont de montvert sud mont lozere"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Estables", "estables"),
        ("", ""),
        ("—", ""),
    ],
)
def test_two_ways_to_write_a_name_fold_to_one(written, folded):
    assert fold(written) == folded
    assert fold(fold(written)) == folded


@pytest.mark.parametrize(
    ("plain", "right"),
    [
        ("Vraiment ?", "Vraiment\u00a0?"),
        ("oui ; non !", "oui\u00a0; non\u00a0!"),
        ("Horaires : 9 h", "Horaires\u00a0: 9\u00a0h"),
        ("de 9 h à 17 h 30", "de 9\u00a0h à 17\u00a0h\u00a030"),
        ("l'aide de 3 000 €", "l’aide de 3\u202f000\u00a0€"),
        ("« Télécentre »", "«\u00a0Télécentre\u00a0»"),
        ("28 km, 100 %", "28\u00a0km, 100\u00a0%"),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
        ("8:30", "8:30"),
    ],
)
def test_french_spacing(plain, right):
    assert typo(plain) == right
    assert typo(right) == right


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2013, 1, 1), "1er janvier 2013"), (date(2013, 3, 3), "3 mars 2013"), (date(2013, 3, 11), "11 mars 2013")],
)
def test_a_day_in_words(day, said):
    assert day_in_words(day) == said


def test_a_day_in_words_in_english():
    with translation.override("en"):
        assert day_in_words(date(2013, 1, 1)) == "1 January 2013"

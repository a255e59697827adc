"""Search by words: stems, beginnings, typing errors, rarity, erasure; the same answers on both engines."""

import random
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from solozere.core.fulltext import erase, put, search
from solozere.core.fulltext.index import put_many
from solozere.core.fulltext.models import Gram, Posting, Word
from solozere.core.fulltext.query import after_prefix, resolve
from solozere.core.fulltext.words import stem_of

pytestmark = pytest.mark.django_db

SUFFIXES = ["ation", "ement", "eraient", "euses", "issement", "é", "ées", "eur", "ables", "ivité"]
TEXTS = {
    1: [(10, "Télécentre de Langogne"), (3, "Quatre bureaux fermés et une imprimante")],
    2: [(10, "Médiathèque du Faubourg"), (3, "Salle calme, imprimantes, œuvres à lire")],
    3: [(10, "Café de l’Aigoual"), (3, "Une table pour télétravailler")],
}


@pytest.fixture
def three_places() -> None:
    put_many("places", TEXTS)


def found(text: str) -> list[int]:
    scores = search("places", text, total=3).scores
    return sorted(scores, key=lambda document: (-scores[document], document))


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("imprimante", [1, 2]),
        ("IMPRIMANTES", [1, 2]),
        ("impr", [1, 2]),
        ("oeuvre", [2]),
        ("l'aigoual", [3]),
        ("telecentre langogne", [1]),
        ("imprimante langogne", [1]),
        ("langogne café", []),
        ("de la", []),
        ("", []),
        ("x" * 5000, []),
    ],
)
@pytest.mark.usefixtures("three_places")
def test_it_finds_documents_that_hold_every_word(text: str, documents: list[int]) -> None:
    assert found(text) == documents


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("langone", "langogne"), ("mediateque", "mediatheque"), ("imprimente", "imprimante"), ("aigoaul", "aigoual")],
)
@pytest.mark.usefixtures("three_places")
def test_a_misspelled_word_is_corrected_and_said(typed: str, meant: str) -> None:
    assert resolve("places", typed).corrections == {typed: meant}
    assert found(typed) == found(meant) != []


@pytest.mark.parametrize("typed", ["wi-fi", "wifi", "Wi-Fi", "WI‑FI"])
def test_a_hyphen_more_or_less_is_the_same_word(typed: str) -> None:
    put_many("places", {1: [(1, "Wifi gratuit")], 2: [(1, "Du Wi-Fi partout")], 3: [(1, "Une fibre")]})
    assert sorted(found(typed)) == [1, 2]


def test_two_words_that_a_hyphen_joins_are_found_apart_too() -> None:
    put_many("places", {1: [(1, "Saint-Alban")], 2: [(1, "Saint Alban")], 3: [(1, "Saint-Denis")]})
    assert sorted(found("Saint-Alban")) == sorted(found("saint alban")) == [1, 2]


@pytest.mark.usefixtures("three_places")
def test_a_word_that_is_nowhere_is_said_to_be_unknown() -> None:
    query = search("places", "langogne zzyzx", total=3).query
    assert query.unknown == ("zzyzx",)
    assert query.impossible


@pytest.mark.usefixtures("three_places")
def test_a_word_in_the_name_weighs_more_than_in_the_text() -> None:
    put("places", 4, [(10, "L’imprimante"), (3, "Café")])
    assert found("imprimante")[0] == 4


@pytest.mark.usefixtures("three_places")
def test_what_is_erased_leaves_no_word_behind() -> None:
    erase("places", 2)
    assert found("mediatheque") == []
    assert not Word.objects.filter(text__in=["mediatheque", "faubourg", "oeuvres"]).exists()
    assert not Posting.objects.filter(document=2).exists()
    assert Word.objects.get(text="imprimante").documents == 1
    assert Gram.objects.count() == sum(
        len({f" {w.text} "[i : i + 3] for i in range(len(w.text))}) for w in Word.objects.all()
    )


@pytest.mark.usefixtures("three_places")
def test_indexing_again_replaces() -> None:
    put("places", 1, [(10, "Autre nom")])
    assert found("langogne") == []
    assert found("autre") == [1]


@pytest.mark.usefixtures("three_places")
def test_scopes_do_not_see_each_other() -> None:
    put("community:members", 9, [(10, "Langogne")])
    assert found("langogne") == [1]
    assert search("community:members", "mediatheque", total=1).scores == {}


@pytest.mark.parametrize(
    ("prefix", "after"), [("imp", "imq"), ("az", "b"), ("zz", ""), ("a9", "aa"), ("0", "1"), ("48", "49")]
)
def test_the_end_of_a_prefix_sorts_after_it(prefix: str, after: str) -> None:
    assert after_prefix(prefix) == after


def test_counts_stay_right_through_random_changes() -> None:
    rnd = random.Random(48)
    vocabulary = [f"mot{n}" for n in range(30)]
    kept: dict[int, set[str]] = {}
    for _turn in range(60):
        document = rnd.randrange(8)
        if rnd.random() < 0.3:
            erase("places", document)
            kept.pop(document, None)
        else:
            words = set(rnd.sample(vocabulary, 5))
            put("places", document, [(5, " ".join(sorted(words)))])
            kept[document] = words
    expected = {w: n for w in vocabulary if (n := sum(w in words for words in kept.values()))}
    assert dict(Word.objects.values_list("text", "documents")) == expected


def test_threads_that_stem_at_once_get_the_stems_of_one_alone():
    asked = [f"{begin}{end}" for begin in ("anim", "accueill", "télétravaill", "ouvr") for end in SUFFIXES]
    alone = [stem_of.__wrapped__(word) for word in asked]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            rounds = list(threads.map(lambda _n: [stem_of.__wrapped__(word) for word in asked], range(8)))
    finally:
        sys.setswitchinterval(before)
    assert all(found == alone for found in rounds)

"""What the search reads of a place follows it in the same transaction; `reindex` finds the same."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from solozere.core.fulltext import search
from solozere.core.fulltext.models import Gram, Posting, Word
from solozere.places.actions import change_status, grant_label, save_service, update_group
from solozere.places.models import Label, OpeningTimetable, Place, Service
from solozere.places.search import bits, version
from solozere.places.search.keeping import COLUMNS, sort_key
from tests.factories import CommuneFactory
from tests.fixtures.places import AUTHOR

pytestmark = pytest.mark.django_db


def found(text: str) -> set[int]:
    return set(search("places", text, total=10).scores)


def words_tables():
    """The vocabulary and its trigrams, without their keys."""
    words = sorted(Word.objects.values_list("scope", "text", "stem", "documents"))
    return words, sorted(Gram.objects.values_list("word__text", "letters"))


def test_words_follow_the_place(make_place):
    commune = CommuneFactory(name="Haut-Valbourg")
    commune.former.create(code="99900", name="Vieux-Pré", folded="vieux pre", kind="merged")
    place = make_place("Le Bief", commune=commune, services=["printer"])
    for text in ("bief", "haut valbourg", "vieux pre", "imprimante"):
        assert found(text) == {place.pk}, text
    update_group(place, "identity", {"name": "La Source"}, author=AUTHOR, source="visite")
    assert (found("bief"), found("source")) == (set(), {place.pk})
    update_group(place, "prices", {"prices": "Cinq euros la journée"}, author=AUTHOR, source="visite")
    assert found("euros") == {place.pk}
    grant_label(place, Label.objects.get(code="comptoir"), author=AUTHOR, reason="essai")
    assert found("comptoir") == {place.pk}
    change_status(place, "closed", on=None, author=AUTHOR)
    assert found("source") == set()
    assert not Posting.objects.filter(document=place.pk).exists()


def test_the_mask_says_what_is_offered(make_place):
    place = make_place(services=["free_wifi", "meeting_room"])
    assert place.service_mask == 0b101
    rows = [{"service_id": "printer", "available": True}, {"service_id": "coffee", "available": False}]
    update_group(place, "services", {"services": rows}, author=AUTHOR, source="visite")
    assert place.service_mask == 0b10


def test_a_renamed_service_is_found_by_its_new_name(make_place):
    place = make_place(services=["printer"])
    save_service({"code": "printer", "name": "Photocopieur"}, author=AUTHOR)
    assert (found("photocopieur"), found("imprimante")) == ({place.pk}, set())


def test_a_new_service_takes_a_free_bit_and_a_full_catalogue_is_refused(valdore_here):
    save_service({"code": "visio", "name": "Visioconférence", "icon": "video"}, author=AUTHOR)
    assert Service.objects.get(code="visio").bit == 5
    Service.objects.bulk_create(
        Service(code=f"s{bit}", name="x", icon="wifi", bit=bit) for bit in range(6, bits.LAST_BIT + 1)
    )
    with pytest.raises(ValidationError, match="62"):
        save_service({"code": "trop", "name": "Trop", "icon": "video"}, author=AUTHOR)
    assert not Service.objects.filter(code="trop").exists()


def test_every_change_raises_the_version(make_place):
    place = make_place()
    before = version.current()
    update_group(place, "identity", {"name": "Autre"}, author=AUTHOR, source="visite")
    assert version.current() > before > 0


def test_reindex_finds_what_the_actions_kept(make_place, capsys):
    closures = [{"first_day": "2026-12-24", "last_day": "2027-01-03", "reason": "congés"}]
    make_place("Le Bief", services=["printer"], hours="24/7", label="comptoir")
    make_place("La Source", services=["printer", "coffee"], hours="24/7", closures=closures)
    make_place("À venir", status="planned")
    make_place("Fini", status="closed", services=["coffee"])
    tables = words_tables()
    kept = list(Place.objects.order_by("pk").values(*COLUMNS))
    postings = sorted(Posting.objects.values_list("word__text", "document", "weight"))
    Place.objects.update(sort_key="", listing=0, service_mask=0, timetable=None, hours_trusted_until=None)
    call_command("reindex")
    assert list(Place.objects.order_by("pk").values(*COLUMNS)) == kept
    assert sorted(Posting.objects.values_list("word__text", "document", "weight")) == postings
    assert words_tables() == tables
    assert "4" in capsys.readouterr().out
    assert OpeningTimetable.objects.count() == 2


def test_names_sort_the_same_under_every_collation():
    assert sort_key("L’Étoile du Nord") == "l0etoile0du0nord"
    assert sorted(["Zinc", "Étoile", "abri"], key=sort_key) == ["abri", "Étoile", "Zinc"]

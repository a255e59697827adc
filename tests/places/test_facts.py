"""Groups of facts: what goes in comes out, what cannot be kept is refused in words, nothing is half-written."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from solozere.core.files import store_image
from solozere.core.geo import Point
from solozere.core.models import HistoryEntry
from solozere.places.actions import clear_group, confirm_group, update_group
from solozere.places.enums import FactGroupCode
from solozere.places.facts import GROUPS, declared, empty_group, names_of, read_group
from solozere.places.models import FactGroup, Place, Space
from tests.factories import CommuneFactory, PlaceFactory
from tests.places.conftest import ADA, FACTS

pytestmark = pytest.mark.django_db


def write(place, code, values, **more):
    """As Ada, from a visit."""
    return update_group(place, code, values, author=ADA, source="Visite", **more)


def refused(place, code, values) -> dict[str, list[str]]:
    """The messages by name; nothing of the place has changed."""
    before = {group: read_group(Place.objects.get(pk=place.pk), group) for group in GROUPS}
    with pytest.raises(ValidationError) as caught:
        write(place, code, values)
    assert {group: read_group(Place.objects.get(pk=place.pk), group) for group in GROUPS} == before
    assert not FactGroup.objects.filter(place=place, code=code).exists()
    return caught.value.message_dict


def test_every_group_has_its_columns_and_no_other_has_them():
    assert set(GROUPS) == {code.value for code in FactGroupCode}
    names = [name for code in GROUPS for name in names_of(code)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("code", sorted(FACTS))
def test_what_is_written_is_read_back_and_written_again_without_a_change(full_place, code):
    said = read_group(full_place, code)
    group = FactGroup.objects.get(place=full_place, code=code)
    count = HistoryEntry.objects.count()
    write(full_place, code, said)
    assert read_group(full_place, code) == said
    assert HistoryEntry.objects.count() == count
    group.refresh_from_db()
    assert group.previous is None


def test_dates_decimals_and_references_are_read_as_json(full_place):
    assert read_group(full_place, "connection")["measures"] == [
        {
            "technology": "fibre",
            "down_mbps": "480.5",
            "up_mbps": "410.0",
            "latency_ms": 9,
            "measured_on": "2026-10-12",
            "method": "speed_test",
        }
    ]
    assert read_group(full_place, "roles")["roles"] == [
        {"role": "carrier", "since": "2012", "until": "", "organisation": "agence"}
    ]
    assert read_group(full_place, "location")["commune"] == "99100"


def test_a_change_keeps_what_stood_before_beside_it_and_in_the_history(bare_place):
    write(bare_place, "contact", {"phone": "04 65 71 00 48"})
    group = write(bare_place, "contact", {"phone": "04 65 71 00 49"}, source_date="2026-03", reason="déménagement")
    assert group.previous["phone"] == "04 65 71 00 48"
    assert (group.source, group.source_date, group.author_name) == ("Visite", "2026-03", "Ada Exemple")
    entry = HistoryEntry.objects.filter(part="contact").order_by("-pk")[0]
    assert (entry.before["phone"], entry.after["phone"]) == ("04 65 71 00 48", "04 65 71 00 49")
    assert (entry.action, entry.reason) == ("update", "déménagement")
    assert bare_place.phone == "04 65 71 00 49"


def test_names_that_are_left_out_stay_as_they_are(bare_place):
    write(bare_place, "contact", {"phone": "04 65 71 00 48", "email": "a@exemple.fr"})
    write(bare_place, "contact", {"email": "b@exemple.fr"})
    assert (bare_place.phone, bare_place.email) == ("04 65 71 00 48", "b@exemple.fr")


def test_a_source_without_a_confirmation_takes_the_former_one_away(bare_place):
    write(bare_place, "prices", {"prices": "Gratuit."}, confirmed_at=datetime(2026, 1, 5, tzinfo=UTC))
    assert write(bare_place, "prices", {"prices": "1 €."}).confirmed_at is None


def test_a_group_is_confirmed_as_it_stands(bare_place):
    write(bare_place, "prices", {"prices": "Gratuit."})
    at = datetime(2026, 5, 4, 10, tzinfo=UTC)
    group = confirm_group(bare_place, "prices", author=ADA, at=at)
    assert (group.confirmed_at, group.source) == (at, "Visite")
    assert HistoryEntry.objects.get(action="confirm").part == "prices"


def test_what_nobody_described_cannot_be_confirmed(bare_place):
    with pytest.raises(ValidationError, match="Rien n’est encore renseigné"):
        confirm_group(bare_place, "prices", author=ADA)


def test_nothing_is_confirmed_for_later(bare_place):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with pytest.raises(ValidationError, match="On ne confirme pas pour plus tard"):
        write(bare_place, "prices", {"prices": "Gratuit."}, confirmed_at=tomorrow)
    write(bare_place, "prices", {"prices": "Gratuit."})
    with pytest.raises(ValidationError, match="On ne confirme pas pour plus tard"):
        confirm_group(bare_place, "prices", author=ADA, at=tomorrow)


def test_a_group_that_is_forgotten_leaves_its_words_in_the_history(full_place):
    clear_group(full_place, "spaces", author=ADA, reason="fermé au public")
    assert read_group(full_place, "spaces") == empty_group("spaces") == {"spaces": []}
    assert not FactGroup.objects.filter(place=full_place, code="spaces").exists()
    entry = HistoryEntry.objects.get(action="clear")
    assert len(entry.before["spaces"]) == 3
    assert entry.after is None


def test_a_place_whose_address_is_forgotten_stands_at_its_commune(full_place):
    clear_group(full_place, "location", author=ADA)
    assert (full_place.lat, full_place.precision, full_place.address) == (44.72, "commune", "")
    assert full_place.commune_id == "99100"


@pytest.mark.parametrize(
    ("code", "values", "name", "words"),
    [
        ("contact", {"fax": "1"}, "fax", "Il n’y a pas de «\u00a0fax\u00a0» ici"),
        ("contact", {"phone": "appelez-nous"}, "phone", "04\u00a065\u00a071\u00a000\u00a000"),
        ("contact", {"email": "pas une adresse"}, "email", "valide"),
        ("contact", {"website": "javascript:alert(1)"}, "website", "URL"),
        ("contact", {"contact_label": "x" * 101}, "contact_label", "100"),
        ("contact", {"contact_label": "a\x00b"}, "contact_label", "illisible"),
        ("identity", {"name": ""}, "name", "vide"),
        ("identity", {"origin": "martienne"}, "origin", "martienne"),
        ("location", {"commune": "00000"}, "commune", "code Insee"),
        ("location", {"commune": None}, "commune", "code Insee"),
        ("location", {"lat": "nord", "lon": 3}, "lat", "degrés"),
        ("location", {"lat": 44.7, "lon": None}, "lat", "degrés"),
        ("location", {"lat": float("nan"), "lon": 3.0}, "lat", "degrés"),
        ("location", {"lat": 3.85, "lon": 44.72}, "lat", "inversées"),
        ("location", {"lat": 444.0, "lon": 3.85}, "lat", "degrés"),
        ("location", {"postal_code": "4800"}, "postal_code", "cinq chiffres"),
        ("location", {"precision": "pile"}, "precision", "pile"),
        ("hours", {"opening_hours": "lundi de 9h à 12h"}, "opening_hours", "OpenStreetMap"),
        ("hours", {"closures": [{"first_day": "2026-02-30", "last_day": "2026-03-01"}]}, "closures", "premier jour"),
        ("hours", {"closures": [{"first_day": "2026-03-02", "last_day": "2026-03-01"}]}, "closures", "suivre"),
        ("spaces", {"spaces": [{"kind": "cave", "name": "Cave", "capacity": 1}]}, "spaces", "nature"),
        ("spaces", {"spaces": [{"kind": "open_space", "name": "Salle", "capacity": 0}]}, "spaces", "places"),
        ("spaces", {"spaces": [{"kind": "open_space", "name": "Salle"}]}, "spaces", "places"),
        ("spaces", {"spaces": [{"kind": "open_space", "name": "S", "capacity": 1, "prix": 2}]}, "spaces", "prix"),
        ("spaces", {"spaces": "une salle"}, "spaces", "liste"),
        ("spaces", {"spaces": [{"kind": "open_space", "name": "S", "capacity": 1}] * 2}, "spaces", "deux fois"),
        ("services", {"services": [{"service_id": "teleportation"}]}, "services", "teleportation"),
        ("connection", {"measures": [{"down_mbps": -1}]}, "measures", "débit descendant"),
        ("connection", {"measures": [{"down_mbps": "vite"}]}, "measures", "débit descendant"),
        ("roles", {"roles": [{"organisation": "inconnue", "role": "host"}]}, "roles", "inconnue"),
        ("pictures", {"pictures": [{"file": "0" * 64, "alt": "Une salle"}]}, "pictures", "déposez-la"),
        ("access", {"acceslibre_url": "acceslibre"}, "acceslibre_url", "URL"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(bare_place, code, values, name, words):
    messages = refused(bare_place, code, values)
    assert words in " ".join(messages[name])


def test_nothing_is_written_when_one_of_several_values_is_refused(bare_place, catalogue):
    refused(bare_place, "hours", {"opening_hours": "Mo-Fr 09:00-17:00", "closures": [{"first_day": "demain"}]})
    refused(bare_place, "services", {"services": [{"service_id": "free_wifi"}, {"service_id": "nope"}]})


@pytest.mark.parametrize("source", ["", "x" * 301])
def test_a_group_needs_a_source_that_holds_in_its_column(bare_place, source):
    with pytest.raises(ValidationError) as caught:
        update_group(bare_place, "prices", {"prices": "Gratuit."}, author=ADA, source=source)
    assert list(caught.value.message_dict) == ["source"]
    assert Place.objects.get(pk=bare_place.pk).prices == ""


def test_a_source_says_its_date_as_far_as_it_is_known(bare_place):
    assert write(bare_place, "prices", {"prices": "1 €."}, source_date=date(2013, 3, 3)).source_date == "2013-03-03"
    assert write(bare_place, "prices", {"prices": "2 €."}, source_date="2019").source_date == "2019"
    with pytest.raises(ValidationError, match="n’est pas une date"):
        write(bare_place, "prices", {"prices": "3 €."}, source_date="l’an dernier")


def test_a_group_of_facts_that_does_not_exist_is_named(bare_place):
    with pytest.raises(ValidationError, match="meteo.* n’est pas un groupe de faits"):
        write(bare_place, "meteo", {})


def test_hours_are_kept_in_their_canonical_form(bare_place):
    write(bare_place, "hours", {"opening_hours": "  mo-fr 9:00-12:00 "})
    assert bare_place.opening_hours == "Mo-Fr 09:00-12:00"


def test_a_list_replaces_the_one_that_stands_as_a_set(full_place):
    kept = Space.objects.get(name="Bureau 1")
    write(
        full_place,
        "spaces",
        {
            "spaces": [
                {"kind": "private_office", "name": "Bureau 1", "capacity": 3},
                {"kind": "phone_box", "name": "Cabine", "capacity": 1},
            ]
        },
    )
    assert sorted(full_place.spaces.values_list("name", "capacity")) == [("Bureau 1", 3), ("Cabine", 1)]
    assert Space.objects.get(name="Bureau 1").pk == kept.pk


def test_a_row_that_is_given_with_its_identifier_keeps_it_whatever_changes(full_place):
    office = Space.objects.get(name="Bureau 1")
    rows = [{"id": office.pk, "kind": "private_office", "name": "Bureau rouge", "capacity": 1}]
    write(full_place, "spaces", {"spaces": rows})
    assert full_place.spaces.get().pk == office.pk
    assert full_place.spaces.get().name == "Bureau rouge"


def test_the_identifier_of_another_places_row_is_a_new_row_here(full_place):
    other = PlaceFactory()
    office = Space.objects.get(name="Bureau 1")
    write(other, "spaces", {"spaces": [{"id": office.pk, "kind": "phone_box", "name": "Cabine", "capacity": 1}]})
    assert office.place == full_place
    assert Space.objects.get(pk=office.pk).name == "Bureau 1"
    assert other.spaces.get().name == "Cabine"


def test_a_row_says_all_of_itself(full_place):
    rows = [{"service_id": "free_wifi", "available": False}]
    write(full_place, "services", {"services": rows})
    assert full_place.services.get().detail == ""


def test_an_identifier_elsewhere_belongs_to_one_place(full_place):
    other = PlaceFactory()
    with pytest.raises(ValidationError, match="Un autre lieu porte déjà cet identifiant"):
        write(other, "external", {"external_ids": [{"source": "Registre", "value": "R-12"}]})


def test_an_end_does_not_come_before_its_beginning(full_place):
    with pytest.raises(ValidationError, match="La date de fin doit suivre"):
        write(
            full_place,
            "roles",
            {"roles": [{"organisation": "agence", "role": "host", "since": "2015", "until": "2014"}]},
        )


def test_a_position_without_a_precision_is_at_the_address(bare_place):
    write(bare_place, "location", {"lat": 44.72552, "lon": 3.85716})
    assert bare_place.precision == "address"
    assert bare_place.cell == Point(44.72552, 3.85716).cell


def test_a_place_that_changes_communes_without_a_point_moves_with_it(bare_place):
    write(bare_place, "location", {"commune": CommuneFactory(code="99200", point=Point(44.6, 3.6)).pk})
    assert (bare_place.lat, bare_place.lon, bare_place.precision) == (44.6, 3.6, "commune")


def test_a_commune_without_a_point_leaves_a_place_without_one(bare_place):
    write(bare_place, "location", {"commune": CommuneFactory(code="99200", point=None).pk})
    assert bare_place.point is None


def test_pictures_are_named_by_the_fingerprint_of_their_file(bare_place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    stored = store_image(_picture("blue"), purpose="essai")
    write(bare_place, "pictures", {"pictures": [{"file": stored.sha256, "alt": "Une salle bleue", "order": 2}]})
    assert read_group(bare_place, "pictures")["pictures"] == [
        {"alt": "Une salle bleue", "caption": "", "credit": "", "order": 2, "file": stored.sha256}
    ]
    with pytest.raises(ValidationError, match="texte de remplacement"):
        write(bare_place, "pictures", {"pictures": [{"file": stored.sha256, "alt": ""}]})
    write(bare_place, "pictures", {"pictures": []})
    assert not bare_place.pictures.exists()


def _picture(colour: str) -> ContentFile:
    import io

    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(buffer, "PNG")
    return ContentFile(buffer.getvalue(), name="salle.png")


class TestDeclared:
    """What the charter's criteria read."""

    def test_a_place_of_which_nothing_is_known_declares_nothing(self, bare_place):
        assert declared(bare_place) == {}

    def test_services_spaces_rates_and_hours_are_declared_with_who_said_so(self, full_place):
        facts = declared(full_place)
        assert {name: fact.value for name, fact in facts.items()} == {
            "service.free_wifi": True,
            "service.printer": False,
            "spaces.open_space.count": 1,
            "spaces.open_space.capacity": 12,
            "spaces.private_office.count": 2,
            "spaces.private_office.capacity": 3,
            "spaces.meeting_room.count": 0,
            "spaces.meeting_room.capacity": 0,
            "spaces.phone_box.count": 0,
            "spaces.phone_box.capacity": 0,
            "connection.down_mbps": 480.5,
            "connection.up_mbps": 410.0,
            "hours.known": True,
        }
        wifi = facts["service.free_wifi"]
        assert (wifi.text, wifi.source, wifi.confirmed_by) == (
            "Wifi gratuit\u00a0: dans toute la salle",
            "Visite",
            "Ada Exemple",
        )
        assert wifi.confirmed_on is not None
        assert facts["service.printer"].text == "Non proposé\u00a0: Imprimante"
        assert "480,5\u00a0Mbit/s" in facts["connection.down_mbps"].text

    def test_what_is_added_to_a_service_that_is_not_there_does_not_read_as_its_definition(self, bare_place, catalogue):
        write(
            bare_place, "services", {"services": [{"service_id": "printer", "available": False, "detail": "en panne"}]}
        )
        assert declared(bare_place)["service.printer"].text == "Non proposé\u00a0: Imprimante, en panne"

    def test_a_fact_that_nobody_confirmed_names_nobody(self, bare_place, catalogue):
        write(bare_place, "services", FACTS["services"])
        wifi = declared(bare_place)["service.free_wifi"]
        assert (wifi.confirmed_by, wifi.confirmed_on) == ("", None)

    def test_the_newest_measure_counts_and_a_rate_not_measured_is_not_known(self, bare_place):
        old = {"down_mbps": Decimal(20), "up_mbps": 5, "measured_on": "2020-01-01", "method": "declared"}
        new = {"down_mbps": Decimal(300), "measured_on": "2026-01-01", "method": "contract"}
        write(bare_place, "connection", {"measures": [old, new]})
        facts = declared(bare_place)
        assert facts["connection.down_mbps"].value == 300.0
        assert "connection.up_mbps" not in facts

    def test_prefetched_places_declare_without_a_query(self, full_place, django_assert_num_queries):
        place = Place.objects.for_page("pk", full_place.pk)
        with django_assert_num_queries(0):
            declared(place)

    def test_a_kind_of_space_that_is_not_there_is_said_in_words(self, full_place):
        facts = declared(full_place)
        assert facts["spaces.meeting_room.count"].text == "Pas de salle de réunion"
        assert facts["spaces.private_office.count"].text == "2\u00a0bureaux fermés, 3\u00a0places"

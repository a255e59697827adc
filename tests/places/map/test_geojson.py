"""The places as GeoJSON: the same as the list's, written by the database, put together where they crowd."""

import gzip
import json

import brotli
import pytest

from solozere.core.geo import Point
from solozere.places.actions import change_status, update_group
from solozere.places.map import everything
from solozere.places.map.features import Mesh
from tests.factories import CommuneFactory
from tests.fixtures.places import AUTHOR

pytestmark = pytest.mark.django_db
ADDRESS = "/lieux/carte.geojson"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def features(client, query="", **headers):
    answer = client.get(f"{ADDRESS}{query}", headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/geo+json"
    return json.loads(b"".join(answer))["features"]


@pytest.fixture
def bourg(make_place):
    return CommuneFactory(name="Bourg-aux-Essais", point=Point(44.5, 3.5))


def test_a_feature_says_what_the_marker_needs(client, make_place, bourg):
    place = make_place("L’« Étape »", commune=bourg, at=(44.51234, 3.49876), label="telecentre")
    (feature,) = features(client, "?q=etape")
    assert feature == {
        "type": "Feature",
        "id": place.pk,
        "geometry": {"type": "Point", "coordinates": [3.49876, 44.51234]},
        "properties": {
            "name": "L’« Étape »",
            "url": f"/lieux/{place.slug}/",
            "label": "telecentre",
            "look": "label-telecentre",
            "status": "in_service",
            "commune": "Bourg-aux-Essais",
            "precision": "address",
        },
    }


def test_looks_differ_by_label_and_state_and_are_those_of_the_cards(client, make_place, bourg):
    made = [
        make_place("A", commune=bourg, label="comptoir"),
        make_place("B", commune=bourg),
        make_place("C", commune=bourg, status="planned"),
        make_place("D", commune=bourg, status="suspended", label="telecentre"),
    ]
    for place in made:
        place.refresh_from_db()
    looks = {feature["id"]: feature["properties"]["look"] for feature in features(client)}
    assert looks == {place.pk: place.look for place in made}
    assert len(set(looks.values())) == 4


def test_a_closed_place_and_one_without_a_point_are_not_drawn(client, make_place, bourg):
    closed = make_place("Fermé", commune=bourg)
    change_status(closed, "closed", on=None, author=AUTHOR)
    make_place("Sans point", commune=CommuneFactory(name="Ailleurs", point=None))
    assert features(client) == []


def test_the_order_is_by_name_and_what_is_to_come_is_last(client, make_place, bourg):
    for name, status in (("Zèbre", "in_service"), ("Âne", "planned"), ("écureuil", "in_service")):
        make_place(name, commune=bourg, status=status)
    assert [f["properties"]["name"] for f in features(client)] == ["écureuil", "Zèbre", "Âne"]
    assert [f["properties"]["name"] for f in features(client, "?zone=3,44,4,45")] == ["écureuil", "Zèbre", "Âne"]


def test_three_places_of_a_cell_are_one_marker(client, make_place, bourg):
    for n in range(3):
        make_place(f"Ici {n}", commune=bourg, at=(44.51 + n / 100, 3.52))
    make_place("Au loin", commune=bourg, at=(44.9, 3.9))
    crowd, alone = features(client, "?maille=0.1")
    assert crowd["properties"] == {
        "count": 3,
        "near": "Bourg-aux-Essais",
        "west": 3.52,
        "south": 44.51,
        "east": 3.52,
        "north": 44.53,
    }
    assert crowd["geometry"]["coordinates"] == pytest.approx([3.52, 44.52])
    assert alone["properties"]["name"] == "Au loin"
    assert len(features(client, "?maille=0.001")) == 4


@pytest.mark.parametrize("degrees", [0.0001, 0.05, 0.1, 0.7, 40, 360])
def test_two_places_at_one_point_are_together_at_any_scale(client, make_place, bourg, degrees):
    make_place("Un", commune=bourg, at=(44.51, 3.52))
    make_place("Deux", commune=bourg, at=(44.51, 3.52))
    (crowd,) = features(client, f"?maille={degrees}")
    assert crowd["properties"]["count"] == 2


@pytest.mark.parametrize(("asked", "side"), [(1e-9, 0.1 / 512), (0.1, 0.1), (0.11, 0.2), (0.4, 0.4), (300, 51.2)])
def test_a_mesh_is_the_finest_that_is_wide_enough(asked, side):
    assert Mesh.of(asked).degrees == pytest.approx(side)


@pytest.mark.parametrize("maille", ["", "0", "-1", "nan", "inf", "dix", "1e400", "400"])
def test_a_mesh_that_is_no_width_is_none(client, make_place, bourg, maille):
    for _n in range(3):
        make_place(commune=bourg)
    assert len(features(client, f"?zone=3,44,4,45&maille={maille}")) == 3


@pytest.mark.parametrize("query", ["?zone=3,44,4,45", "?zone=3,44,4,45&maille=0.2", "?q=lieu&ouvert=maintenant"])
def test_as_many_queries_for_thirty_places_as_for_two(
    client, make_place, bourg, query, django_assert_max_num_queries, django_assert_num_queries
):
    make_place(commune=bourg)
    features(client, query)
    with django_assert_max_num_queries(14) as few:
        features(client, query)
    asked = len(few)
    for n in range(12):
        make_place(commune=bourg, at=(44.5 + n / 40, 3.5), hours="Mo-Su 00:00-24:00")
    features(client, query)
    with django_assert_num_queries(asked):
        features(client, query)


class TestUnchanged:
    def test_a_box_that_has_not_changed_is_not_sent_again(self, client, make_place, bourg):
        place = make_place(commune=bourg)
        etag = client.get(f"{ADDRESS}?zone=3,44,4,45")["ETag"]
        again = client.get(f"{ADDRESS}?zone=3,44,4,45", headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(f"{ADDRESS}?zone=3,44,4,45&label=comptoir")["ETag"] != etag
        update_group(place, "identity", {"name": "Autre nom"}, author=AUTHOR, source="visite")
        assert client.get(f"{ADDRESS}?zone=3,44,4,45", headers={"If-None-Match": etag}).status_code == 200

    def test_everything_is_a_ready_file_in_the_form_that_the_browser_takes(self, client, make_place, bourg):
        make_place("Le seul", commune=bourg)
        plain = client.get(ADDRESS)
        packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, deflate"})
        smallest = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
        text = b"".join(plain)
        assert (packed["Content-Encoding"], smallest["Content-Encoding"]) == ("gzip", "br")
        assert gzip.decompress(b"".join(packed)) == brotli.decompress(b"".join(smallest)) == text
        assert "Content-Encoding" not in plain
        assert len({plain["ETag"], packed["ETag"], smallest["ETag"]}) == 3
        assert all("Accept-Encoding" in answer["Vary"] for answer in (plain, packed, smallest))
        unchanged = client.get(ADDRESS, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b"")

    @pytest.mark.parametrize(
        ("header", "expected"),
        [
            ("br;q=0, gzip;q=0.000", None),
            ("br; q=0,gzip", "gzip"),
            ("gzip;q=0.5, BR;q=0.1", "br"),
            ("*", None),
        ],
    )
    def test_a_form_that_the_browser_refuses_is_not_sent(self, client, make_place, bourg, header, expected):
        make_place(commune=bourg)
        answer = client.get(ADDRESS, headers={"Accept-Encoding": header})
        assert answer.get("Content-Encoding") == expected
        b"".join(answer)

    def test_everything_follows_each_change_and_leaves_one_version(self, client, make_place, bourg):
        place = make_place("Le seul", commune=bourg)
        first = client.get(ADDRESS)
        assert b"Le seul" in b"".join(first)
        etag = first["ETag"]
        change_status(place, "closed", on=None, author=AUTHOR)
        answer = client.get(ADDRESS, headers={"If-None-Match": etag})
        assert answer.status_code == 200
        assert json.loads(b"".join(answer))["features"] == []
        assert len(list(everything.folder().glob("places-*"))) == len(everything.ENCODINGS)

    def test_an_unknown_file_is_made_ahead_once(self, make_place, bourg):
        make_place(commune=bourg)
        assert "version" in everything.refresh()
        assert everything.refresh() is None

    def test_a_ready_file_costs_a_constant_number_of_queries(
        self, client, make_place, bourg, django_assert_num_queries
    ):
        make_place(commune=bourg)
        features(client)
        with django_assert_num_queries(1):  # the version of the places
            features(client)


def test_without_a_territory_there_is_an_empty_collection(client):
    assert features(client) == []


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(client, valdore_here, method):
    assert getattr(client, method)(ADDRESS).status_code == 405

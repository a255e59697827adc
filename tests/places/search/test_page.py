"""The page of the search: the list, its counts, its links, what it says when nothing answers, and what it costs."""

import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
import time_machine
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solozere.core.geo import Point
from solozere.core.registries import PlaceFacet, place_facets
from solozere.places.actions import change_status
from solozere.places.models import Place
from solozere.territory.models import Commune
from tests.factories import CommuneFactory
from tests.fixtures.places import AUTHOR

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def network(make_place):
    """Langrive with two places, Hautbourg 14 km north with one, and one that is planned."""
    langrive = CommuneFactory(code="99001", name="Langrive", population=900, point=Point(44.5, 3.5))
    hautbourg = CommuneFactory(code="99002", name="Hautbourg", population=100, point=Point(44.63, 3.5))
    make_place("Le Bief", commune=langrive, at=(44.501, 3.5), label="comptoir", services=["coffee"], hours="24/7")
    make_place("Grande Salle", commune=langrive, at=(44.52, 3.5), label="telecentre", services=["coffee", "printer"])
    make_place("Moulin", commune=hautbourg, services=["printer"], hours="Tu 10:00-12:00")
    make_place("Bientôt", commune=langrive, status="planned", services=["coffee"])


class Page(HTMLParser):
    """The names of the cards in order, every link and every word of a page."""

    def __init__(self, client, query="", **extra):
        super().__init__()
        self.response = client.get(f"/lieux/{query}", **extra)
        self.html = self.response.content.decode()
        self.links, self.words, self.titles, self._in_title = [], [], [], False
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        self._in_title = tag == "h3" or (self._in_title and tag == "a")
        if tag == "a":
            self.links.append(dict(attrs).get("href", ""))

    def handle_data(self, data):
        self.words.append(data)
        if self._in_title and data.strip():
            self.titles.append(data.strip())
            self._in_title = False

    @property
    def text(self):
        return re.sub(r"\s+", " ", " ".join(self.words).replace("\u00a0", " "))


def test_the_list_is_by_name_without_a_place_to_start_from(client, network):
    page = Page(client)
    assert page.titles == ["Grande Salle", "Le Bief", "Moulin", "Bientôt"]
    assert "4 lieux en Valdoré" in page.text


def test_the_nearest_comes_first_and_what_is_planned_last(client, network):
    page = Page(client, "?ou=hautbourg")
    assert page.titles == ["Moulin", "Grande Salle", "Le Bief", "Bientôt"]
    assert "4 lieux à moins de 30 km d’Hautbourg" in page.text
    assert re.search(r"12 km", page.text)
    assert Page(client, "?ou=hautbourg&rayon=10").titles == ["Moulin"]


def test_a_place_known_by_its_commune_alone_has_no_false_distance(client, network):
    card = Page(client, "?ou=hautbourg&rayon=5").html
    assert 'class="milestone"' not in card


def test_counts_say_what_each_box_gives(client, network):
    text = Page(client).text
    for words in ("Télécentre (1)", "Comptoir (1)", "Sans label (1)", "Prévus (1)", "Ouvert maintenant (1)"):
        assert words in text
    assert "Imprimante (2)" in text
    assert "Café (3)" in text
    assert "Café (1)" in Page(client, "?service=printer").text
    assert "Comptoir (1)" in Page(client, "?label=telecentre").text


def test_a_planned_place_counts_under_no_label(client, network, make_place):
    place = make_place("Fermé un temps", label="comptoir")
    change_status(place, "suspended", on=None, author=AUTHOR)
    page = Page(client, "?label=comptoir")
    assert page.titles == ["Le Bief"]
    assert "Comptoir (1)" in page.text


def test_filters_are_chips_that_can_be_removed(client, network):
    page = Page(client, "?ou=Langrive&label=comptoir&service=coffee&ouvert=maintenant&q=bief&rayon=10")
    assert page.titles == ["Le Bief"]
    base = {
        "ou": "Langrive",
        "rayon": "10",
        "label": "comptoir",
        "service": "coffee",
        "ouvert": "maintenant",
        "q": "bief",
    }
    for name in ("rayon", "label", "service", "ouvert", "q"):
        rest = urlencode({key: value for key, value in base.items() if key != name})
        assert f"?{rest}" in page.links, name


def test_nothing_found_says_what_to_loosen_and_shows_the_nearest(client, network):
    page = Page(client, "?ou=Hautbourg&rayon=5&service=printer&service=coffee")
    assert "Aucun lieu à moins de 5 km" in page.text
    assert "Sans « Café » : 1 lieu" in page.text
    assert "À moins de 50 km : 1 lieu" in page.text
    assert page.titles[-1] == "Grande Salle"
    for link in page.links:
        if link.startswith("?"):
            assert client.get(f"/lieux/{link}").status_code == 200


def test_a_misspelled_word_is_corrected_and_said(client, network):
    page = Page(client, "?q=imprimente")
    assert page.titles[:2] == ["Grande Salle", "Moulin"]
    assert "« imprimante »" in page.text


def test_pages_of_twenty_follow_each_other(client, make_place):
    commune = CommuneFactory()
    for number in range(45):
        make_place(f"Lieu {number:02}", commune=commune)
    seen = [title for number in (1, 2, 3) for title in Page(client, f"?page={number}").titles]
    assert seen == [f"Lieu {number:02}" for number in range(45)]
    assert Page(client, "?page=99").titles == seen[40:]
    assert "?page=3" in Page(client, "?page=2").links


def test_the_address_of_the_form_becomes_the_address_of_the_search(client, network):
    response = client.get("/lieux/?ou=Langrive&q=&tri=&jour=2026-11-24&de=10:00&a=12:00&rayon=30")
    assert response.status_code == 302
    assert response["Location"] == "/lieux/?ou=Langrive&ouvert=2026-11-24T10%3A00%2F12%3A00"
    assert Page(client, "?ouvert=2026-11-24T10:00/12:00").titles == ["Le Bief", "Moulin"]


def test_htmx_takes_the_list_alone_and_the_address(client, network):
    page = Page(client, "?ou=Langrive&q=&jour=&de=09:00&a=12:00&service=printer", headers=FRAGMENT)
    assert page.response.status_code == 200
    assert page.response["HX-Push-Url"] == "/lieux/?ou=Langrive&service=printer"
    assert "HX-Request" in page.response["Vary"]
    assert "<html" not in page.html
    assert page.titles == Page(client, "?ou=Langrive&service=printer").titles == ["Grande Salle", "Moulin"]


def test_every_symbol_of_a_fragment_is_in_the_page(client, network):
    page, used = Page(client).html, set()
    for query in ("", "?ou=Langrive&service=printer&label=prevus", "?ou=nulle-part-xyz", "?ouvert=maintenant&q=zzz"):
        used |= set(re.findall(r'href="#((?:i|label)-[a-z-]+)"', Page(client, query, headers=FRAGMENT).html))
    assert used <= set(re.findall(r'<symbol id="([^"]+)"', page))


def test_a_full_page_is_light_and_its_queries_do_not_grow(client, make_place, django_assert_max_num_queries):
    communes = [
        CommuneFactory(name=f"Commune au nom assez long {n}", point=Point(44.5, 3.5 + n / 100)) for n in range(5)
    ]

    def some(number):
        for n in range(number):
            make_place(
                f"Maison des services et du télétravail {n}",
                commune=communes[n % 5],
                services=["free_wifi", "printer", "meeting_room", "coffee", "parking"],
                hours="Mo-Fr 09:00-12:00,14:00-18:00",
                location={"address": "12 rue des Écoles-du-Haut"},
            )

    def queries(query):
        cache.clear()
        client.get("/")  # the territory, in memory
        with django_assert_max_num_queries(30) as counted:
            assert client.get(f"/lieux/{query}").status_code == 200
        return len(counted)

    addresses = [
        "",
        "?ou=99001",
        "?q=maison",
        f"?ou={communes[0].pk}&service=printer&label=sans-label&ouvert=maintenant",
    ]
    some(5)
    few = [queries(address) for address in addresses]
    some(25)
    assert [queries(address) for address in addresses] == few
    assert len(client.get("/lieux/").content) < 60_000


def test_an_empty_site_says_so(client, valdore_here):
    assert "Aucun lieu pour l’instant" in Page(client).text


def test_suggestions_forgive_and_name_the_old_communes(client, network):
    Commune.objects.get(pk="99001").former.create(code="99900", name="Vieux-Pré", folded="vieux pre", kind="merged")
    CommuneFactory(code="12001", name="Langrave", departement="12", local=False)

    def asked(text):
        return [
            (one["value"], one["detail"]) for one in client.get("/lieux/suggestions", {"ou": text}).json()["communes"]
        ]

    assert asked("lang") == [("Langrive", "99"), ("Langrave (12)", "12")]
    assert asked("vieux") == [("Langrive", "99, autrefois Vieux-Pré")]
    assert asked("hotbourg") == [("Hautbourg", "99")]
    assert asked("l") == asked("") == asked("zzzzzz") == []
    for value, _detail in asked("lang"):
        assert value.split(" (")[0] in Page(client, f"?{urlencode({'ou': value})}").html


@pytest.fixture
def calm(monkeypatch):
    """A facet as an app above registers one."""
    facet = PlaceFacet(
        "calme",
        "Ambiance",
        lambda: [("silence", "Silencieux"), ("vif", "Animé")],
        lambda value: Place.objects.filter(name__startswith="L" if value == "silence" else "M").values("pk"),
    )
    monkeypatch.setattr(place_facets, "_entries", {"calme": (1, facet)})


def test_an_app_above_adds_a_facet(client, network, calm):
    page = Page(client)
    assert "Ambiance" in page.text
    assert "Silencieux (1)" in page.text
    assert Page(client, "?calme=silence").titles == ["Le Bief"]
    assert Page(client, "?calme=silence&calme=vif").titles == ["Le Bief", "Moulin"]
    assert "Animé (1)" in Page(client, "?calme=silence").text
    assert "« bruit » n’existe pas ici" in Page(client, "?calme=bruit").text


@pytest.mark.parametrize("asked", ["44.5181234,3.5012345", "44.518,3.50"])
def test_the_address_keeps_no_more_of_a_position_than_is_used(client, network, asked):
    page = Page(client, f"?{urlencode({'pres': asked, 'label': 'inconnu'})}")
    assert page.response.status_code == 302
    expected = "44.518,3.501" if asked.endswith("345") else "44.518,3.500"
    assert page.response["Location"] == f"/lieux/?{urlencode({'pres': expected, 'label': 'inconnu'})}"
    followed = Page(client, page.response["Location"].removeprefix("/lieux/"))
    assert followed.response.status_code == 200
    assert "« inconnu » n’existe pas ici" in followed.text, "what could not be understood is still said"


def test_places_around_a_position_stay_out_of_shared_caches(client, network):
    near, zone = (client.get(f"/lieux/carte.geojson?{asked}") for asked in ("pres=44.518,3.501", "zone=3,44,4,45"))
    assert near["Cache-Control"] == "private, no-cache"
    assert zone["Cache-Control"] == "public, no-cache"


def test_a_commune_that_is_typed_takes_the_place_of_the_box_of_the_map(client, network):
    form = {"ou": "Langrive", "zone": "4,45,5,46", "pres": "10,10", "jour": "", "de": "", "a": ""}
    assert Page(client, f"?{urlencode(form)}").response["Location"] == "/lieux/?ou=Langrive"
    fragment = Page(client, f"?{urlencode(form)}", headers=FRAGMENT)
    assert fragment.response["HX-Push-Url"] == "/lieux/?ou=Langrive"
    assert "4,45,5,46" not in fragment.html
    assert '<div id="gardes" data-hx-swap-oob="true" hidden></div>' in fragment.html
    kept = Page(client, "?" + urlencode({"zone": "3,44,4,45", "jour": "", "de": "", "a": ""}), headers=FRAGMENT)
    assert '<input type="hidden" name="zone" value="3,44,4,45">' in kept.html


def test_a_commune_and_a_box_together_are_both_said(client, network):
    assert "à moins de 30 km de Langrive, dans la zone de la carte" in Page(client, "?ou=Langrive&zone=3,44,4,45").text


def test_places_outside_the_territory_are_not_said_to_be_in_it(client, network, make_place):
    inside = Page(client).text
    away = CommuneFactory(code="06088", name="Nice", local=False, point=Point(43.7, 7.26))
    make_place("Loin", commune=away)
    assert "4 lieux du réseau" not in inside
    assert "5 lieux du réseau" in Page(client).text


def test_an_empty_box_of_the_map_shows_the_nearest_too(client, network):
    page = Page(client, "?zone=3.4,44.2,3.6,44.3")
    assert "Les plus proches" in page.text
    assert page.titles[1:3] == ["Le Bief", "Grande Salle"]
    assert "même en retirant un filtre" not in page.text


def test_a_far_page_is_the_last_one(client, network):
    assert Page(client, "?q=salle&page=1000000").titles == Page(client, "?q=salle").titles == ["Grande Salle"]


def test_counts_of_all_places_are_kept_until_a_place_changes(client, network, make_place):
    assert "4 lieux" in Page(client).text
    make_place("Nouveau")
    assert "5 lieux" in Page(client).text
    with time_machine.travel(NOW.replace(hour=20), tick=False):
        assert "Ouvert maintenant (1)" in Page(client).text
    with time_machine.travel(datetime(2026, 11, 24, 9, 30, tzinfo=UTC), tick=False):
        assert "Ouvert maintenant (2)" in Page(client).text


ANYTHING = st.text(max_size=30)
VALUES = {
    "ou": st.one_of(ANYTHING, st.sampled_from(["Langrive", "99001", "9", "l'", "75001 Langrive", "St", "(", ",,"])),
    "pres": st.one_of(
        ANYTHING, st.sampled_from(["44.5,3.5", "95,200", "nan,nan", "-90,180", "90,-180", "1e400,1", ","])
    ),
    "zone": st.one_of(ANYTHING, st.sampled_from(["2,44,4,45", "179,-10,-179,10", "4,45,2,44", "nan,nan,nan,nan"])),
    "rayon": st.one_of(ANYTHING, st.sampled_from(["5", "0", "-1", "inf", "1e999", "7,5", "٣"])),
    "label": st.one_of(ANYTHING, st.sampled_from(["comptoir", "sans-label", "prevus"])),
    "service": st.one_of(ANYTHING, st.sampled_from(["coffee", "printer"])),
    "ouvert": st.one_of(
        ANYTHING,
        st.sampled_from(["maintenant", "2026-11-24T09:00/12:00", "9999-12-31T23:59/23:59", "0001-01-01T00:00/00:01"]),
    ),
    "jour": st.one_of(ANYTHING, st.sampled_from(["2026-11-24", "2026-02-30", "0001-01-01", "9999-12-31"])),
    "de": st.one_of(ANYTHING, st.sampled_from(["09:00", "25:00", "09:00:00"])),
    "a": st.one_of(ANYTHING, st.sampled_from(["12:00", "00:00"])),
    "q": st.one_of(ANYTHING, st.sampled_from(["café", "de la", "imprimente", "zzz bief", "œ", "0" * 99])),
    "tri": st.one_of(ANYTHING, st.sampled_from(["distance", "nom", "pertinence"])),
    "maille": st.one_of(ANYTHING, st.sampled_from(["0.1", "0", "-1", "nan", "inf", "1e-320", "360"])),
    "calme": st.one_of(ANYTHING, st.sampled_from(["silence", "vif"])),
    "page": st.one_of(ANYTHING, st.sampled_from(["1", "2", "-3", "9" * 5000, "²"])),
}
QUERIES = st.fixed_dictionaries({}, optional={name: st.lists(value, max_size=3) for name, value in VALUES.items()})


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES, htmx=st.booleans())
def test_whatever_the_address_says_there_is_a_page_and_its_links_work(client, network, calm, query, htmx):
    encoded = urlencode(query, doseq=True, errors="replace")
    page = Page(client, f"?{encoded}", headers=FRAGMENT if htmx else {})
    if "%00" in encoded:
        assert page.response.status_code == 400
        return
    assert page.response.status_code in (200, 302), encoded
    if page.response.status_code == 302:
        page = Page(client, page.response["Location"].removeprefix("/lieux/"))
        assert page.response.status_code == 200, encoded
    assert "lieu" in page.text
    features = client.get(f"/lieux/carte.geojson?{encoded}")
    assert features.status_code == 200, encoded
    assert json.loads(b"".join(features))["type"] == "FeatureCollection"
    suggested = client.get(f"/lieux/suggestions?{encoded}")
    assert suggested.status_code == 200, encoded
    assert isinstance(suggested.json()["communes"], list)
    for link in [link for link in page.links if link.startswith("?")][:3]:
        assert client.get(f"/lieux/{link}").status_code == 200, (encoded, link)

"""The home page: what it says of a network that is about to open, that lives, that has no pack yet."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from solozere.core.authors import Author
from solozere.places.actions import change_status
from solozere.places.enums import FactGroupCode, PlaceStatus
from tests.factories import TerritoryFactory
from tests.website import rows

pytestmark = pytest.mark.django_db


def home(client) -> str:
    """The page's HTML, no-break spaces as ordinary ones."""
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


def chips(html: str) -> dict[str, str]:
    """Words of each chip and where it leads."""
    block = re.search(r'<ul class="chips".*?</ul>', html, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)">(.*?)</a>', block[0], re.DOTALL) if block else []
    return {re.sub(r"<svg.*?</svg>", "", words, flags=re.DOTALL).strip(): href for href, words in links}


class TestWords:
    def test_the_pack_gives_title_and_lead(self, client):
        TerritoryFactory(texts={"home_title": "Ici, c'est ouvert !", "home_lead": "Venez."})
        html = home(client)
        assert '<h1 id="titre">Ici, c’est ouvert !</h1>' in html
        assert '<p class="lead">Venez.</p>' in html
        assert "<title>Ici, c’est ouvert ! – SoValdoré</title>" in html

    def test_a_pack_without_a_title_has_one_made_of_its_name(self, client):
        TerritoryFactory(with_in="dans le Valdoré")
        assert "Dans le Valdoré, on télétravaille ensemble." in home(client)

    def test_without_any_pack_the_page_stands(self, client):
        html = home(client)
        assert "On télétravaille ensemble." in html
        assert "Aucun lieu n’est encore inscrit." in html
        assert "hero-map" not in html


class TestCounts:
    def test_places_in_service_are_counted_by_label_in_the_labels_order(self, client):
        TerritoryFactory()
        disc, gable = rows.disc(), rows.gable()
        for name in "abc":
            rows.place(f"T {name}", label=disc)
        rows.place("G", label=gable)
        assert list(chips(home(client)).items()) == [
            ("1 Gîte", "/lieux/?label=gite"),
            ("3 Tables", "/lieux/?label=table"),
        ]

    def test_a_planned_place_is_counted_under_no_label(self, client):
        TerritoryFactory()
        rows.gable()
        rows.place("P", status=PlaceStatus.PLANNED)
        rows.place("O", status=PlaceStatus.OPENING)
        assert chips(home(client)) == {"2 lieux prévus": "/lieux/?label=prevus"}

    def test_the_chips_lead_to_the_places_that_they_count(self, client):
        TerritoryFactory()
        rows.place("G", label=rows.gable())
        rows.place("P", status=PlaceStatus.PLANNED)
        rows.place("S")
        call_command("reindex", stdout=StringIO())
        leads = list(chips(home(client)).values())
        assert len(leads) == 3
        for lead in leads:
            assert client.get(lead).content.decode().count('<li class="place ') == 1, lead

    def test_a_closed_place_is_nowhere(self, client):
        TerritoryFactory()
        rows.place("Perdu de vue", status=PlaceStatus.CLOSED)
        html = home(client)
        assert chips(html) == {}
        assert "Perdu de vue" not in html

    def test_a_place_that_closed_since_its_label_is_no_news(self, client):
        TerritoryFactory()
        gone = rows.place("Perdu de vue", label=rows.gable())
        rows.member(gone, date(2026, 5, 1))
        change_status(gone, PlaceStatus.CLOSED, on=None, author=Author.system("essais"))
        assert "Perdu de vue" not in home(client)

    @pytest.mark.parametrize(
        ("open_ones", "words"), [(1, "1 est ouvert maintenant."), (2, "2 sont ouverts maintenant.")]
    )
    def test_it_says_how_many_are_surely_open(self, client, open_ones, words):
        TerritoryFactory()
        for number in range(open_ones):
            place = rows.place(f"O {number}", opening_hours="24/7")
            rows.confirmed(place, FactGroupCode.HOURS, timezone.now() - timedelta(days=3))
        rows.place("Jamais confirmé", opening_hours="24/7")
        assert words in home(client)

    def test_it_says_nothing_of_openings_where_none_is_sure(self, client):
        TerritoryFactory()
        rows.place("Jamais confirmé", opening_hours="24/7")
        assert "maintenant" not in home(client)


class TestMap:
    def test_the_outline_comes_from_the_pack_and_each_place_has_its_shape(self, client):
        TerritoryFactory(west=3, south=44, east=4, north=45)
        rows.outline()
        rows.place("G", label=rows.gable(), at=rows.Point(44.2, 3.2))
        rows.place("T", label=rows.disc(), at=rows.Point(44.8, 3.8))
        rows.place("P", status=PlaceStatus.PLANNED, at=rows.Point(44.5, 3.5))
        rows.place("Sans point", at=None)
        drawing = re.search(r'<div class="hero-map">.*?</div>', home(client), re.DOTALL)[0]
        assert 'class="map-land" d="M' in drawing
        assert sorted(re.findall(r'<use class="([^"]+)"', drawing)) == [
            "label-comptoir",
            "label-none",
            "label-telecentre",
        ]
        assert 'aria-label="Carte du Valdoré : 1 Gîte, 1 Table, 1 lieu sans label et 1 lieu prévu."' in drawing

    def test_numbers_of_the_drawing_have_a_decimal_point_in_french_too(self, client):
        TerritoryFactory(west=3, south=44, east=4, north=45)
        rows.outline()
        rows.place("G", label=rows.gable(), at=rows.Point(44.2345, 3.2345))
        drawing = re.search(r'<div class="hero-map">.*?</div>', home(client), re.DOTALL)[0]
        assert not re.search(r' [xy]="\d+,\d', drawing)
        assert re.search(r' x="\d+\.\d+"', drawing)


class TestNews:
    def test_the_newest_labels_come_first_and_an_ended_membership_is_left_out(self, client):
        TerritoryFactory()
        gable = rows.gable()
        for day, name in enumerate(["Ancien", "Moyen", "Neuf", "Dernier"], 1):
            rows.member(rows.place(name, label=gable), date(2026, 5, day))
        rows.member(rows.place("Fini", label=gable), date(2026, 6, 1), until=date(2026, 7, 1))
        news = home(client).split("Derniers labels")[1]
        assert re.findall(r'<h3><a href="[^"]+">(\w+)</a>', news)[:3] == ["Dernier", "Neuf", "Moyen"]
        assert "Ancien" not in news
        assert "Fini" not in news

    def test_the_first_of_a_month_is_said_in_french(self, client):
        TerritoryFactory()
        rows.member(rows.place("G", label=rows.gable()), date(2026, 5, 1))
        assert '<time datetime="2026-05-01">1er mai 2026</time>' in home(client)

    def test_the_newest_confirmations_are_named_once_a_place(self, client):
        TerritoryFactory()
        place, other = rows.place("Souvent vu"), rows.place("Vu avant")
        rows.confirmed(place, FactGroupCode.HOURS, rows.noon(date(2026, 11, 3)))
        rows.confirmed(place, FactGroupCode.PRICES, rows.noon(date(2026, 11, 9)))
        rows.confirmed(other, FactGroupCode.HOURS, rows.noon(date(2026, 11, 5)))
        news = home(client).split("Vérifiés récemment")[1]
        assert news.count("Souvent vu") == 1
        assert news.index("9 novembre 2026") < news.index("Souvent vu") < news.index("5 novembre 2026")

    def test_before_any_label_the_planned_places_are_shown_as_planned(self, client):
        TerritoryFactory()
        rows.place("Maison à venir", status=PlaceStatus.PLANNED)
        news = home(client).split("Il va ouvrir")[1]
        assert "Maison à venir" in news
        assert "Prévu" in news
        rows.place("Une autre", status=PlaceStatus.OPENING)
        assert "Ils vont ouvrir" in home(client)


def test_the_number_of_queries_does_not_grow_with_the_places(client):
    TerritoryFactory()
    rows.outline()
    gable = rows.gable()

    def add(count: int) -> int:
        for number in range(count):
            place = rows.place(f"Lieu {count} {number}", label=gable, opening_hours="Mo-Fr 09:00-17:00")
            rows.confirmed(place, FactGroupCode.HOURS, timezone.now())
        with CaptureQueriesContext(connection) as queries:
            home(client)
        return len(queries)

    home(client)
    assert add(2) == add(9)


def test_every_link_of_the_page_leads_somewhere(client):
    TerritoryFactory()
    rows.place("G", label=rows.gable())
    paths = {
        href.partition("#")[0]
        for href in re.findall(r'href="(/[^"]*)"', home(client))
        if not href.startswith("/static/")
    }
    answers = {path: client.get(path).status_code for path in paths}
    assert {"/", "/lieux/", "/charte/", "/partenaires/", "/mentions-legales/"} <= set(answers)
    assert set(answers.values()) == {200}


def test_reading_sets_no_cookie(client):
    TerritoryFactory()
    for path in ("/", "/mentions-legales/", "/donnees-personnelles/", "/style/", "/nulle-part/"):
        assert not client.get(path).cookies

"""The list of places, and the other pages that lead to them."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from solozere.core.registries import organisation_panels
from solozere.places.models import Label
from solozere.territory.models import Territory
from tests.factories import CommuneFactory, LabelFactory, OrganisationFactory, PlaceFactory, ServiceFactory
from tests.places.conftest import describe
from tests.places.reading import queries, text

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
"""10:30 in Paris."""


class TestList:
    """Every place that is not closed, by commune."""

    @pytest.fixture
    def network(self, here, catalogue):
        """Two labels, four places in three communes."""
        telecentre = LabelFactory(code="telecentre", name="Télécentre", plural="Télécentres", tone="telecentre", rank=1)
        comptoir = LabelFactory(code="comptoir", name="Comptoir", plural="Comptoirs", rank=2)
        abbey = CommuneFactory(code="99001", name="Abbaye")
        elan = CommuneFactory(code="99002", name="Élan")
        zenith = CommuneFactory(code="99003", name="Zénith")
        PlaceFactory(slug="un", name="Un", commune=zenith, label=telecentre)
        PlaceFactory(slug="deux", name="Deux", commune=elan, label=comptoir)
        PlaceFactory(slug="trois", name="Trois", commune=abbey, label=comptoir)
        PlaceFactory(slug="quatre", name="Quatre", commune=abbey, status="planned")
        PlaceFactory(slug="cinq", name="Cinq", commune=zenith, label=comptoir, status="suspended")

    def test_places_stand_in_the_order_of_their_names_the_planned_ones_last(self, client, network):
        html = text(client, "/lieux/")
        names = re.findall(r'<h3><a href="/lieux/\w+/">(.*?)</a></h3>', html)
        assert names == ["Cinq", "Deux", "Trois", "Un", "Quatre"]

    def test_each_card_names_its_commune(self, client, network):
        cards = dict(
            re.findall(
                r'<li class="place [^"]*" id="lieu-(\w+)">.*?<p class="cluster small">([^ <,]+)',
                text(client, "/lieux/"),
            )
        )
        assert cards == {"un": "Zénith", "deux": "Élan", "trois": "Abbaye", "quatre": "Abbaye", "cinq": "Zénith"}

    def test_labels_count_the_places_in_service_and_filter_them(self, client, network):
        html = text(client, "/lieux/")
        assert "Télécentre (1)" in html
        names = re.findall(r'<h3><a href="/lieux/(\w+)/">', text(client, "/lieux/?label=comptoir"))
        assert "un" not in names
        assert "quatre" not in names
        assert {"deux", "trois"} <= set(names)

    def test_a_planned_place_is_marked_and_counted_under_no_label(self, client, network):
        html = text(client, "/lieux/")
        card = re.search(r'<li class="place label-planned" id="lieu-quatre">.*?</li>', html)[0]
        assert "Prévu</span>" in card
        assert "pas encore ouvert" not in card

    def test_a_place_about_to_open_says_so_and_leaves_no_empty_line(self, client, network):
        place = PlaceFactory(slug="six", name="Six", commune=CommuneFactory(), status="opening")
        assert place.address == ""
        card = re.search(r'<li class="place label-planned" id="lieu-six">.*?</li>', text(client, "/lieux/"))[0]
        assert "En cours d’ouverture</span>" in card
        assert "Prévu" not in card
        assert 'class="state' not in card

    @time_machine.travel(TUESDAY, tick=False)
    def test_a_card_says_whether_it_is_open_and_four_services_at_most(self, client, confirmed_place):
        for n in range(5):
            confirmed_place.services.create(service=ServiceFactory(code=f"s{n}", order=10 + n))
        call_command("reindex", stdout=StringIO())
        html = text(client, "/lieux/")
        card = re.search(r'<li class="place label-telecentre" id="lieu-atelier">.*?</ul>', html)[0]
        assert "Ouvert, ferme à 12 h 30" in card
        assert "Imprimante" not in card
        assert card.count('class="icon-text"') == 4
        assert "<li>et 2 autres</li>" in card

    def test_an_empty_network_is_said_kindly(self, client, here):
        html = text(client, "/lieux/")
        assert 'class="empty"' in html
        assert "Aucun lieu pour l’instant" in html

    def test_a_site_whose_pack_is_not_loaded_answers_too(self, client):
        assert not Territory.objects.exists()
        assert "Aucun lieu pour l’instant" in text(client, "/lieux/")

    def test_a_label_without_a_place_is_left_out(self, client, bare_place):
        Label.objects.create(code="vide", name="Vide", plural="Vides", definition="Rien.", tone="comptoir")
        html = text(client, "/lieux/")
        assert "Vide (" not in html


def test_the_list_asks_as_much_for_many_places_as_for_few(client, here, catalogue):
    describe(PlaceFactory(), confirmed_at=None, only={"hours", "services"})
    few = queries(client, "/lieux/")
    for n in range(12):
        place = PlaceFactory(label=LabelFactory(code=f"l{n % 3}"))
        describe(place, confirmed_at=TUESDAY - timedelta(days=400), only={"hours", "services"})
    assert queries(client, "/lieux/") == few
    assert few <= 10


def test_an_organisations_page_lists_its_places(client, full_place):
    html = text(client, "/partenaires/agence/")
    assert "Ses lieux" in html
    assert '<a href="/lieux/atelier/">L’Atelier</a>' in html
    assert "Valbourg, porte le lieu (depuis 2012)" in html


def test_an_organisation_without_a_place_says_nothing_of_places(client, here):
    OrganisationFactory(slug="seule")
    assert "Ses lieux" not in text(client, "/partenaires/seule/")
    assert organisation_panels["places"].context(None, OrganisationFactory()) is None


def test_places_are_in_the_sitemap_with_the_day_of_their_last_change(client, here, full_place):
    xml = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://127.0.0.1:8000/lieux/atelier/</loc>" in xml
    assert f"<lastmod>{full_place.updated_at.astimezone(here.zone):%Y-%m-%d}</lastmod>" in xml


def test_the_menu_leads_to_the_places(client, here):
    html = text(client, "/lieux/")
    assert '<a href="/lieux/" aria-current="page">Trouver un lieu</a>' in html

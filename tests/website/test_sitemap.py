"""The site's map, for search engines, for people and for robots."""

import re
from xml.etree import ElementTree

import pytest
from django.contrib.sitemaps import Sitemap
from django.test import override_settings

from solozere.core.registries import footer_links, menu, sitemaps
from solozere.places.enums import PlaceStatus
from tests.factories import CommuneFactory, TerritoryFactory
from tests.website import rows

pytestmark = pytest.mark.django_db


def listed(client) -> list[str]:
    """The addresses of sitemap.xml."""
    answer = client.get("/sitemap.xml")
    assert answer["Content-Type"].startswith("application/xml")
    return [element.text for element in ElementTree.fromstring(answer.content).iter() if element.tag.endswith("}loc")]


def test_addresses_are_public_and_each_is_listed_once(client):
    TerritoryFactory()
    rows.place("Ouvert")
    rows.place("Parti", status=PlaceStatus.CLOSED)
    with override_settings(SITE_URL="https://reseau.example"):
        found = listed(client)
    assert len(found) == len(set(found))
    assert all(address.startswith("https://reseau.example/") for address in found)
    assert "https://reseau.example/" in found
    assert "https://reseau.example/lieux/ouvert/" in found
    assert "https://reseau.example/lieux/parti/" not in found


def test_every_page_of_the_menu_and_of_the_footer_is_listed(client):
    TerritoryFactory()
    paths = {re.sub(r"^https?://[^/]+", "", address) for address in listed(client)}
    pages = client.get("/plan-du-site/").content.decode()
    shown = set(re.findall(r'href="(/[^"]*)"', pages.split("<main")[1].split("</main>")[0]))
    assert len([*menu, *footer_links]) >= 7
    assert {"/", "/lieux/", "/charte/", "/partenaires/", "/accessibilite/", "/mentions-legales/"} <= paths & shown


def test_a_long_list_is_listed_whole(client, monkeypatch):
    class Many(Sitemap):
        title = "Beaucoup"
        limit = 2

        def items(self) -> list[int]:
            return list(range(5))

        def location(self, item: int) -> str:
            return f"/beaucoup/{item}/"

    monkeypatch.setitem(sitemaps._entries, "many", (99, Many))
    assert len([address for address in listed(client) if "/beaucoup/" in address]) == 5
    assert "Beaucoup" in client.get("/plan-du-site/").content.decode()


def test_the_plan_tells_apart_places_of_the_same_name(client):
    TerritoryFactory()
    for number, commune in enumerate(["Valbas", "Valhaut"]):
        rows.place("Maison d'ici", slug=f"maison-{number}", commune=CommuneFactory(name=commune))
    page = client.get("/plan-du-site/").content.decode()
    assert "Maison d’ici, Valbas" in page
    assert "Maison d’ici, Valhaut" in page


@pytest.mark.parametrize(("demo", "closed"), [(True, "/"), (False, "/administration/")])
def test_robots_stay_out_of_a_demonstration(client, demo, closed):
    with override_settings(DEMO=demo, SITE_URL="https://reseau.example"):
        lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Disallow: {closed}" in lines
    assert "Sitemap: https://reseau.example/sitemap.xml" in lines

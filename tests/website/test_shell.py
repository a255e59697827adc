"""What is around every page: head, header, demonstration, footer, weight, icons, colours."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings

from solozere.core.context import telephone_link
from solozere.territory.models import Territory
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db
PATHS = [
    "/",
    "/style/",
    "/mentions-legales/",
    "/accessibilite/",
    "/donnees-personnelles/",
    "/plan-du-site/",
    "/nulle-part/",
]


@pytest.fixture(autouse=True)
def _territory():
    TerritoryFactory()


def html(client, path: str = "/mentions-legales/") -> str:
    return client.get(path).content.decode()


class TestHead:
    def test_the_canonical_address_is_the_public_one_whatever_the_host(self, client):
        with override_settings(SITE_URL="https://reseau.example", ALLOWED_HOSTS=["autre.example"]):
            page = client.get("/mentions-legales/?page=2", headers={"host": "autre.example"}).content.decode()
        assert '<link rel="canonical" href="https://reseau.example/mentions-legales/">' in page
        assert '<meta property="og:url" content="https://reseau.example/mentions-legales/">' in page

    def test_the_title_is_repeated_for_the_cards_of_other_sites(self, client):
        page = html(client)
        assert "<title>Mentions légales – SoValdoré</title>" in page
        assert '<meta property="og:title" content="Mentions légales">' in page

    def test_a_page_that_does_not_exist_has_no_canonical_address(self, client):
        page = html(client, "/nulle-part/")
        assert "canonical" not in page
        assert '<meta name="robots" content="noindex">' in page


class TestHeader:
    def test_the_menu_holds_what_is_built_and_nothing_else(self, client):
        menu = re.search(r'<nav class="site-nav".*?</nav>', html(client), re.DOTALL)[0]
        assert re.findall(r"<a [^>]*>([^<]+)</a>", menu) == [
            "Trouver un lieu",
            "Charte",
            "Partenaires",
            "Proposer un lieu",
        ]

    @pytest.mark.parametrize(
        ("path", "current"), [("/partenaires/", "page"), ("/partenaires/inconnu/", "true"), ("/style/", None)]
    )
    def test_the_menu_says_where_one_is(self, client, path, current):
        menu = re.search(r'<nav class="site-nav".*?</nav>', html(client, path), re.DOTALL)[0]
        found = re.findall(r'href="([^"]+)" aria-current="(\w+)"', menu)
        assert found == ([("/partenaires/", current)] if current else [])

    def test_the_menu_opens_without_a_script(self, client):
        page = html(client)
        assert 'popovertarget="menu"' in page
        assert 'id="menu" popover' in page
        assert "<script" not in page


class TestDemonstration:
    def test_every_page_of_a_demonstration_says_so_and_is_not_indexed(self, client):
        with override_settings(DEMO=True):
            pages = {path: html(client, path) for path in PATHS}
        assert all("Ceci est une démonstration" in page for page in pages.values())
        assert all('<meta name="robots" content="noindex">' in page for page in pages.values())

    def test_a_real_site_says_nothing_of_the_kind(self, client):
        page = html(client)
        assert "démonstration" not in page
        assert "noindex" not in page


class TestFooter:
    def test_the_weight_is_that_of_the_page_and_of_its_stylesheet(self, client):
        answer = client.get("/style/")
        with open(finders.find("core/css/solozere.css"), "rb") as file:
            stylesheet = len(file.read())
        said = int(re.search(r"Cette page pèse (\d+)", answer.content.decode())[1])
        # The length of the number itself is not in the sum: at most three bytes.
        assert abs(said * 1000 - (len(answer.content) + stylesheet)) <= 503
        assert "@@" not in answer.content.decode()

    @pytest.mark.parametrize("path", PATHS)
    def test_the_announced_length_is_the_real_one(self, client, path):
        answer = client.get(path)
        assert int(answer["Content-Length"]) == len(answer.content)

    def test_the_telephone_is_shown_where_there_is_one(self, client):
        assert "tel:" not in html(client)
        with override_settings(CONTACT_PHONE="04 65 71 00 00"):
            assert '<a class="nowrap" href="tel:0465710000">04 65 71 00 00</a>' in html(client)

    @pytest.mark.parametrize(
        ("number", "link"), [("+33 4 65 71 00 00", "+33465710000"), ("", ""), ("0262 12 34 56", "0262123456")]
    )
    def test_a_number_is_dialled_as_it_is_written(self, number, link):
        assert telephone_link(number) == link

    def test_the_footer_says_whose_network_it_is(self, client):
        Territory.objects.update(texts={"footer": "Né d'une idée."})
        assert "<h2>SoValdoré</h2>" in html(client)
        assert "<p>Né d’une idée.</p>" in html(client)


@pytest.mark.parametrize("path", PATHS)
def test_the_sprite_holds_each_symbol_that_the_page_uses_once(client, path):
    page = html(client, path)
    used = set(re.findall(r'<use[^>]* href="#([^"]+)"', page))
    held = re.findall(r'<symbol id="([^"]+)"', page)
    assert sorted(held) == sorted(used)
    assert "brand" in held


class TestColours:
    def test_the_packs_colours_come_in_each_theme_with_the_nonce_of_the_policy(self, client):
        Territory.objects.update(colours={"light": {"hero": "#abcdef"}, "dark": {"hero": "#123456"}})
        answer = client.get("/mentions-legales/")
        style = re.search(r'<style nonce="([^"]+)">(.*?)</style>', answer.content.decode())
        assert "@media not (prefers-color-scheme:dark){:root{--hero:#abcdef;}}" in style[2]
        assert "@media (prefers-color-scheme:dark){:root{--hero:#123456;}}" in style[2]
        assert f"'nonce-{style[1]}'" in answer["Content-Security-Policy"]

    @pytest.mark.parametrize(
        "colours", [{"light": {"hero": "red;}</style>"}}, {"light": {"--x": "#abcdef"}}, {"autre": {}}, {}]
    )
    def test_what_is_not_a_role_and_a_colour_is_not_printed(self, client, colours):
        Territory.objects.update(colours=colours)
        assert "<style" not in html(client)


def test_the_policy_lets_no_inline_script_nor_style_through(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "permissions-policy" in {name.lower() for name in client.get("/").headers}

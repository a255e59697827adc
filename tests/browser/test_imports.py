"""The import of a table, from the administration to the place's page: on a phone, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from solozere.core.jobs.loop import Loop
from solozere.places.models import Place
from tests.browser.checks import axe, overflow
from tests.browser.signed_in import sign_in
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("changes", "queue_in_the_database")
TABLE = """id;nom;commune;cp;lat;lon;horaires;tel
1;La Forge;Mende;48000;44.5180;3.4990;Mo-Fr 09:00-12:00;04 66 00 00 01
2;Le Fournil;Florac;48400;;;du lundi au vendredi 9h-12h;
3;La Scierie;Mendes sur Rien;48999;;;;
"""
OTHER_NAMES = TABLE.replace("nom;commune", "Quoi;Patelin")


@pytest.fixture
def administrator(visit):
    """A page of somebody who administers the site."""

    def enter(**options):
        page = visit("/", **options)
        sign_in(page, UserFactory(admin=True, contact__email="rose@exemple.fr"))
        return page

    return enter


def sound(page, javascript=True):
    """Accessible, and nothing too wide; without JavaScript, axe cannot run."""
    if javascript:
        assert axe(page) == []
        assert overflow(page) == []


def bring(page, text, source="Registre des essais"):
    """From the list of places to a file that is tried."""
    page.goto("/administration/places/place/")
    page.get_by_role("link", name="Importer un tableau").click()
    page.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "lieux.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_label("Nom de la source").fill(source)
    page.get_by_role("button", name="Essayer sans rien écrire").click()


def work(page):
    """The worker's turn, then the page as it is refreshed."""
    Loop().once(with_periodic=False)
    page.goto(page.url)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_table_is_tried_then_written_and_its_places_are_found(administrator, javascript):
    page = administrator(width=390, javascript=javascript)
    before = Place.objects.count()
    bring(page, TABLE)
    page.get_by_role("link", name="Actualiser").wait_for()
    work(page)
    expect(page.get_by_text("Rien n’est encore écrit.")).to_be_visible()
    expect(page.get_by_role("heading", name="1 ligne refusée")).to_be_visible()
    assert Place.objects.count() == before
    sound(page, javascript)
    page.get_by_role("button", name=re.compile("Appliquer les 2 changements")).click()
    work(page)
    expect(page.get_by_text("Cet import est écrit.")).to_be_visible()
    sound(page, javascript)
    assert Place.objects.count() == before + 2
    page.goto("/lieux/?q=forge")
    page.get_by_role("link", name="La Forge").click()
    expect(page.get_by_role("heading", level=1, name="La Forge")).to_be_visible()


def test_columns_that_nobody_knows_are_asked_for(administrator):
    page = administrator(width=390)
    bring(page, OTHER_NAMES)
    expect(page.get_by_role("heading", level=1, name="Correspondance des colonnes")).to_be_visible()
    sound(page)
    page.get_by_label("Quoi").select_option(label="Nom du lieu")
    page.get_by_label("Patelin").select_option(label="Commune, par son nom")
    page.get_by_role("button", name="Essayer à nouveau").click()
    work(page)
    expect(page.get_by_role("heading", name="1 ligne refusée")).to_be_visible()


def test_a_file_that_is_no_table_is_refused_beside_its_field(administrator):
    page = administrator(width=390)
    bring(page, "\x00\x01 rien")
    expect(page.locator(".field-error").first).to_be_visible()
    expect(page.get_by_label("Nom de la source")).to_have_value("Registre des essais")
    sound(page)


def test_a_visitor_finds_none_of_it(visit):
    page = visit("/")
    assert page.request.get("/animation/imports/").status == 404

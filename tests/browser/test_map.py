"""The map of the search in a browser: after the list, by keyboard, off, narrow, without network, with the back button."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import axe, overflow

WIDE, PHONE = 1280, 390


def markers(page):
    return page.locator("#carte a.marker")


def shown(page):
    expect(markers(page).first).to_be_visible()
    return markers(page)


def titles(page):
    return page.locator("#liste .place h3").all_inner_texts()


def named(page):
    """The names of the places drawn, which come first in what is said of them."""
    return {link.get_attribute("aria-label").split(",")[0] for link in markers(page).all()}


def test_a_marker_is_a_link_with_the_name_and_the_shape_of_its_label(visit):
    page = visit("/lieux/?ou=Langogne&rayon=10", width=WIDE)
    shown(page)
    assert named(page) == {title.replace("\u202f", " ") for title in titles(page)}
    card = page.locator("#liste .place").first
    link = page.locator(f"#carte a[href='{card.locator('h3 a').get_attribute('href')}']")
    look = next(name for name in card.get_attribute("class").split() if name.startswith("label-"))
    assert look in link.get_attribute("class")
    assert link.locator("use").get_attribute("href") == f"#{look}"
    assert re.fullmatch(r".+, (Télécentre|Comptoir|sans label|prévu), Langogne", link.get_attribute("aria-label"))
    card.hover()
    expect(link).to_have_attribute("aria-current", "true")
    link.press("Enter")
    expect(page).to_have_url(re.compile(r"/lieux/[\w-]+/$"))


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (WIDE, "dark"), (320, "light")])
def test_the_map_is_accessible_and_fits(visit, width, scheme):
    page = visit("/lieux/", width=width, scheme=scheme)
    if width == 320:
        page.get_by_role("button", name="Voir la carte").click()
    shown(page)
    assert not axe(page)
    assert not overflow(page)


def test_nothing_of_it_is_loaded_on_a_phone_before_it_is_asked_for(visit):
    asked = []
    page = visit("/", width=PHONE)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url + "lieux/?ou=Mende")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "leaflet" in url or "geojson" in url]
    page.get_by_role("button", name="Voir la carte").click()
    shown(page)
    assert [url for url in asked if "leaflet" in url]
    assert not [url for url in asked if "communes.geojson" in url]


def test_on_a_phone_the_map_and_the_list_lead_to_each_other(visit):
    page = visit("/lieux/", width=PHONE)
    page.locator("#liste").get_by_role("button", name="Voir la carte").press("Enter")
    shown(page)
    close = page.locator("#carte").get_by_role("button", name="Masquer la carte")
    expect(close).to_be_focused()
    expect(close).to_be_in_viewport()
    close.press("Enter")
    expect(page.locator("#carte")).to_be_hidden()
    expect(page.locator("#liste").get_by_role("button", name="Voir la carte")).to_be_focused()


def test_a_place_to_come_has_a_shape_of_its_own(visit):
    page = visit("/lieux/?label=prevus", width=WIDE)
    shapes = {use.get_attribute("href") for use in shown(page).locator("use").all()}
    assert shapes == {"#label-planned"}


def test_the_map_can_be_put_away_and_stays_so(visit):
    page = visit("/lieux/", width=WIDE)
    shown(page)
    page.get_by_role("button", name="Masquer la carte").press("Enter")
    expect(page.locator("#carte")).to_be_hidden()
    page.reload()
    button = page.get_by_role("button", name="Voir la carte")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#carte")).to_be_hidden()
    button.press("Enter")
    shown(page)


def test_by_keyboard_the_map_moves_and_searches_where_it_is(visit):
    page = visit("/lieux/", width=WIDE)
    shown(page)
    everything = titles(page)
    page.locator(".map-canvas").focus()
    for key in ("+", "+", "ArrowUp"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    link = page.get_by_role("link", name="Chercher dans cette zone")
    expect(link).to_be_visible()
    link.press("Enter")
    expect(page).to_have_url(re.compile("zone="))
    expect(page.locator("#resultats")).to_have_text(re.compile("dans la zone de la carte"))
    assert set(titles(page)) < set(everything)
    page.go_back()
    expect(page).not_to_have_url(re.compile("zone="))
    assert titles(page) == everything


def test_the_map_follows_the_filters(visit):
    page = visit("/lieux/", width=WIDE)
    shown(page)
    before = named(page)
    page.get_by_role("checkbox", name=re.compile("Télécentre")).check()
    expect(page).to_have_url(re.compile("label=telecentre"))
    expect(page.locator("#carte a.label-comptoir")).to_have_count(0)
    assert named(page) <= set(titles(page))
    assert named(page) != before
    expect(page.get_by_role("button", name="Masquer la carte")).to_be_visible()


def test_a_crowd_opens_on_its_places(visit):
    page = visit("/lieux/", width=WIDE)
    shown(page)
    for _n in range(3):
        page.get_by_role("button", name="Réduire").click()
        page.wait_for_timeout(300)
    crowd = page.locator("#carte a.cluster-marker").first
    expect(crowd).to_have_attribute("aria-label", re.compile(r"\d+ lieux autour de .+\s: agrandir la carte"))
    count = int(crowd.locator("text").text_content())
    assert count >= 3
    crowd.press("Enter")
    expect(page.locator("#carte a.marker:not(.cluster-marker)").first).to_be_visible()
    assert "/lieux/" in page.url


def test_without_network_the_map_says_so_and_the_list_stays(visit, watch):
    watch.allow("carte.geojson|Failed to load resource")
    page = visit("/lieux/?ou=Mende", width=PHONE)
    page.route(re.compile("carte.geojson"), lambda route: route.abort())
    page.get_by_role("button", name="Voir la carte").click()
    expect(page.get_by_text("La carte n’a pas pu être chargée")).to_be_visible()
    assert titles(page)
    assert not axe(page)


def test_without_javascript_there_is_neither_map_nor_button(visit):
    page = visit("/lieux/", width=WIDE, javascript=False)
    assert page.locator("#carte").is_hidden()
    assert page.locator("[data-map-toggle]").first.is_hidden()
    assert titles(page)

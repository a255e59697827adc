"""With the keyboard alone: the skip link comes first, each stop is seen and marked, none is a trap."""

import pytest

from tests.browser.checks import tab_stops

PATHS = "/", "/lieux/", "/charte/", "/partenaires/", "/donnees-personnelles/"


def assert_walkable(page):
    stops = tab_stops(page)
    assert stops[0]["href"] == "#contenu", "the first stop skips to the content"
    hidden = [stop for stop in stops if not stop["seen"]]
    unmarked = [stop for stop in stops if not stop["marked"]]
    nameless = [stop for stop in stops if not stop["name"] and stop["tag"] in ("a", "button")]
    assert (hidden, unmarked, nameless) == ([], [], [])


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PATHS)
def test_every_stop_of_the_tab_key_is_seen(visit, path, width):
    assert_walkable(visit(path, width=width))


def test_the_page_of_a_place_is_walked_with_the_keyboard(visit):
    page = visit("/lieux/")
    page.goto(page.locator("main h3 a").first.get_attribute("href"))
    assert_walkable(page)


def test_the_skip_link_leads_to_the_content(visit):
    page = visit("/lieux/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "contenu"


def test_on_a_small_screen_the_menu_opens_and_closes_with_the_keyboard(visit):
    page = visit("/", width=390)
    menu = page.get_by_role("navigation", name="Menu principal")
    page.get_by_role("button", name="Menu").focus()
    assert not menu.is_visible()
    page.keyboard.press("Enter")
    assert menu.get_by_role("link", name="Trouver un lieu").is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.evaluate("() => document.activeElement.innerText.trim()") == "Menu"

"""The search for places in a browser: by keyboard alone, without JavaScript, on a narrow screen, with the back button."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.checks import axe, overflow

ABORTED = r"ERR_ABORTED .*/lieux/suggestions"
"""A question is dropped when the next letter is typed."""


def heading(page):
    return page.locator("#resultats")


def titles(page):
    return page.locator("#liste .place h3").all_inner_texts()


def test_a_commune_is_chosen_by_keyboard_alone(visit, watch):
    watch.allow(ABORTED)
    page = visit("/lieux/")
    page.locator("#ou").focus()
    field = page.get_by_role("combobox", name="Où voulez-vous travailler")
    page.keyboard.type("Mend")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    expect(page.locator("commune-field [role=status]")).to_have_text(re.compile(r"\d communes? proposée"))
    assert field.get_attribute("aria-expanded") == "true"
    assert not axe(page)
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("listbox").get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("listbox").get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.locator("#ou").input_value() == "Mend"
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(re.compile("à moins de 30.km de Mende"))
    expect(page).to_have_url(re.compile(r"/lieux/\?ou=Mende$"))
    expect(page).to_have_title(re.compile("près de Mende"))


def test_filters_keep_the_focus_and_say_what_they_give(visit):
    page = visit("/lieux/?ou=Mende")
    before = titles(page)
    box = page.get_by_role("checkbox", name=re.compile("Wifi gratuit"))
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("service=free_wifi"))
    expect(page.get_by_role("link", name="Retirer le filtre Wifi gratuit")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_be_checked()
    assert set(titles(page)) < set(before)
    assert heading(page).locator("xpath=..").get_attribute("role") == "status"
    page.get_by_role("link", name="Retirer le filtre Wifi gratuit").press("Enter")
    expect(box).not_to_be_checked()
    assert titles(page) == before


def test_the_back_button_finds_the_list_as_it_was(visit):
    page = visit("/lieux/?ou=Mende")
    first = titles(page)
    page.get_by_role("checkbox", name=re.compile("Imprimante")).check()
    expect(page).to_have_url(re.compile("service=printer"))
    second = titles(page)
    page.get_by_label("Distance").select_option("50")
    expect(page).to_have_url(re.compile("rayon=50"))
    page.locator("#liste .place h3 a").first.click()
    page.go_back()
    expect(page).to_have_url(re.compile("rayon=50"))
    page.go_back()
    expect(page.get_by_label("Distance")).to_have_value("30")
    assert titles(page) == second
    page.go_back()
    expect(page.get_by_role("checkbox", name=re.compile("Imprimante"))).not_to_be_checked()
    assert titles(page) == first


def test_without_javascript_the_same_search_is_made(visit):
    page = visit("/", width=390, javascript=False)
    page.get_by_label("Où voulez-vous travailler").fill("mende")
    page.get_by_role("button", name="Chercher").click()
    assert "à moins de 30" in heading(page).inner_text()
    assert page.get_by_role("button", name="Autour de moi").count() == 0
    before = titles(page)
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_label(re.compile("Wifi gratuit")).check()
    page.get_by_role("button", name="Appliquer").click()
    assert page.url.endswith("/lieux/?ou=mende&service=free_wifi")
    assert set(titles(page)) < set(before)
    page.get_by_role("button", name="Filtrer (1)").click()
    page.get_by_text("À un autre moment").click()
    day = page.get_by_label("Le", exact=True)
    day.fill(day.get_attribute("max"))
    page.get_by_role("button", name="Appliquer").click()
    assert re.search(r"ouvert=\d{4}-\d\d-\d\dT09%3A00%2F12%3A00$", page.url)
    assert page.get_by_role("link", name=re.compile("Retirer le filtre Ouvert .* de 9.h à 12.h")).is_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "query",
    [
        "?ou=Mende&service=free_wifi&label=comptoir",
        "?ou=saint&tri=bof&rayon=loin&pres=ici&label=or",
        "?ou=Mende&rayon=5&label=telecentre&service=printer&service=coffee",
        "?ou=zzzzzz",
        "?q=imprimente&ouvert=maintenant",
    ],
)
def test_what_is_said_is_accessible_and_fits(visit, query, width):
    page = visit(f"/lieux/{query}", width=width)
    assert not axe(page)
    assert not overflow(page)


def test_the_filters_on_a_phone(visit):
    page = visit("/lieux/?ou=Mende", width=320)
    page.get_by_role("button", name="Filtrer").click()
    panel = page.locator("#filtres")
    expect(panel).to_be_visible()
    assert not axe(page)
    assert not overflow(page)
    page.get_by_role("checkbox", name=re.compile("Wifi gratuit")).check()
    expect(page).to_have_url(re.compile("service=free_wifi"))
    expect(panel).to_be_visible()
    page.get_by_role("button", name="Appliquer").click()
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="Filtrer (1)")).to_be_visible()


def moment(page):
    page.get_by_text("À un autre moment").click()
    return {name: page.locator(f"#f-{name}") for name in ("jour", "de", "a")}


def test_a_moment_is_typed_key_by_key_and_searched_when_it_is_whole(visit):
    page = visit("/lieux/")
    fields = moment(page)
    tomorrow = timezone.localdate() + timedelta(days=1)
    fields["de"].press_sequentially(
        "1000AM" if page.evaluate("new Date(0, 0, 0, 13).toLocaleTimeString().includes('PM')") else "1000", delay=40
    )
    expect(fields["de"]).to_be_visible()
    expect(fields["de"]).to_be_focused()
    assert fields["de"].input_value() == "10:00"
    fields["jour"].fill(tomorrow.isoformat())
    fields["a"].fill("11:00")
    page.get_by_role("button", name="Ouvert à ce moment").press("Enter")
    expect(page).to_have_url(re.compile(rf"ouvert={tomorrow.isoformat()}T10%3A00%2F11%3A00"))
    expect(fields["jour"]).to_be_visible()


def test_the_last_of_now_and_another_moment_wins(visit):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = visit(f"/lieux/?ouvert={tomorrow.isoformat()}T09:00/12:00")
    page.locator("#f-ouvert").check()
    expect(page).to_have_url(re.compile("ouvert=maintenant"))
    expect(page.locator("#f-jour")).to_have_value("")
    page.locator("#f-jour").fill(tomorrow.isoformat())
    page.locator("#f-jour").press("Enter")
    expect(page).to_have_url(re.compile(rf"ouvert={tomorrow.isoformat()}T09%3A00%2F12%3A00"))
    expect(page.locator("#f-ouvert")).not_to_be_checked()


def test_what_was_typed_of_a_moment_that_is_none_stays(visit):
    page = visit("/lieux/", javascript=False)
    fields = moment(page)
    fields["de"].fill("10:00")
    page.get_by_role("button", name="Ouvert à ce moment").click()
    expect(page.get_by_text("donnez le jour")).to_be_visible()
    expect(page.locator("#f-de")).to_have_value("10:00")


def test_around_me_puts_three_decimals_in_the_address(visit):
    page = visit("/lieux/?label=comptoir")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 44.518123, "longitude": 3.501987})
    page.get_by_role("button", name="Autour de moi").click()
    expect(page).to_have_url(re.compile(r"\?pres=44\.518%2C3\.502&label=comptoir$"))
    expect(heading(page)).to_have_text(re.compile("de votre position"))
    page.get_by_role("link", name="Retirer le filtre Autour de moi").click()
    expect(page).to_have_url(re.compile(r"/lieux/\?label=comptoir$"))


def test_a_commune_that_is_typed_sends_the_position_no_more(visit):
    page = visit("/lieux/?pres=44.518,3.502")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#ou").fill("Langogne")
    page.locator("#ou").press("Enter")
    expect(heading(page)).to_have_text(re.compile("de Langogne"))
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#ou")).to_have_attribute("aria-expanded", "false")
    page.wait_for_timeout(400)  # longer than what a question waits for the next letter
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.locator("#ou").fill("")
    page.locator("#ou").press("Enter")
    expect(page).to_have_url(re.compile(r"/lieux/$"))
    assert not [url for url in asked if "/lieux/?" in url and "pres=" in url]


def test_around_me_says_when_the_position_is_refused(visit):
    page = visit("/lieux/")
    page.get_by_role("button", name="Autour de moi").click()
    expect(page.get_by_text("Votre navigateur ne donne pas votre position")).to_be_visible()
    assert not axe(page)


def test_a_late_answer_is_announced_and_the_list_stays(visit):
    page = visit("/lieux/?ou=Mende")
    held = []
    page.route(re.compile("service=coffee"), lambda route: held.append(route))
    page.get_by_role("checkbox", name=re.compile("Coin café")).check()
    expect(page.get_by_text("Recherche en cours")).to_be_visible()
    assert titles(page)
    held[0].continue_()
    expect(page.get_by_text("Recherche en cours")).to_be_hidden()
    expect(page).to_have_url(re.compile("service=coffee"))


def test_what_is_said_of_a_search_is_announced_with_its_heading(visit):
    page = visit("/lieux/?ou=Mende")
    page.get_by_label("Un mot de la fiche").fill("imprimente")
    page.get_by_role("button", name="Appliquer").click()
    expect(page.locator("#liste [role=status]").first).to_contain_text(re.compile("imprimante"))

"""The application to join, from the public page to the number: the preview follows, and nothing needs JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from solozere.charter.models import Application
from solozere.notices.models import OutgoingMail
from tests.browser.checks import axe, overflow

pytestmark = pytest.mark.usefixtures("changes", "queue_in_the_database")
ADDRESS = "applicante@exemple.fr"


def sound(page: Page, javascript: bool) -> None:
    """Accessible at both widths, nothing too wide; without JavaScript axe cannot run."""
    for width in (390, 1280) if javascript else ():
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == []
        assert overflow(page) == []


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continuer", exact=True).click()


def fill_place(page: Page) -> None:
    page.get_by_label("Votre adresse électronique").fill(ADDRESS)
    page.get_by_label("Nom du lieu").fill("Le Café du Pont")
    page.locator("#id_commune").fill("Langogne")
    page.locator("#id_commune").press("Escape")
    page.get_by_label("Adresse du lieu").fill("3 place du Pont")
    page.get_by_label("Une association").check()
    page.get_by_label("Nom de l’organisme qui le gère").fill("Les Amis du Pont")


def tick_comptoir(page: Page) -> None:
    for name in ("Ouvert au public", "Espace dédié au télétravail", "Wifi gratuit"):
        page.get_by_label(name).check()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_place_applies_from_the_first_word_to_its_number(visit, watch, javascript):
    page = visit("/rejoindre/", javascript=javascript)
    sound(page, javascript)
    page.get_by_role("link", name="Commencer").click()
    sound(page, javascript)
    fill_place(page)
    go_on(page)
    expect(page.get_by_role("heading", level=2, name="Accueil et services")).to_be_visible()
    sound(page, javascript)
    tick_comptoir(page)
    if javascript:
        expect(page.locator("#apercu-label [role=status]")).to_contain_text("Comptoir")
        expect(page.get_by_label("Wifi gratuit")).to_be_checked()
        assert "services" not in Application.objects.get(contact__email=ADDRESS).answers
    page.get_by_label("Nature").first.select_option("open_space")
    page.get_by_label("Nom", exact=True).first.fill("La salle")
    page.get_by_label("Places").first.fill("8")
    go_on(page)
    page.get_by_label("Horaires d’ouverture").fill("du lundi au vendredi, 9h-12h et 14h-18h")
    sound(page, javascript)
    go_on(page)
    page.get_by_label("Prénom et nom").fill("Ada Exemple")
    page.get_by_label("En qualité de").fill("présidente")
    sound(page, javascript)
    go_on(page)
    expect(page.get_by_text("Du lundi au vendredi, de 9 h à 12 h et de 14 h à 18 h.")).to_be_visible()
    page.get_by_role("button", name="Signer et envoyer").click()
    expect(page.locator("#manques")).to_be_visible()
    sound(page, javascript)
    page.get_by_label("Comptoir", exact=True).check()
    for box in page.get_by_role("group", name="Pour le label Comptoir").get_by_role("checkbox").all():
        box.check()
    page.get_by_label("J’ai relu cette demande").check()
    page.get_by_role("button", name="Signer et envoyer").click()
    expect(page.get_by_text("Ouvrez le courriel que nous venons d’envoyer")).to_be_visible()
    sound(page, javascript)
    text = OutgoingMail.objects.get(kind="application_to_confirm").text
    page.goto("/suivi/" + text.split("/suivi/")[1].split("/")[0] + "/")
    page.get_by_role("button", name="Confirmer l’envoi").click()
    expect(page.get_by_text("Demande n°")).to_be_visible()
    sound(page, javascript)
    assert Application.objects.get(contact__email=ADDRESS).state == "submitted"

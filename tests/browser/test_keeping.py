"""Keeping a place's facts in a browser: hours in French, a label lost once agreed to, an error reported by a visitor."""

from datetime import date

import pytest
from playwright.sync_api import expect

from solozere.accounts.actions import grant_role
from solozere.charter.models import Membership, Review
from solozere.core.authors import Author
from solozere.places.actions import appoint_manager
from solozere.places.models import Place, PlaceReport
from tests.browser.checks import axe, overflow
from tests.browser.signed_in import sign_in
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("changes")
AUTHOR = Author.system("essais")


def sound(page, javascript):
    """Accessible and nothing too wide; without JavaScript, axe cannot run."""
    if javascript:
        assert axe(page) == []
    assert overflow(page) == []


@pytest.fixture
def place(site):
    """A place of the demonstration that bears the label Comptoir."""
    return Membership.objects.current().filter(label="comptoir").order_by("place__slug")[0].place


@pytest.mark.parametrize("javascript", [True, False])
def test_hours_and_services_are_edited_and_a_label_goes_once_agreed_to(visit, place, javascript):
    rose = UserFactory(contact__name="Rose Essai")
    appoint_manager(place, rose.contact, since=date(2024, 1, 1), author=AUTHOR)
    page = visit("/", width=390, javascript=javascript)
    sign_in(page, rose)
    page.goto("/espace/")
    page.get_by_role("link", name=place.name, exact=True).click()
    sound(page, javascript)
    page.get_by_role("button", name="Tout est encore exact").click()
    expect(page.get_by_text("tout est vérifié aujourd’hui")).to_be_visible()
    page.get_by_role("link", name="Horaires et fermetures").click()
    page.get_by_label("Horaires", exact=False).first.fill("Lundi à vendredi 8h-12h")
    page.get_by_role("button", name="Enregistrer et publier").click()
    sound(page, javascript)
    expect(page.get_by_role("alert")).to_contain_text("avons bien lu")
    page.get_by_label("C’est bien cela").check()
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.get_by_text("C’est enregistré, et déjà public.")).to_be_visible()
    assert Place.objects.get(pk=place.pk).opening_hours == "Mo-Fr 08:00-12:00"
    page.get_by_role("link", name="Services", exact=True).click()
    sound(page, javascript)
    page.get_by_role("group", name="Wifi").first.get_by_label("Non", exact=True).check()
    page.get_by_role("button", name="Enregistrer et publier").click()
    expect(page.get_by_text("Ce changement fait perdre le label Comptoir")).to_be_visible()
    sound(page, javascript)
    assert Place.objects.get(pk=place.pk).label_id == "comptoir"
    page.get_by_role("button", name="Enregistrer quand même").click()
    expect(page.get_by_text("C’est enregistré, et déjà public.")).to_be_visible()
    assert Place.objects.get(pk=place.pk).label_id is None
    assert Review.objects.get(place=place).closed_at is None


def test_every_page_of_a_kept_place_and_of_the_team_is_accessible_on_a_phone(visit, place):
    claire = UserFactory(contact__name="Claire Essai")
    grant_role(claire, "coordinator", author=AUTHOR)
    report = PlaceReport.objects.create(place=place, subject="hours", text="C’était fermé mardi.")
    review = Review(place=place, kind="criterion", details={"label": "comptoir", "bears": None})
    review.set_author(AUTHOR)
    review.save()
    page = visit("/", width=390)
    sign_in(page, claire)
    own = f"/espace/lieux/{place.slug}/"
    groups = (
        "presentation",
        "adresse",
        "espaces",
        "connexion",
        "acces",
        "contact",
        "tarifs",
        "photos",
        "horaires/historique",
    )
    team = (
        "/animation/signalements/",
        f"/animation/signalements/{report.pk}/",
        "/animation/relectures/",
        f"/animation/relectures/{review.pk}/",
    )
    for path in (own, *(f"{own}{slug}/" for slug in groups), *team):
        page.goto(path)
        assert (path, axe(page), overflow(page)) == (path, [], [])


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visitor_reports_an_error_without_an_account(visit, place, javascript):
    page = visit(place.get_absolute_url(), width=390, javascript=javascript)
    page.get_by_role("link", name="Signaler une erreur", exact=True).click()
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("alert")).to_contain_text("Dites ce qui est faux")
    sound(page, javascript)
    page.get_by_label("les horaires").check()
    page.get_by_label("Ce que vous avez constaté").fill("C’était fermé mardi à 10 h.")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci")
    sound(page, javascript)
    assert PlaceReport.objects.get().subject == "hours"

"""The review of an application, from the list to the label on the map: with and without JavaScript, on a phone and a desk."""

import os
import re

import pytest
from playwright.sync_api import expect

from solozere.accounts.actions import grant_role
from solozere.charter.models import Application, CriterionCheck
from solozere.core.authors import Author
from solozere.places.models import Place
from solozere.territory.models import Commune
from tests.browser.checks import axe, overflow
from tests.browser.signed_in import sign_in
from tests.charter.reviewing.applications import COMPTOIR_CRITERIA, sent
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("changes", "group_by_group")


@pytest.fixture
def desk(visit):
    """A page of a coordinator, and an application that declares all that a Comptoir needs."""

    def enter(**options):
        page = visit("/", **options)
        user = UserFactory(contact__name="Claire Modèle", contact__email="claire@exemple.fr")
        grant_role(user, "coordinator", author=Author.system("essais"))
        sign_in(page, user)
        return page, sent(Commune.objects.get(name="Nasbinals"), name="Café-épicerie du Foirail")

    return enter


def sound(page, name, javascript=True):
    """Accessible, and nothing too wide; a picture of it where somebody asks for them (REVIEW_PICTURES)."""
    if folder := os.environ.get("REVIEW_PICTURES"):
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/{name}-{width}{'' if javascript else '-nojs'}.png", full_page=True)
    if javascript:
        assert axe(page) == []
    assert overflow(page) == []


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (390, True), (390, False)])
def test_an_application_is_looked_at_then_granted(desk, width, javascript):
    page, _application = desk(width=width, javascript=javascript)
    page.goto("/animation/demandes/")
    sound(page, "liste", javascript)
    page.get_by_role("link", name="Café-épicerie du Foirail", exact=True).click()
    expect(page.get_by_text("Comptoir : aucun critère conforme sur 4").first).to_be_visible()
    expect(page.get_by_role("button", name="Attribuer")).to_be_disabled()
    for criterion in COMPTOIR_CRITERIA:
        page.locator(f"#constat-{criterion}").get_by_label("Conforme", exact=True).check()
    if not javascript:
        page.get_by_role("button", name="Enregistrer les constats").click()
    expect(page.get_by_text("Comptoir : 4 critères conformes sur 4").first).to_be_visible()
    expect(page.get_by_role("link", name="Attribuer")).to_be_visible()
    assert CriterionCheck.objects.filter(verdict="met").count() == 4
    sound(page, "demande", javascript)
    page.get_by_role("link", name="Attribuer").click()
    sound(page, "attribuer", javascript)
    page.get_by_role("button", name="Attribuer le label").click()
    expect(page.get_by_text("Le label est attribué.")).to_be_visible()
    sound(page, "acceptee", javascript)
    page.get_by_role("link", name="Voir la page du lieu").click()
    expect(page.get_by_text("Ce lieu porte le label Comptoir")).to_be_visible()
    assert Place.objects.get(slug="cafe-epicerie-du-foirail").label_id == "comptoir"
    answer = page.request.get("/lieux/cafe-epicerie-du-foirail/certificat.pdf")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def test_each_decision_has_its_page(desk):
    page, application = desk(width=390)
    for end in ("complement", "visite", "refuser", "sans-suite"):
        page.goto(f"/animation/demandes/{application.pk}/{end}/")
        sound(page, end)
        page.get_by_role("button", name=re.compile("^(Demander|Prévoir|Refuser|Classer)")).click()
        expect(page.locator(".error-summary")).to_be_visible()
        sound(page, f"{end}-erreurs")
    assert Application.objects.get().state == "submitted"


def test_a_verdict_without_its_reason_is_said_at_once(desk):
    page, application = desk(width=1280)
    page.goto(f"/animation/demandes/{application.pk}/")
    criterion = page.locator("#constat-wifi-gratuit")
    criterion.get_by_label("Non conforme").check()
    expect(criterion.get_by_text("Dites en une phrase pourquoi")).to_be_visible()
    criterion.get_by_label("Commentaire").fill("Le wifi est payant.")
    criterion.get_by_label("Commentaire").press("Tab")
    expect(criterion.get_by_text("Noté par Claire Modèle")).to_be_visible()
    assert CriterionCheck.objects.get().comment == "Le wifi est payant."
    sound(page, "non-conforme")

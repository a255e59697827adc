"""The door, in a browser: the code by mail, passkeys of a virtual authenticator, the second factor, the buttons of the demonstration."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import expect

from solozere.accounts.actions import grant_role
from solozere.accounts.models import User
from solozere.core.authors import Author
from tests.browser.checks import axe, overflow, tab_stops
from tests.factories import UserFactory

pytestmark = pytest.mark.usefixtures("changes")
LEA = "lea@exemple.fr"
AUTHOR = Author.system("essais")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def last_code() -> str:
    """The digits of the last mail."""
    return "".join(re.search(r"Votre code est le (\d{3})\s(\d{3})", " ".join(mail.outbox[-1].body.split())).groups())


def sound(page, javascript=True):
    """Accessible on a phone, and nothing too wide; without JavaScript, axe cannot run."""
    if javascript:
        assert axe(page) == []
        assert overflow(page) == []


def ask(page, email=LEA):
    """The first step."""
    page.goto("/compte/connexion/")
    page.get_by_label("Adresse", exact=True).fill(email)
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_label("Code à six chiffres")).to_be_visible()


def enter(page, email=LEA):
    """Both steps."""
    ask(page, email)
    page.get_by_label("Code à six chiffres").fill(last_code())
    page.get_by_role("button", name="Entrer", exact=True).click()


@pytest.fixture
def on_localhost(visit, watch, site):
    """A page at the site's name: passkeys want a name, not a number; with an authenticator when asked."""

    def opened(authenticator=True, **options):
        watch.allow("request to another host: http://localhost")
        page = visit("/style/", **options)
        page.goto(site.url.replace("127.0.0.1", "localhost"))
        if authenticator:
            devices = page.context.new_cdp_session(page)
            devices.send("WebAuthn.enable")
            devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        base = site.url.replace("127.0.0.1", "localhost")
        goto = page.goto
        page.goto = lambda address: goto(address if address.startswith("http") else base + address)
        return page

    return opened


@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_person_enters_by_code(visit, javascript):
    page = visit("/", width=390, javascript=javascript)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Se connecter").click()
    sound(page, javascript)
    ask(page)
    expect(page.get_by_text("Un code est parti à lea@exemple.fr.")).to_be_visible()
    sound(page, javascript)
    page.get_by_label("Code à six chiffres").fill(last_code())
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")
    sound(page, javascript)
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Se déconnecter").click()
    sound(page, javascript)
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_text("Vous êtes déconnecté de cet appareil.")).to_be_visible()


def test_a_wrong_code_says_so_keeps_the_address_and_takes_the_focus(visit):
    page = visit("/", width=390)
    ask(page)
    page.get_by_label("Code à six chiffres").fill(str((int(last_code()) + 1) % 1_000_000).zfill(6))
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Erreur")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_text("Il vous reste 4 essais.").first).to_be_visible()
    expect(page.get_by_text(LEA)).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Envoyer un autre code").click()
    expect(page.get_by_text("Un autre code est parti.")).to_be_visible()
    page.get_by_label("Code à six chiffres").fill(last_code())
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")


def test_a_late_code_says_so_and_another_one_is_a_button_away(visit, monkeypatch):
    page = visit("/", width=390)
    ask(page)
    monkeypatch.setattr("solozere.accounts.rules.CODE_SECONDS", -1)
    page.get_by_label("Code à six chiffres").fill(last_code())
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_text("Ce code n’est plus valable").first).to_be_visible()
    sound(page)
    monkeypatch.undo()
    page.get_by_role("button", name="Envoyer un autre code").click()
    page.get_by_label("Code à six chiffres").fill(last_code())
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")


def test_the_door_is_walked_with_the_keyboard(visit):
    page = visit("/compte/connexion/", width=390)
    stops = tab_stops(page)
    assert [stop for stop in stops if not stop["seen"] or not stop["marked"]] == []
    page.get_by_label("Adresse", exact=True).focus()
    page.keyboard.type(LEA)
    page.keyboard.press("Enter")
    page.get_by_label("Code à six chiffres").focus()
    page.keyboard.type(last_code())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")
    stops = tab_stops(page)
    assert [stop for stop in stops if not stop["seen"] or not stop["marked"]] == []


def test_a_passkey_is_made_used_renamed_and_removed(on_localhost):
    page = on_localhost(width=390)
    enter(page)
    page.goto("/compte/securite/cles/ajouter/")
    sound(page)
    page.get_by_label("Nom de la clé").fill("Téléphone")
    page.get_by_role("button", name="Créer la clé sur cet appareil").click()
    expect(page.get_by_role("heading", level=1, name="Codes de secours")).to_be_visible()
    sound(page)
    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/compte/mot-de-passe/")
    sound(page)
    page.get_by_role("button", name="Entrer avec ma clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour")
    page.goto("/compte/securite/")
    sound(page)
    page.get_by_role("link", name="Renommer Téléphone").click()
    page.get_by_label("Nom de la clé").fill("Vieux téléphone")
    page.get_by_role("button", name="Renommer").click()
    page.get_by_role("link", name="Retirer Vieux téléphone").click()
    sound(page)
    page.get_by_role("button", name="Retirer cette clé").click()
    expect(page.get_by_text("La clé d’accès est retirée.")).to_be_visible()
    assert not Authenticator.objects.exists()


def test_a_passkey_that_the_device_does_not_have_is_said_plainly(on_localhost):
    page = on_localhost(width=390)
    page.goto("/compte/mot-de-passe/")
    page.get_by_role("button", name="Entrer avec ma clé d’accès").click()
    expect(page.get_by_role("alert")).to_contain_text("Rien n’a été fait")
    sound(page)


def test_a_coordinator_sets_up_a_passkey_before_anything_else(on_localhost):
    user = UserFactory(contact__email="rose@exemple.fr")
    grant_role(user, "coordinator", author=AUTHOR)
    page = on_localhost(width=390)
    enter(page, user.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajoutez un second moyen d’entrer")
    sound(page)
    page.goto("/lieux/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ajoutez un second moyen d’entrer")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    page.get_by_role("button", name="Créer la clé sur cet appareil").click()
    page.get_by_role("link", name="C’est fait, continuer").click()
    page.goto("/espace/")
    expect(page.get_by_text("Coordination du réseau")).to_be_visible()
    sound(page)
    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Se déconnecter").click()
    enter(page, user.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmer que c’est vous")
    sound(page)
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    expect(page.get_by_text("Coordination du réseau")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_application_and_a_recovery_code_do_without_javascript(visit, javascript):
    user = UserFactory(contact__email="rose@exemple.fr")
    grant_role(user, "coordinator", author=AUTHOR)
    page = visit("/", width=390, javascript=javascript)
    enter(page, user.email)
    page.get_by_role("link", name="Ajouter une application").click()
    sound(page, javascript)
    secret = page.locator(".key").inner_text()
    page.get_by_label("Code que montre l’application").fill("000000")
    page.get_by_role("button", name="Enregistrer l’application").click()
    expect(page.get_by_role("alert")).to_contain_text("Ce code n’est pas le bon")
    sound(page, javascript)
    assert page.locator(".key").inner_text() == secret, "the drawing is the same one"
    page.get_by_label("Code que montre l’application").fill(
        format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    )
    page.get_by_role("button", name="Enregistrer l’application").click()
    recovery = page.locator(".codes li").first.inner_text()
    sound(page, javascript)
    page.goto("/compte/deconnexion/")
    page.get_by_role("button", name="Se déconnecter").click()
    enter(page, user.email)
    page.get_by_label("Code de votre application, ou code de secours").fill(recovery)
    page.get_by_role("button", name="Entrer", exact=True).click()
    expect(page.get_by_text("Coordination du réseau")).to_be_visible()
    page.goto("/compte/securite/")
    expect(page.get_by_text("Il vous reste 9 codes")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "name"),
    [
        ("Une personne qui télétravaille", "Léa"),
        ("Une personne qui tient un lieu", "Rose"),
        ("L’agent d’un partenaire", "Hugo"),
        ("L’instruction des aides", "Nadia"),
        ("La coordination du réseau", "Claire"),
        ("L’administration du site", "Sacha"),
    ],
)
def test_a_button_of_the_demonstration_enters_as_its_role(visit, button, name):
    page = visit("/compte/connexion/", width=390)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Bonjour {name}")
    sound(page)


def test_a_person_takes_a_copy_and_goes(visit):
    page = visit("/", width=390)
    enter(page)
    for address in (
        "/compte/nom/",
        "/compte/securite/mot-de-passe/",
        "/compte/securite/appareils/",
        "/espace/mes-donnees/",
    ):
        page.goto(address)
        sound(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Copie à lire").click()
    assert download.value.suggested_filename == "mes-donnees.html"
    page.goto("/espace/supprimer/")
    sound(page)
    page.get_by_role("button", name="Supprimer mon compte").click()
    expect(page.get_by_role("alert")).to_contain_text("Cochez la case")
    sound(page)
    page.get_by_label("Oui, supprimer mon compte").check()
    page.get_by_role("button", name="Supprimer mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre compte est supprimé")
    sound(page)
    assert not User.objects.filter(email=LEA).exists()

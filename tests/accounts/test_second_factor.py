"""A second factor for who holds a sensitive role: set up before anything else, asked at each sign-in, never lost by mistake."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from solozere.accounts import actions
from solozere.core.authors import Author
from tests.accounts.door import SPACE, enter, letters
from tests.accounts.test_door import said
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_the_first_factor")]
AUTHOR = Author.system("essais")
SETTINGS = "/compte/securite/"
APPLICATION = "/compte/securite/application/"
RECOVERY = "/compte/securite/codes-de-secours/"
STEP = "/compte/second-moyen/"
OPEN = [
    SETTINGS,
    APPLICATION,
    "/compte/securite/cles/ajouter/",
    "/compte/deconnexion/",
    "/mentions-legales/",
    "/sante/vivant",
]


@pytest.fixture
def coordinator():
    """Somebody who was just given the role."""
    user = UserFactory(contact__email="rose@exemple.fr")
    actions.grant_role(user, "coordinator", author=AUTHOR)
    return user


def totp(secret: str, steps: int = 0) -> str:
    """The code that an application shows, `steps` half-minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def set_up(client: Client) -> str:
    """Add an application; its secret."""
    client.get(APPLICATION)
    secret = client.session["mfa.totp.secret"]
    answer = client.post(APPLICATION, {"code": totp(secret)})
    assert answer["Location"] == RECOVERY
    return secret


@pytest.mark.parametrize("role", ["coordinator", "aid_officer"])
def test_a_sensitive_role_is_sent_to_set_up_a_second_factor(client, role):
    user = UserFactory()
    actions.grant_role(user, role, author=AUTHOR)
    enter(client, user.email)
    for page in ("/", SPACE, "/espace/supprimer/", "/compte/nom/", "/compte/securite/appareils/", "/lieux/"):
        answer = client.get(page)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, SETTINGS), page
    for page in OPEN:
        assert client.get(page).status_code == 200, page
    assert "Ajoutez un second moyen d’entrer" in said(client.get(SETTINGS))


def test_a_form_is_held_up_too(client, coordinator):
    enter(client, coordinator.email)
    answer = client.post("/compte/nom/", {"name": "Autre"})
    assert answer["Location"] == SETTINGS
    coordinator.contact.refresh_from_db()
    assert coordinator.contact.name != "Autre"


def test_a_member_needs_none(client):
    enter(client, "lea@exemple.fr")
    assert client.get(SPACE).status_code == 200


def test_setting_up_an_application_opens_the_site_and_gives_recovery_codes(
    client, coordinator, django_capture_on_commit_callbacks
):
    enter(client, coordinator.email)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client)
    assert len(client.get(RECOVERY).context["codes"]) == 10
    assert client.get(SPACE).status_code == 200
    assert "Une application de codes est désormais demandée" in letters()[-1]
    text = client.get("/compte/securite/codes-de-secours/codes.txt")
    assert all(code in text.content.decode() for code in client.get(RECOVERY).context["codes"])


def test_a_wrong_code_sets_nothing_up(client, coordinator):
    enter(client, coordinator.email)
    client.get(APPLICATION)
    answer = client.post(APPLICATION, {"code": "000000"})
    assert "Ce code n’est pas le bon" in said(answer)
    assert not Authenticator.objects.exists()


def test_the_next_sign_in_asks_for_both(client, coordinator):
    enter(client, coordinator.email)
    secret = set_up(client)
    other = Client()
    assert enter(other, coordinator.email)["Location"] == STEP
    assert other.get(SPACE)["Location"].startswith("/compte/connexion/")
    assert "Ce code n’est pas le bon" in said(other.post(STEP, {"code": "000000"}))
    assert other.post(STEP, {"code": totp(secret)})["Location"] == SPACE
    assert other.get(SPACE).status_code == 200


def test_a_recovery_code_enters_once(client, coordinator):
    enter(client, coordinator.email)
    set_up(client)
    recovery = client.get(RECOVERY).context["codes"][0]
    for answer in ("/espace/", None):
        other = Client()
        enter(other, coordinator.email)
        assert other.post(STEP, {"code": recovery}).headers.get("Location") == answer
    assert len(client.get(RECOVERY).context["codes"]) == 9


def test_wrong_second_factors_are_counted_by_account(client, coordinator):
    enter(client, coordinator.email)
    secret = set_up(client)
    other = Client()
    enter(other, coordinator.email)
    for _ in range(5):
        other.post(STEP, {"code": "000000"})
    assert "Trop d’essais" in said(other.post(STEP, {"code": totp(secret)}))
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        again = Client()
        enter(again, coordinator.email)
        assert again.post(STEP, {"code": totp(secret)})["Location"] == SPACE


def test_a_session_from_before_must_prove_the_second_factor(client, coordinator):
    before = Client()
    enter(before, coordinator.email)
    enter(client, coordinator.email)
    secret = set_up(client)
    answer = before.get(SPACE)
    assert answer["Location"] == "/compte/confirmer/?next=%2Fespace%2F"
    answer = before.post("/compte/confirmer/", {"code": totp(secret), "next": SPACE})
    assert answer["Location"] == SPACE
    assert before.get(SPACE).status_code == 200


def test_the_last_second_factor_of_a_sensitive_role_stays(client, coordinator):
    enter(client, coordinator.email)
    set_up(client)
    page = "/compte/securite/application/retirer/"
    assert "C’est votre seul second moyen" in said(client.get(page))
    client.post(page)
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_member_may_do_without_again(client):
    enter(client, "lea@exemple.fr")
    set_up(client)
    assert client.post("/compte/securite/application/retirer/")["Location"] == SETTINGS
    assert not Authenticator.objects.exists()
    assert "n’est plus demandée" in letters()[-1]


def test_recovery_codes_are_made_anew(client, coordinator):
    enter(client, coordinator.email)
    set_up(client)
    before = client.get(RECOVERY).context["codes"]
    assert client.get(f"{RECOVERY}nouveaux/").status_code == 200
    assert client.post(f"{RECOVERY}nouveaux/")["Location"] == RECOVERY
    assert set(client.get(RECOVERY).context["codes"]).isdisjoint(before)


def test_a_session_left_open_does_not_set_up_a_second_factor(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(client, "lea@exemple.fr")
        clock.shift(timedelta(minutes=16))
        for page in (
            APPLICATION,
            "/compte/securite/cles/ajouter/",
            "/compte/securite/mot-de-passe/",
            "/espace/supprimer/",
        ):
            answer = client.get(page)
            assert answer["Location"].startswith("/compte/confirmer/code/?next="), page


def test_a_code_by_mail_proves_it_again(client):
    from tests.accounts.door import codes

    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(client, "lea@exemple.fr")
        clock.shift(timedelta(minutes=16))
        page = client.get(APPLICATION)["Location"]
        assert "Recevoir un code" in said(client.get(page))
        client.post(page, {"envoyer": "1", "next": APPLICATION})
        assert "n’est pas celui" in said(client.post(page, {"code": "000000", "next": APPLICATION}))
        assert client.post(page, {"code": codes()[-1], "next": APPLICATION})["Location"] == APPLICATION
        assert client.get(APPLICATION).status_code == 200


def test_who_has_a_second_factor_proves_it_by_that_and_not_by_mail(client, coordinator):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(client, coordinator.email)
        secret = set_up(client)
        clock.shift(timedelta(minutes=16))
        assert client.get(RECOVERY)["Location"] == f"/compte/confirmer/?next={RECOVERY.replace('/', '%2F')}"
        assert client.get("/compte/confirmer/code/")["Location"] == "/compte/confirmer/"
        assert client.post("/compte/confirmer/", {"code": totp(secret), "next": RECOVERY})["Location"] == RECOVERY
        assert client.get(RECOVERY).status_code == 200

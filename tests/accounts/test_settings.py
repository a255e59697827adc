"""Passwords, devices and names: what a person sets up for themselves."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from solozere.accounts.browsers import name_of
from solozere.accounts.models import User
from tests.accounts.door import SPACE, enter, letters
from tests.accounts.test_door import said
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LEA = "lea@exemple.fr"
DOOR, PASSWORD, DEVICES = "/compte/mot-de-passe/", "/compte/securite/mot-de-passe/", "/compte/securite/appareils/"
GOOD = "Trois chevaux dans la brume"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


def test_a_password_is_set_used_changed_and_given_up(client):
    enter(client, LEA)
    assert client.post(PASSWORD, {"password": GOOD})["Location"] == "/compte/securite/"
    assert client.get(SPACE).status_code == 200, "this device stays in"
    assert "Un mot de passe a été enregistré" in letters()[-1]
    other = Client()
    assert other.post(DOOR, {"email": LEA.upper(), "password": GOOD})["Location"] == SPACE
    assert "Retirer mon mot de passe" in said(client.get(PASSWORD))
    client.post(PASSWORD, {"retirer": "1"})
    assert not User.objects.get().has_usable_password()
    assert other.get(SPACE).status_code == 302, "the other device is out"
    assert client.get(SPACE).status_code == 200


@pytest.mark.parametrize("password", ["", "court", "passwordpassword"[:8]])
def test_a_password_too_short_is_refused_with_a_sentence(client, password):
    enter(client, LEA)
    answer = client.post(PASSWORD, {"password": password})
    assert answer.status_code == 200
    assert 'role="alert"' in said(answer)
    assert not User.objects.get().has_usable_password()


def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence():
    UserFactory(contact__email=LEA, password=GOOD)
    pages = []
    for email in (LEA, "nul@exemple.fr"):
        answer = Client().post(DOOR, {"email": email, "password": "autre chose"})
        assert answer.status_code == 200
        assert "ne vont pas ensemble" in said(answer)
        assert f'value="{email}"' in said(answer)
        pages.append(len(said(answer).replace(email, "")))
    assert pages[0] == pages[1]


def test_after_five_wrong_passwords_the_address_waits_and_the_code_remains(client):
    UserFactory(contact__email=LEA, password=GOOD)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            Client().post(DOOR, {"email": LEA, "password": "autre chose"})
        assert "recevez plutôt un code" in said(Client().post(DOOR, {"email": LEA, "password": GOOD}))
        assert enter(client, LEA)["Location"] == SPACE, "the owner is not locked out"
        clock.shift(timedelta(minutes=16))
        assert Client().post(DOOR, {"email": LEA, "password": GOOD}).status_code == 302


def test_the_devices_are_listed_and_ended_one_by_one(client):
    enter(client, LEA)
    other = Client(HTTP_USER_AGENT=FIREFOX)
    enter(other, LEA)
    page = said(client.get(DEVICES))
    assert "Firefox, Windows" in page
    assert "Cet appareil" in page
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    assert theirs.ip == "0.0.0.0", "no address of a machine is kept"
    client.post(DEVICES, {"session": theirs.pk})
    assert other.get(SPACE).status_code == 302
    assert client.get(SPACE).status_code == 200


def test_all_the_other_devices_are_ended_at_once(client, settings):
    # allauth looks at each device of the account when it is entered: few, whatever the size of the site.
    settings.ZEAL_ALLOWLIST = [{"model": "accounts.User", "field": "get()"}, *settings.ZEAL_ALLOWLIST]
    enter(client, LEA)
    others = [Client(), Client()]
    for other in others:
        enter(other, LEA)
    client.post(DEVICES)
    assert [other.get(SPACE).status_code for other in others] == [302, 302]
    assert client.get(SPACE).status_code == 200
    assert UserSession.objects.count() == 1


def test_ending_the_device_that_one_uses_leads_to_the_door(client):
    enter(client, LEA)
    answer = client.post(DEVICES, {"session": UserSession.objects.get().pk})
    assert answer["Location"] == "/compte/connexion/"
    assert client.get(SPACE).status_code == 302


@pytest.mark.parametrize("wanted", ["999999", "x", "-1", "²", "9" * 30])
def test_the_device_of_somebody_else_does_not_exist(client, wanted):
    other = Client()
    enter(other, "lou@exemple.fr")
    enter(client, LEA)
    theirs = str(UserSession.objects.get(user__email="lou@exemple.fr").pk) if wanted == "999999" else wanted
    assert client.post(DEVICES, {"session": theirs}).status_code == 404
    assert other.get(SPACE).status_code == 200


def test_a_device_whose_session_is_over_is_not_listed(client):
    enter(client, LEA)
    enter(Client(HTTP_USER_AGENT=FIREFOX), LEA)
    Session.objects.exclude(session_key=client.session.session_key).delete()
    assert "Firefox" not in said(client.get(DEVICES))


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("curl/8", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
    ],
)
def test_a_browser_is_named(says, words):
    assert name_of(says) == words


def test_a_person_says_their_name(client):
    enter(client, LEA)
    assert "Bonjour<" in said(client.get(SPACE))
    assert client.post("/compte/nom/", {"name": "  Léa Exemple "})["Location"] == SPACE
    assert User.objects.get().contact.name == "Léa Exemple"
    assert "Bonjour Léa" in said(client.get(SPACE))


def test_a_name_too_long_is_kept_and_put_right(client):
    enter(client, LEA)
    answer = client.post("/compte/nom/", {"name": "x" * 151})
    assert answer.status_code == 200
    assert "x" * 151 in said(answer)

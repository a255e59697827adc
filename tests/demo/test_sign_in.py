"""One button a role, in a demonstration, on its own machine, and nowhere else."""

import pytest

from solozere.accounts import perms
from solozere.accounts.models import User
from solozere.core.perms import needs_second_factor
from solozere.demo.cast import CAST, play
from solozere.demo.checks import characters_enter_here_only
from solozere.demo.models import DemoMark
from solozere.organisations.perms import is_officer
from solozere.places.perms import is_manager
from tests.factories import OrganisationFactory, PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_the_first_factor")]
DOOR = "/compte/connexion/"


@pytest.fixture
def demo(settings):
    """A demonstration with a place and a partner."""
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    DemoMark.objects.create(version="x")
    PlaceFactory()
    OrganisationFactory()
    return settings


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.code)
def test_each_button_enters_past_the_second_factor(client, demo, one):
    page = client.get(DOOR, HTTP_HOST="127.0.0.1").content.decode()
    assert f'action="/demonstration/entrer/{one.code}/"' in page
    answer = client.post(f"/demonstration/entrer/{one.code}/", HTTP_HOST="127.0.0.1")
    assert answer["Location"] == "/espace/"
    answer = client.get("/espace/", HTTP_HOST="127.0.0.1")
    assert answer.status_code == 200
    assert f"Bonjour {one.name.split()[0]}" in answer.content.decode()


def test_each_character_holds_its_role(demo):
    users = {one.code: play(one) for one in CAST}
    assert is_manager(users["lieu"])
    assert is_officer(users["partenaire"])
    assert perms.is_aid_officer(users["instruction"])
    assert perms.is_coordinator(users["coordination"])
    assert perms.is_administrator(users["administration"])
    assert [code for code, user in users.items() if not needs_second_factor(user)] == ["membre", "lieu"]
    assert play(CAST[0]) == users["membre"], "made once"


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"DEMO": False}, {}),
        ({"DEMO_SIGN_IN": False}, {}),
        ({"BIND": "0.0.0.0"}, {}),
        ({"ALLOWED_HOSTS": ["127.0.0.1", "demo.example"]}, {}),
        ({"BEHIND_HTTPS": True}, {}),
        ({}, {"REMOTE_ADDR": "192.0.2.7"}),
        ({}, {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}),
    ],
)
def test_anywhere_else_there_is_no_such_button_nor_page(client, demo, changes, asked):
    for name, value in changes.items():
        setattr(demo, name, value)
    given = {"HTTP_HOST": "127.0.0.1", **asked}
    assert "/demonstration/entrer/" not in client.get(DOOR, **given).content.decode()
    assert client.post("/demonstration/entrer/administration/", **given).status_code == 404
    assert not User.objects.exists()


def test_a_database_without_the_mark_of_a_demonstration_lets_nobody_in(client, demo):
    DemoMark.objects.all().delete()
    assert client.post("/demonstration/entrer/administration/", HTTP_HOST="127.0.0.1").status_code == 404


def test_a_session_of_the_demonstration_is_worth_nothing_once_it_is_over(client, demo):
    client.post("/demonstration/entrer/coordination/", HTTP_HOST="127.0.0.1")
    demo.DEMO_SIGN_IN = False
    answer = client.get("/espace/", HTTP_HOST="127.0.0.1")
    assert answer["Location"].startswith("/compte/securite/")


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, False),
        ({"BIND": "::1"}, False),
        ({"BIND": "0.0.0.0"}, True),
        ({"BIND": "192.168.1.4"}, True),
        ({"ALLOWED_HOSTS": ["*"]}, True),
        ({"ALLOWED_HOSTS": ["demo.example"]}, True),
        ({"BEHIND_HTTPS": True}, True),
        ({"BIND": "0.0.0.0", "DEMO_SIGN_IN": False}, False),
        ({"BIND": "0.0.0.0", "DEMO": False}, False),
    ],
)
def test_the_system_check_refuses_the_buttons_anywhere_but_here(settings, changes, refused):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["127.0.0.1", "localhost", "[::1]"]
    for name, value in changes.items():
        setattr(settings, name, value)
    found = characters_enter_here_only()
    assert [message.id for message in found] == (["demo.E002"] if refused else [])

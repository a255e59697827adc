"""Asked every six months: one letter, one reminder, then a coordinator; one button confirms, reading never does."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from solozere.core.registries import periodic
from solozere.places.actions import appoint_manager, change_status, confirm_group, end_manager
from solozere.places.keeping.asking import ask_all
from solozere.places.keeping.todo import stale_places
from solozere.places.models import FactGroup, Manager
from tests.factories import ContactFactory
from tests.places.conftest import ADA, describe
from tests.places.keeping.conftest import AUTHOR, SINCE, letters

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
LONG_AGO = datetime(2026, 3, 1, 9, tzinfo=UTC)
KIND = "facts_to_confirm"


@pytest.fixture
def stale(rose, full_place):
    """A place that Rose keeps, whose facts were confirmed nine months ago."""
    FactGroup.objects.filter(place=full_place).update(confirmed_at=LONG_AGO)
    return full_place


def night(at=NOW):
    """The nightly job, at an instant."""
    with time_machine.travel(at, tick=False):
        return ask_all()


def follow(client, mail):
    """The page of the letter's link."""
    path = re.search(r"/suivi/[\w-]{43}/", mail.text)[0]
    return client.get(path, follow=True)


def words(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_whoever_keeps_a_stale_sheet_receives_one_letter_that_names_what_is_stale(stale):
    with time_machine.travel(NOW, tick=False):
        confirm_group(stale, "prices", author=ADA)
    assert night() == "1 letters written"
    assert night() is None
    (mail,) = letters(KIND)
    assert mail.recipient == "rose@exemple.fr"
    assert "Horaires et fermetures" in mail.text
    assert "Tarifs" not in mail.text
    assert "depuis le 1er mars 2026" in " ".join(mail.text.split()).replace("\u00a0", " ")


def test_a_reminder_three_weeks_later_then_the_coordinator_and_nothing_more(stale):
    night()
    night(NOW + timedelta(days=20))
    assert len(letters(KIND)) == 1
    night(NOW + timedelta(days=21))
    assert len(letters(KIND)) == 2
    assert "dernier message" in letters(KIND)[1].text
    assert stale_places(date(2027, 1, 4)) == []
    (line,) = stale_places(date(2027, 1, 5))
    assert (line.title, line.url) == ("L’Atelier", "/espace/lieux/atelier/")
    night(NOW + timedelta(days=60))
    assert len(letters(KIND)) == 2


def test_one_button_of_the_letter_confirms_everything_and_reading_nothing(stale, client):
    night()
    with time_machine.travel(NOW, tick=False):
        page = follow(client, letters(KIND)[0])
        assert page.redirect_chain[-1][0] == "/lieux/atelier/verifier/"
        assert "Horaires et fermetures" in words(page)
        assert not FactGroup.objects.filter(confirmed_at__gt=LONG_AGO).exists()
        assert "tout est vérifié aujourd’hui" in words(client.post("/lieux/atelier/verifier/"))
    groups = FactGroup.objects.filter(place=stale)
    assert {(group.confirmed_at, group.author_name) for group in groups} == {(NOW, "Rose Fictif")}
    assert night(NOW + timedelta(days=30)) is None


def test_six_months_after_the_answer_another_letter_comes(stale, client):
    night()
    with time_machine.travel(NOW, tick=False):
        follow(client, letters(KIND)[0])
        client.post("/lieux/atelier/verifier/")
    assert night(datetime(2027, 5, 23, 4, tzinfo=UTC)) is None
    assert night(datetime(2027, 5, 24, 4, tzinfo=UTC)) == "1 letters written"


def test_without_the_link_or_once_the_term_is_over_the_page_does_not_exist(stale, client):
    assert client.get("/lieux/atelier/verifier/").status_code == 404
    night()
    with time_machine.travel(NOW, tick=False):
        follow(client, letters(KIND)[0])
        end_manager(Manager.objects.get(), until=date(2026, 11, 20), author=AUTHOR)
        assert client.get("/lieux/atelier/verifier/").status_code == 404
        assert client.post("/lieux/atelier/verifier/").status_code == 404
    assert not FactGroup.objects.filter(confirmed_at__gt=LONG_AGO).exists()


def test_a_place_that_nobody_keeps_is_a_line_for_the_coordinator(stale):
    Manager.objects.all().delete()
    assert night() is None
    (line,) = stale_places(NOW.date())
    assert "Personne ne tient ce lieu" in line.about


def test_each_of_two_managers_is_asked_and_one_answer_is_enough(stale, client):
    appoint_manager(stale, ContactFactory(email="noe@exemple.fr"), since=SINCE, author=AUTHOR)
    assert night() == "2 letters written"
    with time_machine.travel(NOW, tick=False):
        follow(client, letters(KIND)[0])
        client.post("/lieux/atelier/verifier/")
    assert night(NOW + timedelta(days=30)) is None


def test_a_place_that_is_gone_and_one_that_is_fresh_are_left_in_peace(stale):
    change_status(stale, "closed", on=None, author=ADA)
    assert night() is None
    change_status(stale, "in_service", on=None, author=ADA)
    with time_machine.travel(NOW, tick=False):
        describe(stale, confirmed_at=NOW - timedelta(days=2))
    assert night() is None


def test_what_nobody_ever_confirmed_is_asked_about_six_months_after_it_was_written(stale):
    FactGroup.objects.filter(place=stale).update(confirmed_at=None, written_at=NOW - timedelta(days=30))
    assert night() is None
    FactGroup.objects.filter(place=stale, code="prices").update(written_at=LONG_AGO)
    night()
    assert "Tarifs" in letters(KIND)[0].text


def test_the_worker_does_it_every_night():
    assert (periodic["facts"].run, periodic["facts"].every_minutes) == (ask_all, 24 * 60)

"""Open or not, in words: only hours that somebody confirmed lately, on the territory's clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from solozere.places.actions import change_status, update_group
from solozere.places.models import Place
from solozere.places.opening import opening_of
from tests.factories import PlaceFactory
from tests.places.conftest import ADA

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
HOURS = "Mo-Fr 09:00-12:30,13:30-17:30; Sa 09:00-12:00; PH off"


def words_at(place, here, *when: int, zone=PARIS) -> str:
    """What is said of the place at that moment of its clock."""
    found = Place.objects.for_cards().get(pk=place.pk)
    return opening_of(found, datetime(*when, tzinfo=zone), here).words.replace("\u00a0", " ")


def set_hours(place, text, confirmed_at, **more):
    """Confirmed by Ada."""
    update_group(
        place, "hours", {"opening_hours": text, **more}, author=ADA, source="Visite", confirmed_at=confirmed_at
    )


@pytest.fixture
def place(bare_place):
    """Open on weekdays and on Saturday mornings."""
    set_hours(bare_place, HOURS, datetime(2026, 3, 1, tzinfo=UTC))
    return bare_place


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ((2026, 4, 14, 10, 0), "Ouvert, ferme à 12 h 30"),
        ((2026, 4, 14, 12, 15), "Ferme dans 15 minutes"),
        ((2026, 4, 14, 12, 30), "Fermé, ouvre à 13 h 30"),
        ((2026, 4, 14, 13, 10), "Fermé, ouvre dans 20 minutes"),
        ((2026, 4, 14, 18, 0), "Fermé, ouvre demain à 9 h"),
        ((2026, 4, 18, 13, 0), "Fermé, ouvre lundi à 9 h"),
        ((2026, 4, 13, 23, 59), "Fermé, ouvre demain à 9 h"),
        ((2026, 4, 14, 0, 0), "Fermé, ouvre à 9 h"),
        ((2026, 5, 1, 10, 0), "Fermé, ouvre demain à 9 h"),  # 1 May
        ((2026, 4, 6, 10, 0), "Fermé, ouvre demain à 9 h"),  # Easter Monday
    ],
)
def test_the_state_is_right_at_any_moment(place, here, when, words):
    assert words_at(place, here, *when) == words


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        ((2026, 3, 30, 6, 50), "Fermé, ouvre dans 10 minutes"),  # the Monday after summer time began: UTC+2
        ((2026, 3, 27, 7, 50), "Fermé, ouvre dans 10 minutes"),  # the Friday before: UTC+1
        ((2026, 7, 8, 15, 20), "Ferme dans 10 minutes"),
    ],
)
def test_hours_follow_the_clock_of_the_wall_when_it_changes(place, here, instant, words):
    assert words_at(place, here, *instant, zone=UTC) == words


def test_holidays_are_those_of_the_territory(place, here):
    slavery_abolition_day = (2026, 12, 18, 10, 0)
    set_hours(place, HOURS, datetime(2026, 11, 1, tzinfo=UTC))
    assert words_at(place, here, *slavery_abolition_day) == "Ouvert, ferme à 12 h 30"
    here.holidays_subdivision = "974"
    assert "Fermé" in words_at(place, here, 2026, 12, 20, 10, 0)
    here.holidays_subdivision = "Atlantide"
    assert words_at(place, here, *slavery_abolition_day) == "Ouvert, ferme à 12 h 30"


def test_an_exceptional_closure_wins(place, here):
    closures = [{"first_day": "2026-04-13", "last_day": "2026-04-17"}]
    set_hours(place, HOURS, datetime(2026, 4, 1, tzinfo=UTC), closures=closures)
    assert words_at(place, here, 2026, 4, 14, 10, 0) == "Fermé jusqu’au 17 avril"


def test_a_night_ends_the_next_day(place, here):
    set_hours(place, "Fr 20:00-02:00", datetime(2026, 4, 1, tzinfo=UTC))
    assert words_at(place, here, 2026, 4, 17, 23, 59) == "Ouvert, ferme à 2 h"
    assert words_at(place, here, 2026, 4, 18, 0, 0) == "Ouvert, ferme à 2 h"
    assert words_at(place, here, 2026, 4, 18, 2, 0) == "Fermé, ouvre vendredi à 20 h"


def test_hours_that_nobody_confirmed_are_not_said_to_be_open(place, here):
    set_hours(place, HOURS, None)
    assert words_at(place, here, 2026, 4, 14, 10, 0) == "Horaires non confirmés"


def test_hours_confirmed_more_than_six_months_ago_are_not_trusted(place, here):
    assert words_at(place, here, 2026, 8, 31, 10, 0) == "Ouvert, ferme à 12 h 30"
    assert words_at(place, here, 2026, 9, 1, 10, 0) == "Horaires non confirmés"


def test_hours_that_cannot_be_read_are_not_trusted_either(place, here):
    Place.objects.filter(pk=place.pk).update(opening_hours="quand on veut")
    assert words_at(place, here, 2026, 4, 14, 10, 0) == "Horaires non confirmés"


def test_a_place_without_hours_says_so(bare_place, here):
    assert words_at(bare_place, here, 2026, 4, 14, 10, 0) == "Horaires non communiqués"


@pytest.mark.parametrize(
    ("status", "on", "words"),
    [
        ("planned", "", "Prévu, pas encore ouvert"),
        ("opening", "", "Pas encore ouvert au public"),
        ("suspended", "", "Fermé pour un temps"),
        ("suspended", "2026-03-01", "Fermé pour un temps depuis le 1er mars 2026"),
        ("closed", "2025", "Fermé définitivement depuis 2025"),
        ("closed", "2025-06-30", "Fermé définitivement depuis le 30 juin 2025"),
    ],
)
def test_a_place_that_is_not_in_service_says_its_life_whatever_its_hours(here, status, on, words):
    place = PlaceFactory(status=status, status_on=on)
    set_hours(place, HOURS, datetime(2026, 3, 1, tzinfo=UTC))
    assert words_at(place, here, 2026, 4, 14, 10, 0) == words


def test_what_is_open_is_known_and_until_when(place, here):
    found = Place.objects.for_cards().get(pk=place.pk)
    opening = opening_of(found, datetime(2026, 4, 14, 10, 0, tzinfo=PARIS), here)
    assert (opening.is_open, opening.tone, opening.icon) == (True, "open", "door-open")
    assert opening.changes_at == datetime(2026, 4, 14, 10, 30, tzinfo=UTC)
    change_status(place, "suspended", on=None, author=ADA)
    found.refresh_from_db()
    opening = opening_of(found, datetime(2026, 4, 14, 10, 0, tzinfo=PARIS), here)
    assert (opening.is_open, opening.tone, opening.changes_at) == (False, "no", None)

"""The openings written for queries say what the page of a place says, at every instant of the days that are written."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solozere.places.actions import change_status, clear_group, confirm_group, update_group
from solozere.places.models import OpeningTimetable, Place, TimetableOpening
from solozere.places.opening import hours_age, opening_of
from solozere.places.openings.asking import open_during
from solozere.places.openings.keeping import keep_hours
from solozere.places.openings.nightly import extend_openings
from solozere.places.openings.rules import key_of, minute_of, trusted_until, window
from solozere.places.rules.freshness import Age
from solozere.territory.current import require_territory
from tests.factories import PlaceFactory
from tests.fixtures.places import AUTHOR

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOURS = [
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off",
    "Mo-Su 20:00-02:00",
    "24/7",
    "Sa 10:00-13:00; Dec 24-Jan 2 off",
    "Tu,Th 08:30-19:00; PH 10:00-12:00",
    'We 14:00-18:00 "sur rendez-vous"; Fr 09:00-17:00 unknown',
    "week 2-52/2 Mo 09:00-17:00",
]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=False):
        yield


def found_open(at: datetime, end: datetime | None = None) -> set[int]:
    return set(Place.objects.filter(open_during(at, end, PARIS)).values_list("pk", flat=True))


def test_open_now_in_the_query_is_open_on_the_page(make_place):
    for number, hours in enumerate(HOURS):
        closures = [{"first_day": "2026-12-01", "last_day": "2026-12-03"}] if number % 2 else None
        make_place(f"Lieu {number}", hours=hours, closures=closures)
    make_place("Jamais confirmé", hours=HOURS[0], confirmed_at=None)
    make_place("Confirmé il y a six mois", hours=HOURS[0], confirmed_at=datetime(2026, 6, 2, 12, tzinfo=UTC))
    make_place("Prévu", hours="24/7", status="planned")
    make_place("Suspendu", hours="24/7", status="suspended")
    make_place("Sans horaires")
    here = require_territory()
    places = list(Place.objects.for_cards())
    for step in range(0, 35 * 24 * 60, 97):
        at = minute_of(NOW + timedelta(minutes=step))
        said = {place.pk for place in places if opening_of(place, at, here).is_open}
        assert found_open(at) == said, at
    assert found_open(NOW) != set()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    hours=st.sampled_from(HOURS),
    minute=st.integers(0, 34 * 24 * 60),
    closed_from=st.integers(-3, 34),
    days=st.integers(0, 4),
    confirmed_days_ago=st.one_of(st.none(), st.integers(0, 200)),
)
def test_it_agrees_at_any_instant(make_place, hours, minute, closed_from, days, confirmed_days_ago):
    first = NOW.date() + timedelta(days=closed_from)
    closures = [{"first_day": first.isoformat(), "last_day": (first + timedelta(days=days)).isoformat()}]
    confirmed = None if confirmed_days_ago is None else NOW - timedelta(days=confirmed_days_ago)
    place = Place.objects.filter(slug="lieu-0").first() or make_place("Un lieu")
    update_group(
        place,
        "hours",
        {"opening_hours": hours, "closures": closures},
        author=AUTHOR,
        source="visite",
        confirmed_at=confirmed,
    )
    at = NOW + timedelta(minutes=minute)
    here = require_territory()
    assert (place.pk in found_open(at)) == opening_of(place, at, here).is_open


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("2026-11-24T09:00", "2026-11-24T12:00", True),
        ("2026-11-24T09:00", "2026-11-24T12:01", False),
        ("2026-11-24T10:00", "2026-11-24T15:00", False),
        ("2026-11-24T08:59", "2026-11-24T10:00", False),
        ("2026-11-29T09:00", "2026-11-29T10:00", False),
    ],
)
def test_a_span_must_be_held_by_one_opening(make_place, start, end, held):
    place = make_place(hours=HOURS[0])
    begins, ends = (datetime.fromisoformat(text).replace(tzinfo=PARIS) for text in (start, end))
    assert (place.pk in found_open(begins, ends)) is held


def test_a_night_over_midnight_is_one_opening(make_place):
    place = make_place(hours="Mo-Su 20:00-02:00")
    begins = datetime(2026, 11, 24, 23, tzinfo=PARIS)
    assert place.pk in found_open(begins, begins + timedelta(hours=2))


def test_places_with_the_same_hours_share_a_timetable(make_place):
    one, other = make_place(hours="Mo-Fr 09:00-12:00"), make_place(hours="mo-fr 9:00-12:00")
    assert one.timetable == other.timetable
    assert make_place(hours="Mo-Fr 09:00-13:00").timetable != one.timetable
    assert OpeningTimetable.objects.count() == 2


def test_each_change_is_seen_at_once(make_place):
    place = make_place(hours="24/7")
    assert found_open(NOW) == {place.pk}
    change_status(place, "suspended", on=None, author=AUTHOR)
    assert found_open(NOW) == set()
    change_status(place, "in_service", on=None, author=AUTHOR)
    update_group(place, "hours", {"opening_hours": "Sa 10:00-12:00"}, author=AUTHOR, source="visite", confirmed_at=NOW)
    assert found_open(NOW) == set()
    update_group(place, "hours", {"opening_hours": "24/7"}, author=AUTHOR, source="visite")
    assert found_open(NOW) == set()
    confirm_group(place, "hours", author=AUTHOR, at=NOW)
    assert found_open(NOW) == {place.pk}
    closed = [{"first_day": "2026-11-23", "last_day": "2026-11-23"}]
    update_group(place, "hours", {"closures": closed}, author=AUTHOR, source="visite", confirmed_at=NOW)
    assert found_open(NOW) == set()
    clear_group(place, "hours", author=AUTHOR)
    assert place.timetable is None


def test_the_nightly_work_goes_further_and_repeats_without_effect(make_place):
    place = make_place(hours="24/7")
    late = NOW + timedelta(days=20)
    with time_machine.travel(late, tick=False):
        assert extend_openings() is not None
        rows = list(TimetableOpening.objects.order_by("start", "pk").values_list("start", "end"))
        assert extend_openings() is None
        assert list(TimetableOpening.objects.order_by("start", "pk").values_list("start", "end")) == rows
        assert place.pk in found_open(late + timedelta(days=34))
    assert rows[0][0] > NOW


def test_a_timetable_that_no_place_follows_goes_when_its_days_are_over(make_place):
    place = make_place(hours="24/7")
    update_group(place, "hours", {"opening_hours": "Sa 10:00-12:00"}, author=AUTHOR, source="visite", confirmed_at=NOW)
    extend_openings()
    assert OpeningTimetable.objects.count() == 2
    with time_machine.travel(NOW + timedelta(days=38), tick=False):
        extend_openings()
    assert [timetable.hours for timetable in OpeningTimetable.objects.all()] == ["Sa 10:00-12:00"]


def test_places_loaded_before_the_territory_get_their_timetable_at_night(make_place, valdore_here):
    place = make_place(hours="24/7")
    Place.objects.update(timetable=None, hours_trusted_until=None)
    assert found_open(NOW) == set()
    extend_openings()
    assert found_open(NOW) == {place.pk}


def test_a_new_clock_moves_places_to_another_timetable(make_place, valdore_here):
    place = make_place(hours="Mo-Fr 09:00-12:00")
    valdore_here.time_zone = "Indian/Reunion"
    valdore_here.save()
    from solozere.territory.current import forget

    forget()
    extend_openings()
    place.refresh_from_db()
    assert place.timetable.time_zone == "Indian/Reunion"


def test_rules_are_exact():
    assert window(date(2026, 11, 23)) == (date(2026, 11, 22), date(2026, 12, 29))
    assert trusted_until(date(2026, 5, 23)) == date(2026, 11, 22)
    assert trusted_until(None) is None
    same = key_of("24/7", [(date(2026, 1, 1), date(2026, 1, 2))], "Europe/Paris", "")
    others = [
        key_of("24/7", [], "Europe/Paris", ""),
        key_of("24/7", [(date(2026, 1, 1), date(2026, 1, 3))], "Europe/Paris", ""),
        key_of("24/7", [(date(2026, 1, 1), date(2026, 1, 2))], "Indian/Reunion", ""),
        key_of("24/7", [(date(2026, 1, 1), date(2026, 1, 2))], "Europe/Paris", "57"),
    ]
    assert len({same, *others}) == 5


@pytest.mark.parametrize("days", [-200, -180, -1, 0, 1, 170, 182, 183, 184, 185, 186, 400])
def test_the_last_day_that_is_kept_is_the_last_day_of_trust(here, days):
    """A list reads the column, a sheet who confirmed the hours: both say the same on every day."""
    place = PlaceFactory()
    place.opening_hours = "24/7"
    confirmed = here.now() - timedelta(days=days)
    place.fact_groups.create(code="hours", source="essai", confirmed_at=confirmed)
    keep_hours(place)
    for at in (here.now(), here.now() + timedelta(days=1), here.now() - timedelta(days=1)):
        fresh = hours_age(place, at, here.zone) == Age.FRESH
        assert (place.hours_trusted_until >= at.astimezone(here.zone).date()) == fresh
        assert opening_of(place, at, here).is_open == fresh

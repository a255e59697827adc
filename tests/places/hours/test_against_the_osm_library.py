"""Our reading of OSM hours agrees with opening-hours-py, minute by minute, wherever the two mean the same.

They do not mean the same for nights (the library cuts them where the next day's rule begins), for public holidays that no rule
names, and for comments; nor can the library know the holidays of the overseas départements: see docs/adr/0003-opening-hours.md.
"""

from datetime import date, datetime, time, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours, State

from solozere.places.hours import holiday_name, parse
from solozere.places.hours.days import Sure, sessions_of
from solozere.places.hours.model import Span, merged
from tests.places.hours.strategies import texts

WINDOW = timedelta(days=21)


def library_days(text: str, first: date) -> dict[date, tuple[Span, ...]]:
    """The open spans of each day as the library sees them, with the public holidays of France."""
    midnight = datetime.combine(first, time())
    days: dict[date, list[Span]] = {}
    for begin, end, state, _comment in OpeningHours(text, country="FR", auto_timezone=False).intervals(
        midnight, midnight + WINDOW
    ):
        while state == State.OPEN and begin < end:
            day = datetime.combine(begin.date(), time())
            until = min(end, day + timedelta(days=1))
            minutes = [int((one - day).total_seconds()) // 60 for one in (begin, until)]
            days.setdefault(day.date(), []).append(Span(*minutes))
            begin = until
    return {day: merged(spans) for day, spans in days.items()}


@settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(texts(nights=False, sure=True), st.dates(date(2026, 1, 1), date(2028, 12, 1)))
def test_each_day_is_open_when_the_library_says_so(text: str, first: date) -> None:
    schedule = parse(text)
    assume(schedule.rules)
    theirs = library_days(str(schedule), first)
    for step in range(WINDOW.days):
        day = first + timedelta(days=step)
        sessions = sessions_of(schedule, day, "")
        if any(one.sure is Sure.HOLIDAY for one in sessions):
            assert holiday_name(day, "")
            continue
        assert merged(Span(one.start, one.end) for one in sessions) == theirs.get(day, ()), (str(schedule), day)


def test_the_public_holidays_of_metropolitan_france_are_the_same() -> None:
    for year in range(2012, 2041):
        first, last = datetime(year, 1, 1), datetime(year + 1, 1, 1)  # noqa: DTZ001
        found = OpeningHours("PH 10:00-12:00", country="FR", auto_timezone=False).intervals(first, last)
        theirs = {begin.date() for begin, _end, state, _comment in found if state == State.OPEN}
        days = (date(year, 1, 1) + timedelta(days=step) for step in range(366))
        assert {day for day in days if day.year == year and holiday_name(day, "")} == theirs


def test_the_library_does_not_know_overseas_holidays_which_is_why_it_is_not_asked() -> None:
    abolition = datetime(2026, 12, 20, 10, 30)  # noqa: DTZ001
    assert OpeningHours("10:00-12:00; PH off", country="FR", auto_timezone=False).is_open(abolition)
    assert holiday_name(abolition.date(), "974")


def test_the_library_cuts_a_night_where_the_next_days_rule_begins_which_is_why_it_is_not_asked() -> None:
    one_in_the_night = datetime(2026, 11, 28, 1, 0)  # noqa: DTZ001
    assert OpeningHours("Fr 20:00-02:00; Sa 10:00-12:00", auto_timezone=False).is_closed(one_in_the_night)

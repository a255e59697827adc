"""Opening hours as instants in UTC: across midnight, changes of clock, leap days and years."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from solozere.places.hours import intervals, parse, state_at
from solozere.places.hours.timeline import Closures
from tests.places.hours.shared import CHRISTMAS, PARIS, REUNION, on

OFFICE = "Mo-Fr 09:00-12:00,14:00-17:30; PH off"


def opened(
    text: str, start: str, end: str, closures: Closures = (), zone: ZoneInfo = PARIS, region: str = ""
) -> list[str]:
    """The intervals between two times on the clock of `zone`, in UTC: « 23T08:00/23T11:00 »."""
    found = intervals(parse(text), closures, on(start, zone), on(end, zone), zone, region)
    assert all(opens.tzinfo is UTC and closes.tzinfo is UTC for opens, closes in found)
    return [f"{opens:%dT%H:%M}/{closes:%dT%H:%M}" for opens, closes in found]


def test_a_day_has_its_two_intervals_in_utc() -> None:
    assert opened(OFFICE, "2026-11-23 00:00", "2026-11-24 00:00") == ["23T08:00/23T11:00", "23T13:00/23T16:30"]


def test_the_window_cuts_the_intervals() -> None:
    assert opened(OFFICE, "2026-11-23 10:00", "2026-11-23 15:00") == ["23T09:00/23T11:00", "23T13:00/23T14:00"]
    assert opened(OFFICE, "2026-11-23 12:00", "2026-11-23 14:00") == []
    assert opened(OFFICE, "2026-11-23 15:00", "2026-11-23 10:00") == []


def test_a_span_until_24_and_one_from_0_are_one_interval() -> None:
    text = "Fr 20:00-24:00; Sa 00:00-02:00"
    assert opened(text, "2026-11-27 12:00", "2026-11-28 12:00") == ["27T19:00/28T01:00"]
    assert opened("Mo-Su 00:00-24:00", "2026-11-23 00:00", "2026-11-26 00:00") == ["22T23:00/25T23:00"]


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    text = "Fr 20:00-02:00; Sa 10:00-12:00"
    assert opened(text, "2026-11-27 12:00", "2026-11-29 00:00") == ["27T19:00/28T01:00", "28T09:00/28T11:00"]
    assert opened("Fr 20:00-02:00; Sa off", "2026-11-28 00:00", "2026-11-29 00:00") == ["27T23:00/28T01:00"]


def test_a_pause_in_the_night_leaves_what_comes_after_it() -> None:
    text = "Fr 20:00-04:00; Fr 23:00-01:00 off"
    assert opened(text, "2026-11-27 12:00", "2026-11-28 12:00") == ["27T19:00/27T22:00", "28T00:00/28T03:00"]
    closures = [(date(2026, 11, 28), date(2026, 11, 28))]
    assert opened(text, "2026-11-27 12:00", "2026-11-28 12:00", closures) == ["27T19:00/27T22:00"]


def test_spans_that_overlap_or_touch_are_one_interval() -> None:
    assert opened("Mo 09:00-13:00,12:00-18:00", "2026-11-23 00:00", "2026-11-24 00:00") == ["23T08:00/23T17:00"]
    assert opened("Mo 09:00-13:00,13:00-18:00", "2026-11-23 00:00", "2026-11-24 00:00") == ["23T08:00/23T17:00"]
    assert opened("Fr 20:00-10:00; Sa 09:00-12:00", "2026-11-27 12:00", "2026-11-29 00:00") == ["27T19:00/28T11:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01:00-05:00", ["29T00:00/29T03:00"]),
        ("02:30-05:00", ["29T01:00/29T03:00"]),
        ("00:00-02:30", ["28T23:00/29T01:00"]),
        ("02:15-02:45", []),
        ("02:00-03:00", []),
        ("01:00-02:00,03:00-04:00", ["29T00:00/29T02:00"]),
        ("20:00-02:30", ["28T23:00/29T01:00", "29T18:00/29T22:00"]),
    ],
)
def test_in_march_the_hour_that_does_not_exist_takes_no_time(text: str, expected: list[str]) -> None:
    assert opened(text, "2026-03-29 00:00", "2026-03-30 00:00") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01:00-05:00", ["24T23:00/25T04:00"]),
        ("02:30-05:00", ["25T00:30/25T04:00"]),
        ("00:00-02:30", ["24T22:00/25T00:30"]),
        ("02:15-02:45", ["25T00:15/25T00:45"]),
        ("00:00-24:00", ["24T22:00/25T23:00"]),
    ],
)
def test_in_october_the_hour_shown_twice_is_the_first_one(text: str, expected: list[str]) -> None:
    assert opened(text, "2026-10-25 00:00", "2026-10-26 00:00") == expected


def test_the_day_of_25_hours_is_open_for_25_hours() -> None:
    found = intervals(parse("24/7"), (), on("2026-10-25 00:00"), on("2026-10-26 00:00"), PARIS, "")
    assert [closes - opens for opens, closes in found] == [timedelta(hours=25)]


def test_the_second_half_past_two_of_october_is_not_open_twice() -> None:
    schedule = parse("02:15-02:45")
    assert state_at(schedule, (), on("2026-10-25 02:30"), PARIS, "").is_open
    assert not state_at(schedule, (), on("2026-10-25 02:30", fold=1), PARIS, "").is_open


def test_a_clock_that_jumps_over_midnight_is_followed() -> None:
    beirut = ZoneInfo("Asia/Beirut")
    found = opened("Sa 20:00-24:00; Su 00:00-03:00", "2021-03-27 12:00", "2021-03-28 12:00", zone=beirut)
    assert found == ["27T18:00/28T00:00"]


def test_a_day_that_never_was_takes_no_time() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert opened("Fr 10:00-12:00", "2011-12-29 12:00", "2011-12-31 12:00", zone=apia) == []


def test_closures_win_over_everything_on_both_their_days() -> None:
    text = "24/7"
    start, end = "2026-12-23 12:00", "2027-01-04 12:00"
    assert opened(text, start, end, [CHRISTMAS]) == ["23T11:00/23T23:00", "03T23:00/04T11:00"]
    one_day = [(date(2026, 12, 25), date(2026, 12, 25))]
    assert opened("Dec 25 10:00-12:00", "2026-12-25 00:00", "2026-12-26 00:00", one_day) == []


def test_round_the_clock_is_what_closures_leave_of_it() -> None:
    days = [date(2026, 11, day) for day in range(1, 31)]
    closures = [(days[4], days[5]), (days[2], days[2]), (days[5], days[8]), (days[20], days[12]), (days[8], days[6])]
    same = "Mo-Su 00:00-12:00,12:00-24:00"
    window = ("2026-11-01 06:00", "2026-11-20 18:00")
    expected = ["01T05:00/02T23:00", "03T23:00/04T23:00", "09T23:00/20T17:00"]
    assert opened("24/7", *window, closures) == opened(f"{same}; PH 00:00-24:00", *window, closures) == expected


def test_a_closure_that_ends_before_it_begins_closes_nothing() -> None:
    reversed_closure = [(date(2026, 11, 24), date(2026, 11, 23))]
    assert opened(OFFICE, "2026-11-23 00:00", "2026-11-23 12:00", reversed_closure) == ["23T08:00/23T11:00"]


def test_the_29th_of_february_comes_every_fourth_year() -> None:
    assert opened("Feb 29 10:00-12:00", "2028-02-28 00:00", "2028-03-02 00:00") == ["29T09:00/29T11:00"]
    assert opened("Feb 29 10:00-12:00", "2027-02-28 00:00", "2027-03-02 00:00") == []
    assert opened("Feb 01-Feb 29 off, Feb 28 10:00-12:00", "2027-02-27 00:00", "2027-03-02 00:00") == [
        "28T09:00/28T11:00"
    ]


def test_dates_go_over_the_new_year() -> None:
    text = "10:00-12:00; Dec 24-Jan 02 off; PH off"
    assert opened(text, "2026-12-23 00:00", "2026-12-25 00:00") == ["23T09:00/23T11:00"]
    assert opened(text, "2027-01-02 00:00", "2027-01-04 00:00") == ["03T09:00/03T11:00"]
    assert opened("2026 10:00-12:00", "2026-12-31 00:00", "2027-01-02 00:00") == ["31T09:00/31T11:00"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sa[1] 10:00-12:00", ["07T09:00/07T11:00"]),
        ("Sa[1,3] 10:00-12:00", ["07T09:00/07T11:00", "21T09:00/21T11:00"]),
        ("Mo[5] 10:00-12:00", ["30T09:00/30T11:00"]),
        ("Sa[-1] 10:00-12:00", ["28T09:00/28T11:00"]),
        ("week 46-52/2 Mo 10:00-12:00", ["09T09:00/09T11:00", "23T09:00/23T11:00"]),
        ("week 45 Mo,Su 10:00-12:00", ["02T09:00/02T11:00", "08T09:00/08T11:00"]),
    ],
)
def test_days_of_the_month_and_weeks_of_the_year_are_counted(text: str, expected: list[str]) -> None:
    assert opened(text, "2026-11-01 00:00", "2026-12-01 00:00") == expected


def test_a_rule_with_hours_off_takes_them_out() -> None:
    text = "Mo 09:00-18:00; Mo 12:00-14:00 off"
    assert opened(text, "2026-11-23 00:00", "2026-11-24 00:00") == ["23T08:00/23T11:00", "23T13:00/23T17:00"]


def test_hours_that_are_not_known_are_not_open() -> None:
    text = 'Mo 09:00-12:00; Mo 14:00-18:00 unknown || "sur rendez-vous"'
    assert opened(text, "2026-11-23 00:00", "2026-11-24 00:00") == []
    text = 'Mo 09:00-12:00, Mo 14:00-18:00 unknown || "sur rendez-vous"'
    assert opened(text, "2026-11-23 00:00", "2026-11-24 00:00") == ["23T08:00/23T11:00"]


def test_overseas_hours_are_those_of_their_own_clock() -> None:
    found = opened(OFFICE, "2026-12-18 00:00", "2026-12-22 00:00", zone=REUNION, region="974")
    assert found == ["18T05:00/18T08:00", "18T10:00/18T13:30", "21T05:00/21T08:00", "21T10:00/21T13:30"]


def test_35_days_are_materialised_in_order() -> None:
    found = intervals(parse(OFFICE), [CHRISTMAS], on("2026-12-01 00:00"), on("2027-01-05 00:00"), PARIS, "")
    assert len(found) == 2 * (17 + 1)
    assert found == sorted(found)


def test_an_instant_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        intervals(parse(OFFICE), (), datetime(2026, 11, 23), on("2026-11-24 00:00"), PARIS, "")  # noqa: DTZ001

"""Opening hours as schema.org's openingHoursSpecification."""

from datetime import date

from solozere.places.hours import parse, to_schema_org

TYPE = {"@type": "OpeningHoursSpecification"}
WEEKDAYS = [f"https://schema.org/{day}" for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")]
HOLIDAYS = ["https://schema.org/PublicHolidays"]


def test_each_span_names_its_days_and_holidays_come_after() -> None:
    assert to_schema_org(parse("Mo-Fr 09:00-12:00,14:00-18:00; PH off")) == [
        {**TYPE, "dayOfWeek": WEEKDAYS, "opens": "09:00", "closes": "12:00"},
        {**TYPE, "dayOfWeek": WEEKDAYS, "opens": "14:00", "closes": "18:00"},
        {**TYPE, "dayOfWeek": HOLIDAYS, "opens": "00:00", "closes": "00:00"},
    ]


def test_a_whole_day_closes_at_23_59_and_a_night_before_it_opens() -> None:
    assert [(one["opens"], one["closes"]) for one in to_schema_org(parse("24/7"))] == [("00:00", "23:59")]
    assert [(one["opens"], one["closes"]) for one in to_schema_org(parse("Fr 20:00-02:00"))] == [("20:00", "02:00")]
    assert [(one["opens"], one["closes"]) for one in to_schema_org(parse("Fr 20:00-24:00"))] == [("20:00", "00:00")]


def test_holidays_that_no_rule_names_or_that_differ_are_left_out() -> None:
    assert all(one["dayOfWeek"] != HOLIDAYS for one in to_schema_org(parse("Mo-Fr 09:00-12:00")))
    assert all(one["dayOfWeek"] != HOLIDAYS for one in to_schema_org(parse("Mo-Fr 09:00-12:00, PH 14:00-15:00")))
    assert to_schema_org(parse("PH 10:00-12:00")) == [
        {**TYPE, "dayOfWeek": HOLIDAYS, "opens": "10:00", "closes": "12:00"}
    ]


def test_hours_that_are_not_sure_are_left_out() -> None:
    assert to_schema_org(parse("Mo 09:00-12:00 unknown")) == []
    assert to_schema_org(parse("off")) == []


def test_seasons_are_dated_from_a_day_or_left_out() -> None:
    schedule = parse("Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 09:00-19:00")
    assert to_schema_org(schedule) == []
    dated = to_schema_org(schedule, date(2026, 6, 1))
    assert [(one["closes"], one["validFrom"], one["validThrough"]) for one in dated] == [
        ("17:00", "2026-06-01", "2026-06-30"),
        ("19:00", "2026-07-01", "2026-08-31"),
    ]
    assert all(one["dayOfWeek"] == WEEKDAYS for one in dated)


def test_a_day_of_the_month_is_dated() -> None:
    dated = to_schema_org(parse("Mo[1] 10:00-12:00"), date(2026, 11, 1))
    assert [(one["dayOfWeek"], one["validFrom"], one["validThrough"]) for one in dated] == [
        (WEEKDAYS[:1], first, last)
        for first, last in [("2026-11-01", "2026-11-08"), ("2026-12-07", "2026-12-13"), ("2027-01-04", "2027-01-10")]
    ]


def test_closures_are_dated_days_without_hours() -> None:
    closures = [(date(2026, 12, 24), date(2027, 1, 3))]
    assert to_schema_org(parse("Mo 09:00-12:00"), closures=closures)[-1] == {
        **TYPE,
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": "2026-12-24",
        "validThrough": "2027-01-03",
    }

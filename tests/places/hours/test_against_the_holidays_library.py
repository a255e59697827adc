"""Our tables of public and school holidays say what the library `holidays` says, in each region and zone."""

from datetime import date, timedelta

import holidays
import pytest

from solozere.core.text import typo
from solozere.places.hours import holiday_name
from solozere.places.hours.holidays import easter
from solozere.places.hours.school import SET_FROM, SET_UNTIL, is_school_holiday
from solozere.territory.calendars import CALENDARS, SCHOOL_ZONES


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    return [day for step in range(366) if (day := date(year, 1, 1) + timedelta(days=step)).year == year]


def test_the_regions_are_those_of_the_library() -> None:
    assert set(CALENDARS) == {"", *holidays.France.subdivisions}


@pytest.mark.parametrize("region", CALENDARS)
def test_public_holidays_have_the_same_dates_and_names_in_each_region(region: str) -> None:
    for year in range(2026, 2061):
        theirs = holidays.country_holidays("FR", subdiv=region or None, years=year, expand=False, language="fr")
        ours = {day: name for day in days_of(year) if (name := holiday_name(day, region))}
        assert set(ours) == set(theirs), year
        for day, name in ours.items():
            assert name in typo(theirs[day]), (day, theirs[day])


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_school_holidays_have_the_same_dates_in_each_zone(zone: str) -> None:
    years = range(SET_FROM.year, SET_UNTIL.year + 1)
    theirs = holidays.country_holidays(
        "FR", subdiv=zone, years=years, expand=False, language="fr", categories=("school",)
    )
    days = [day for year in years for day in days_of(year) if SET_FROM <= day <= SET_UNTIL]
    assert {day for day in days if is_school_holiday(day, zone)} == {
        day for day in theirs if SET_FROM <= day <= SET_UNTIL
    }
    assert is_school_holiday(SET_FROM - timedelta(days=1), zone) is None
    assert is_school_holiday(SET_UNTIL + timedelta(days=1), zone) is None


@pytest.mark.parametrize(
    "sunday",
    ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2038-04-25", "2049-04-18", "2285-03-22"],
)
def test_easter_is_that_of_the_church_in_the_years_where_it_is_difficult(sunday: str) -> None:
    assert easter(int(sunday[:4])) == date.fromisoformat(sunday)

"""Public and school holidays of France and its subdivisions, from the library `holidays`: see docs/adr/0003-opening-hours.md.

A region is "" for the départements without holidays of their own, else a subdivision as the library names it: "57" (Moselle),
"6AE" (Alsace), "971" to "976", "NC"… or a school zone, "Zone A" to "Zone C", which has the public holidays of "".
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _

from solozere.core.text import typo

SCHOOL_CALENDAR_SET_UNTIL = date(2028, 8, 31)
"""The last school year that a decree sets in the library's version; beyond, it foretells, and we say « not known »."""


def regions() -> tuple[str, ...]:
    """The regions that `holiday_name` knows."""
    return ("", *holidays.France.subdivisions)


def check_region(region: str) -> None:
    """Raise ValueError with a French sentence when `region` is not one of `regions()`."""
    if region not in regions():
        known = ", ".join(filter(None, regions()))
        raise ValueError(
            _("« %(region)s » n’a pas de jours fériés connus. Laissez vide, ou choisissez parmi : %(known)s.")
            % {"region": region, "known": known}
        )


@lru_cache(maxsize=256)
def _days_off(region: str, year: int, category: str) -> Mapping[date, str]:
    """The days of one year and their French names; empty for a year that the library does not cover."""
    check_region(region)
    found = holidays.country_holidays(
        "FR", subdiv=region or None, years=year, expand=False, language="fr", categories=(category,)
    )
    return {day: typo(name) for day, name in found.items()}


def holiday_name(day: date, region: str | None) -> str:
    """The name of the public holiday that `day` is in `region`, "" when it is none; None as a region has no holidays at all.

    Raises ValueError for a region that is not known.
    """
    return "" if region is None else _days_off(region, day.year, "public").get(day, "")


def is_school_holiday(day: date, region: str | None) -> bool | None:
    """Do schools rest on `day` (weekends within included)? None where no calendar says so: no school zone, or a year too far."""
    if region is None:
        return False
    if not region.startswith("Zone") or day > SCHOOL_CALENDAR_SET_UNTIL:
        return None
    year = _days_off(region, day.year, "school")
    return day in year if year else None

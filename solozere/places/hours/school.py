"""School holidays of the three zones of mainland France, as far as decrees have set them.

Sources: arrêtés of 7 December 2022 (until 2025-2026), 22 October 2025 (2026-2027) and 21 July 2026 (2027-2028), as gathered by the
library `holidays` 0.109, to which the tests hold this table. To add a year: its dates for each zone, and SET_UNTIL.
"""

from datetime import date

SET_FROM, SET_UNTIL = date(2025, 9, 1), date(2028, 8, 31)
"""The days about which the decrees speak; outside, nothing is known."""

_ALL = (
    ("2025-10-18", "2025-11-02"),
    ("2025-12-20", "2026-01-04"),
    ("2026-05-14", "2026-05-17"),
    ("2026-07-04", "2026-08-31"),
    ("2026-10-17", "2026-11-01"),
    ("2026-12-19", "2027-01-03"),
    ("2027-05-06", "2027-05-09"),
    ("2027-07-03", "2027-09-01"),
    ("2027-10-23", "2027-11-07"),
    ("2027-12-18", "2028-01-02"),
    ("2028-05-25", "2028-05-28"),
    ("2028-07-05", "2028-08-31"),
)
_WINTER_AND_SPRING = {
    "Zone A": (
        ("2026-02-07", "2026-02-22"),
        ("2026-04-04", "2026-04-19"),
        ("2027-02-13", "2027-02-28"),
        ("2027-04-10", "2027-04-25"),
        ("2028-02-19", "2028-03-05"),
        ("2028-04-22", "2028-05-08"),
    ),
    "Zone B": (
        ("2026-02-14", "2026-03-01"),
        ("2026-04-11", "2026-04-26"),
        ("2027-02-20", "2027-03-07"),
        ("2027-04-17", "2027-05-02"),
        ("2028-02-05", "2028-02-20"),
        ("2028-04-08", "2028-04-23"),
    ),
    "Zone C": (
        ("2026-02-21", "2026-03-08"),
        ("2026-04-18", "2026-05-03"),
        ("2027-02-06", "2027-02-21"),
        ("2027-04-03", "2027-04-18"),
        ("2028-02-12", "2028-02-27"),
        ("2028-04-15", "2028-05-01"),
    ),
}
_PERIODS = {
    zone: tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in (*_ALL, *own))
    for zone, own in _WINTER_AND_SPRING.items()
}
"""First and last day without school, weekends within included."""


def is_school_holiday(day: date, region: str | None) -> bool | None:
    """Do schools rest on `day`? None where no calendar says so: a region that is no school zone, or a year that no decree sets.

    None as a region has no holidays at all: False.
    """
    if region is None:
        return False
    if region not in _PERIODS or not SET_FROM <= day <= SET_UNTIL:
        return None
    return any(first <= day <= last for first, last in _PERIODS[region])

"""Which days are written, how timetables are told apart, until when hours are trusted: no database."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from solozere.places.hours import Closures, Interval, Schedule, intervals
from solozere.places.hours.clock import instant_of
from solozere.places.rules.freshness import stale_from

LAST_ASKED_DAY = timedelta(days=34)
"""Openings can be asked for during 35 days, today included."""
_WRITTEN_BEFORE = timedelta(days=1)
_WRITTEN_AFTER = timedelta(days=36)
"""Beyond what can be asked, so that a night without the nightly work is not seen."""


def window(today: date) -> tuple[date, date]:
    """The first and the last day for which openings are written on `today`."""
    return today - _WRITTEN_BEFORE, today + _WRITTEN_AFTER


def key_of(hours: str, closures: Sequence[tuple[date, date]], time_zone: str, region: str) -> str:
    """What tells a timetable from the others: a hexadecimal sha256."""
    said = [hours, [[first.isoformat(), last.isoformat()] for first, last in closures], time_zone, region]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def openings_between(
    schedule: Schedule, closures: Closures, first: date, last: date, zone: ZoneInfo, region: str
) -> list[Interval]:
    """When a schedule is certainly open from the beginning of `first` to the end of `last`, in UTC, sorted, apart."""
    start, end = instant_of(first, 0, zone), instant_of(last + timedelta(days=1), 0, zone)
    return intervals(schedule, closures, start, end, zone, region)


def trusted_until(confirmed_on: date | None) -> date | None:
    """The last day on which hours confirmed on that day are trusted; None where nobody confirmed them."""
    return None if confirmed_on is None else stale_from(confirmed_on) - timedelta(days=1)


def minute_of(instant: datetime) -> datetime:
    """The minute that has begun: hours change on whole minutes, so a place is open at both or at neither."""
    return instant.replace(second=0, microsecond=0)

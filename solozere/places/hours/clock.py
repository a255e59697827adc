"""From the clock on the wall to instants, across changes of clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from solozere.places.hours.model import DAY

FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(9000, 1, 1)
"""Days for which hours are computed; beyond, arithmetic on dates would overflow."""
_MINUTE = timedelta(minutes=1)


def check_instant(instant: datetime) -> None:
    """Raise ValueError unless `instant` carries its zone and lies between the years 1000 and 9000."""
    if instant.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    if not FIRST_DAY.year < instant.year < LAST_DAY.year:
        raise ValueError("an instant must lie between the years 1000 and 9000")


@lru_cache(maxsize=8192)
def _plain_midnight(day: date, zone: ZoneInfo) -> datetime | None:
    """The instant at which `day` begins, when its clock runs 24 hours without a change; else None."""
    begins = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    return begins.astimezone(UTC) if begins.utcoffset() == ends.utcoffset() else None


def instant_of(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the clock of `zone` shows `minute` (0 to 1440, from midnight) on `day`.

    A time that the clock jumps over (02:30 in March) is the instant of the jump; a time that it shows twice (02:30 in
    October) is the first of the two, as in iCalendar (RFC 5545). So the order of times is the order of instants.
    """
    plain = _plain_midnight(day, zone)
    if plain is not None:
        return plain + minute * _MINUTE
    shown = datetime.combine(day, time()) + minute * _MINUTE
    instant = shown.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == shown:
        return instant
    return _jump(instant - timedelta(hours=DAY // 60), instant, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between the two at which the clock jumps forward, found by halving to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)

"""Opening hours as instants."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from solozere.places.hours.clock import check_instant
from solozere.places.hours.days import Sure
from solozere.places.hours.model import Schedule
from solozere.places.hours.timeline import Closures, joined, pieces

Interval = tuple[datetime, datetime]


def intervals(
    schedule: Schedule,
    closures: Closures,
    start: datetime,
    end: datetime,
    zone: ZoneInfo,
    holidays_region: str | None,
) -> list[Interval]:
    """When the place is certainly open between `start` and `end`: (opens, closes) in UTC, sorted, apart, cut at the window.

    Each interval holds its beginning and not its end. Hours that are unknown, or that nobody confirmed for a public holiday,
    are not in it. Raises ValueError when an instant has no zone or the region is not known.
    """
    check_instant(start)
    check_instant(end)
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    first, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    stream = (
        piece for piece in pieces(schedule, closures, first, last, zone, holidays_region) if piece.sure is Sure.OPEN
    )
    cut = ((max(piece.start, start), min(piece.end, end)) for piece in joined(stream))
    return [(opens, closes) for opens, closes in cut if opens < closes]

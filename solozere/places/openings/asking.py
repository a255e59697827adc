"""Asking for places that are open, as conditions of a query."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from solozere.places.enums import PlaceStatus
from solozere.places.models import OpeningTimetable, TimetableOpening


def sure_openings(start: datetime, end: datetime | None = None) -> "QuerySet[TimetableOpening]":
    """The openings that hold the instant `start`, or all the time from `start` to `end`."""
    held = TimetableOpening.objects.filter(start__lte=start.astimezone(UTC))
    return held.filter(end__gt=start.astimezone(UTC)) if end is None else held.filter(end__gte=end.astimezone(UTC))


def open_during(start: datetime, end: datetime | None, zone: ZoneInfo) -> Q:
    """Places in service that are certainly open at `start`, or from `start` to `end` without a break.

    Certainly: their hours are still trusted on that day. Agrees with `places.opening.opening_of` at every instant of the
    days that are written; days beyond find nothing.
    """
    last = start if end is None else end - timedelta(microseconds=1)
    timetables: QuerySet[OpeningTimetable, int] = sure_openings(start, end).values("timetable")  # type: ignore[assignment]
    return Q(
        status=PlaceStatus.IN_SERVICE,
        hours_trusted_until__gte=last.astimezone(zone).date(),
        timetable__in=timetables,
    )

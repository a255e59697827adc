"""Keeps the timetable of a place in step with its hours, and the timetables in step with the days that pass."""

from collections.abc import Sequence
from datetime import UTC, date
from zoneinfo import ZoneInfo

from django.db import transaction

from solozere.places.enums import FactGroupCode
from solozere.places.hours import Closures, HoursError, parse
from solozere.places.models import OpeningTimetable, Place, TimetableOpening, fact_group
from solozere.places.opening import closures_of, region_of
from solozere.places.openings.rules import key_of, openings_between, trusted_until, window
from solozere.territory.current import territory
from solozere.territory.models import Territory

BATCH = 2000


Timetables = dict[tuple[str, tuple[tuple[date, date], ...]], OpeningTimetable | None]
"""Timetables by hours and closures as they are written: kept while many places are gone through in one transaction."""


def keep_hours(place: Place, known: Timetables | None = None) -> None:
    """Set `timetable` and `hours_trusted_until` from the hours, the closures and who confirmed them; does not save.

    Reads fact_groups and closures: prefetch them for many. Call it in the transaction that changed them. Before a territory
    is loaded no clock is known: the nightly work does it.
    """
    here = territory()
    place.timetable, place.hours_trusted_until = None, None
    if here is None or not place.opening_hours:
        return
    group = fact_group(place, FactGroupCode.HOURS)
    confirmed = group.confirmed_at if group else None
    place.hours_trusted_until = trusted_until(confirmed.astimezone(here.zone).date() if confirmed else None)
    known = {} if known is None else known
    said = (place.opening_hours, tuple(sorted(closures_of(place))))
    if said not in known:
        known[said] = _timetable_of(place, here)
    place.timetable = known[said]


def _timetable_of(place: Place, here: Territory) -> OpeningTimetable | None:
    """The timetable that says what the place says, made where there is none; None for hours that cannot be read."""
    try:
        hours = str(parse(place.opening_hours))
    except HoursError:
        return None
    closures, region = sorted(closures_of(place)), region_of(here)
    first, last = window(here.today())
    timetable, new = OpeningTimetable.objects.select_for_update().get_or_create(
        key=key_of(hours, closures, here.time_zone, region),
        defaults={
            "hours": hours,
            "closures": [[start.isoformat(), end.isoformat()] for start, end in closures],
            "time_zone": here.time_zone,
            "region": region,
            "first_day": first,
            "last_day": last,
        },
    )
    if new or timetable.last_day < last:
        write_openings(timetable, here.today())
    return timetable


@transaction.atomic
def write_openings(timetable: OpeningTimetable, today: date) -> None:
    """Write the openings of a timetable for the window of `today`, instead of those that stand."""
    timetable.first_day, timetable.last_day = window(today)
    zone, closures = ZoneInfo(timetable.time_zone), _read(timetable.closures)
    found = openings_between(
        parse(timetable.hours), closures, timetable.first_day, timetable.last_day, zone, timetable.region
    )
    timetable.openings.all().delete()
    TimetableOpening.objects.bulk_create(
        (TimetableOpening(timetable=timetable, start=s.astimezone(UTC), end=e.astimezone(UTC)) for s, e in found),
        batch_size=BATCH,
    )
    timetable.save()


def _read(closures: Sequence[Sequence[str]]) -> Closures:
    return [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in closures]

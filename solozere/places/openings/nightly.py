"""The work of the night: openings written further ahead, timetables that no place follows dropped."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from solozere.places.models import OpeningTimetable, Place
from solozere.places.opening import region_of
from solozere.places.openings.keeping import keep_hours, write_openings
from solozere.places.openings.rules import window
from solozere.places.search.keeping import keep_all
from solozere.territory.current import territory
from solozere.territory.models import Territory

BATCH = 500


def extend_openings() -> str | None:
    """Bring every timetable in use to today's window; a second call on the same day changes nothing.

    A timetable that no place follows is left behind, and goes once its last day is over: nobody can then be taking it up,
    since whoever does writes it further under the lock. Places whose clock changed with the pack take another timetable,
    and those of a database older than the search are indexed.
    """
    here = territory()
    if here is None:
        return None
    today = here.today()
    moved = keep_all(Place.objects.filter(sort_key="")) + _put_right(here)
    written = _extend(today)
    dropped = _drop_unused(today)
    if not (moved or written or dropped):
        return None
    return f"{written} timetables written, {moved} places put right, {dropped} rows dropped"


@transaction.atomic
def _drop_unused(today: date) -> int:
    """Drop, under their lock, the timetables whose days are over and that no place follows; counts rows of both tables."""
    followed = Place.objects.filter(timetable=OuterRef("pk"))
    over = OpeningTimetable.objects.select_for_update().filter(~Exists(followed), last_day__lt=today).order_by("pk")
    dropped, _by_model = OpeningTimetable.objects.filter(pk__in=list(over.values_list("pk", flat=True))).delete()
    return dropped


def _put_right(here: Territory) -> int:
    """Places that have hours and no timetable of this territory's clock: those loaded before it, or whose clock changed."""
    ours = Q(timetable__time_zone=here.time_zone, timetable__region=region_of(here))
    left = (
        Place.objects.exclude(opening_hours="").exclude(ours).order_by("pk").prefetch_related("closures", "fact_groups")
    )
    count = 0
    for place in left.iterator(chunk_size=BATCH):
        before = place.timetable_id
        keep_hours(place)
        if place.timetable_id != before:
            Place.objects.filter(pk=place.pk).update(
                timetable=place.timetable, hours_trusted_until=place.hours_trusted_until
            )
            count += 1
    return count


def _extend(today: date) -> int:
    _first, last = window(today)
    count = 0
    behind = OpeningTimetable.objects.filter(last_day__lt=last).exclude(places=None).order_by("pk").distinct()
    for pk in behind.values_list("pk", flat=True).iterator(chunk_size=BATCH):
        count += _written(pk, today, last)
    return count


@transaction.atomic
def _written(pk: int, today: date, last: date) -> bool:
    """Write one timetable, locked first as whoever changes hours locks it; False where somebody wrote it meanwhile."""
    timetable = OpeningTimetable.objects.select_for_update().filter(pk=pk, last_day__lt=last).first()
    if timetable is None:
        return False
    write_openings(timetable, today)
    return True

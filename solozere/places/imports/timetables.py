"""The openings of the next weeks, written before the import's own transaction: half of its work, and nobody has to wait for it."""

from collections.abc import Iterable

from django.db import transaction

from solozere.places.imports.parsed import Progress
from solozere.places.models import Closure, FactGroup, Place
from solozere.places.openings.keeping import keep_hours


def prepare(hours: Iterable[str], progress: Progress | None = None) -> None:
    """Have a timetable ready for each of these opening hours, a short transaction each.

    A timetable is no fact of a place: where the import is then undone, those that no place follows are dropped by the work
    of the night. `progress(done, total)` is called after each.
    """
    wanted = sorted(set(hours))
    for done, text in enumerate(wanted, start=1):
        nowhere = Place(pk=0, opening_hours=text)
        nowhere._prefetched_objects_cache = {  # type: ignore[attr-defined]
            "fact_groups": FactGroup.objects.none(),
            "closures": Closure.objects.none(),
        }
        with transaction.atomic():
            keep_hours(nowhere)
        if progress:
            progress(done, len(wanted))

"""The version of all places: what is counted over all of them is kept in memory under it."""

from django.db.models import F

from solozere.places.models import Place, PlacesVersion


def bump() -> None:
    """Say that places change: call it first in the transaction that changes them, or what a facet says of them.

    It locks the one row until the end of the transaction, so changes follow one another on PostgreSQL as they do on SQLite;
    taken before any other lock, it lets no two of them wait for each other.
    """
    if not PlacesVersion.objects.filter(pk=1).update(number=F("number") + 1):
        PlacesVersion.objects.get_or_create(pk=1)
        PlacesVersion.objects.filter(pk=1).update(number=F("number") + 1)


def current() -> int:
    """The version that this transaction sees; 0 before the first change."""
    return PlacesVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def of(place: Place) -> int:
    """The version that `place` was read at: its own for one of `Place.objects.for_page(…)`, else that of now."""
    read: int | None = getattr(place, "version", None)
    return current() if read is None else read

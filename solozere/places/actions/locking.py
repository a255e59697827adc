"""The lock that each verb takes, and what it leaves to its caller."""

from solozere.places.models import Place
from solozere.places.search import version


def lock(place: Place) -> Place:
    """The same place, locked and fresh; call it inside a transaction."""
    version.bump()
    return Place.objects.select_for_update().get(pk=place.pk)


def refresh(place: Place) -> None:
    """Bring the caller's object to what was written, prefetched rows included."""
    place._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    place.refresh_from_db()

"""The lock that each verb takes, and what it leaves to its caller."""

from solozere.places.models import Place
from solozere.places.search import version


def lock(place: Place) -> Place:
    """The same place, locked and fresh; call it inside a transaction. A verb that calls another takes it twice."""
    version.bump()
    locked = Place.objects.select_for_update().filter(pk=place.pk).first()
    if locked is None:
        raise Place.DoesNotExist
    return locked


def refresh(place: Place) -> None:
    """Bring the caller's object to what was written, prefetched rows included."""
    place._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    place.refresh_from_db()

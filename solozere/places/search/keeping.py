"""Keeps what the search reads of a place in step with it, in the transaction that changes it."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import prefetch_related_objects

from solozere.core import bulk, fulltext
from solozere.core.fulltext.index import Writer, clear, put_many
from solozere.core.text import fold
from solozere.places.enums import LISTINGS, FactGroupCode, Listing
from solozere.places.models import Place, PlaceQuerySet
from solozere.places.openings.keeping import Timetables, keep_hours
from solozere.places.search import version
from solozere.places.search.bits import give_bits, offered_mask

SCOPE = "places"
COLUMNS = ("sort_key", "listing", "service_mask", "timetable", "hours_trusted_until")
BATCH = 500
_RELATED = "commune__former", "services__service", "spaces"
_READ = {
    FactGroupCode.IDENTITY,
    FactGroupCode.LOCATION,
    FactGroupCode.SPACES,
    FactGroupCode.SERVICES,
    FactGroupCode.ACCESS,
    FactGroupCode.PRICES,
}
"""The groups whose words are looked for."""


def sort_key(name: str) -> str:
    """`name` in the order of the alphabet, the same for every collation: only letters and digits, 0 for a space."""
    return fold(name).replace(" ", "0")[:200]


def words_of(place: Place) -> list[tuple[int, str]]:
    """(weight, text) of what can be looked for. Reads commune with its old names, services, spaces: prefetch them."""
    services = [row for row in place.services.all() if row.available]
    return [
        (10, place.name),
        (8, place.commune.name),
        *((8, old.name) for old in place.commune.former.all()),
        *((5, f"{row.service.name} {row.service.name_en}") for row in services),
        *((3, f"{space.get_kind_display()} {space.name}") for space in place.spaces.all()),
        (3, place.summary),
        (3, f"{place.address} {place.postal_code}"),
        (3, place.label.name if place.shown_label and place.label else ""),
        (1, " ".join(row.detail for row in services)),
        (1, f"{place.prices} {place.accessibility} {place.access_public_transport} {place.access_car}"),
    ]


def keep_group(place: Place, code: str) -> None:
    """After a group of facts of `place` changed: bring its columns and its words in step, and save the columns."""
    place._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    columns: list[str] = []
    if code in _READ:
        prefetch_related_objects([place], *_RELATED)
    if code == FactGroupCode.HOURS:
        keep_hours(place)
        columns = ["timetable", "hours_trusted_until"]
    elif code == FactGroupCode.SERVICES:
        place.service_mask = offered_mask(place)
        columns = ["service_mask"]
    elif code == FactGroupCode.IDENTITY:
        place.sort_key = sort_key(place.name)
        columns = ["sort_key"]
    if columns:
        Place.objects.filter(pk=place.pk).update(**{column: getattr(place, column) for column in columns})
    if code in _READ:
        keep_words(place)


def keep_life(place: Place) -> None:
    """After a place was created, changed its status or its label: bring its columns and its words in step, and save."""
    place.sort_key, place.listing = sort_key(place.name), LISTINGS[place.status]
    Place.objects.filter(pk=place.pk).update(sort_key=place.sort_key, listing=place.listing)
    keep_words(place)


def keep_words(place: Place) -> None:
    """Index a place that the public sees, forget one that it does not."""
    prefetch_related_objects([place], *_RELATED)
    if place.listing == Listing.GONE:
        fulltext.erase(SCOPE, place.pk)
    else:
        fulltext.put(SCOPE, place.pk, words_of(place))


def keep_all(places: PlaceQuerySet) -> int:
    """Bring everything that the search reads of `places` in step, in batches; returns how many there were."""
    count = 0
    for batch in _batches(places):
        _keep_columns(batch)
        for place in batch:
            if place.listing == Listing.GONE:
                fulltext.erase(SCOPE, place.pk)
        put_many(SCOPE, {place.pk: words_of(place) for place in batch if place.listing != Listing.GONE})
        count += len(batch)
    return count


@transaction.atomic
def reindex() -> int:
    """Make everything that the search reads of all places again; returns how many there are.

    The same rows as `keep_all` of them all, without looking for what stood before. One transaction: readers see the former
    index until the new one is whole.
    """
    version.bump()
    give_bits()
    clear(SCOPE)
    writer, count = Writer(SCOPE), 0
    for batch in _batches(Place.objects.all()):
        _keep_columns(batch)
        writer.add({place.pk: words_of(place) for place in batch if place.listing != Listing.GONE})
        count += len(batch)
    writer.finish()
    return count


def _batches(places: PlaceQuerySet) -> Iterator[list[Place]]:
    """The places with their columns as they must be, BATCH at a time. Hours that many keep are read once."""
    known: Timetables = {}
    for batch in bulk.batched(places.for_index().iterator(chunk_size=BATCH), BATCH):
        for place in batch:
            place.sort_key, place.listing = sort_key(place.name), LISTINGS[place.status]
            place.service_mask = offered_mask(place)
            keep_hours(place, known)
        yield batch


def _keep_columns(batch: list[Place]) -> None:
    rows = ((p.sort_key, p.listing, p.service_mask, p.timetable_id, p.hours_trusted_until, p.pk) for p in batch)
    bulk.update(Place, COLUMNS, rows)

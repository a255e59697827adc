"""Many new places at once, as `create_place` and `update_group` would write them one by one: the same rows, journals and index."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db import models

from solozere.core.authors import Author, AuthoredModel
from solozere.core.models import HistoryEntry
from solozere.core.text import fold
from solozere.organisations.fields import validate_not_to_come
from solozere.places.actions.facts import day_text
from solozere.places.enums import LISTINGS, FactGroupCode, PlaceOrigin, PlaceStatus
from solozere.places.facts import GROUPS
from solozere.places.facts.children import ChildRows
from solozere.places.imports.deciding import Origin
from solozere.places.imports.parsed import ParsedRow, Progress
from solozere.places.models import ExternalId, FactGroup, FormerSlug, Place, PlaceService, StatusChange
from solozere.places.search.keeping import keep_all, sort_key

BATCH = 500
SLUG_LENGTH = 90
STATUS = PlaceStatus.IN_SERVICE


def create_places(
    rows: Sequence[ParsedRow], origin: Origin, author: Author, progress: Progress | None = None
) -> dict[int, int]:
    """Create the places of these lines; returns line → primary key. Call it in a transaction, after `version.bump()`.

    A constant number of queries for each BATCH of lines, but for the opening hours that no place had yet.
    `progress(done, total)` is called after each BATCH.
    """
    made: dict[int, int] = {}
    slugs = _free_slugs(rows)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        places = Place.objects.bulk_create(_place(row, next(slugs), origin) for row in batch)
        _children(list(zip(batch, places, strict=True)), origin, author)
        keep_all(Place.objects.filter(pk__in=[place.pk for place in places]))
        made |= {row.number: place.pk for row, place in zip(batch, places, strict=True)}
        if progress:
            progress(len(made), len(rows))
    return made


def _place(row: ParsedRow, slug: str, origin: Origin) -> Place:
    """The place of a line whose values were cleaned when it was read."""
    place = Place(slug=slug, status=STATUS, origin=PlaceOrigin.IMPORT, origin_note=origin.source[:300])
    place.place_at(row.stands_at)
    for code, values in row.groups.items():
        if code == FactGroupCode.SERVICES:
            continue
        for name, value in values.items():
            if name not in ("lat", "lon"):
                setattr(place, "commune_id" if name == "commune" else name, value)
    place.sort_key, place.listing = sort_key(place.name), LISTINGS[STATUS]
    return place


def _children(made: Sequence[tuple[ParsedRow, Place]], origin: Origin, author: Author) -> None:
    """What belongs to them: life, origin of each group, services, identifier, history."""
    bulk: dict[type[models.Model], list[models.Model]] = {}
    for row, place in made:
        for child in _rows_of(row, place, origin):
            if isinstance(child, AuthoredModel):
                child.set_author(author)
            bulk.setdefault(type(child), []).append(child)
    for model, children in bulk.items():
        model._default_manager.bulk_create(children, batch_size=BATCH)


def _rows_of(row: ParsedRow, place: Place, origin: Origin) -> Iterator[models.Model]:
    date = day_text(row.updated_on or origin.source_date)
    label, key = Place._meta.label_lower, str(place.pk)
    said = {"slug": place.slug, "name": place.name, "status": str(place.status)}
    yield StatusChange(place=place, status=place.status, note=origin.source[:300])
    yield ExternalId(place=place, source=origin.source, value=row.identifier, seen_on=date)
    yield HistoryEntry(model=label, object_id=key, action="create", after=said, reason=origin.source)
    for code, values in row.groups.items():
        yield FactGroup(place=place, code=code, source=origin.source, source_date=date)
        yield HistoryEntry(
            model=label, object_id=key, action="update", part=str(code), before=_nothing(code), after=values
        )
    for service in row.groups.get(FactGroupCode.SERVICES, {}).get("services", ()):
        yield PlaceService(place=place, **service)


def _nothing(code: str) -> dict[str, object]:
    """What a place says of a group before anybody said anything."""
    return {name: [] if isinstance(part, ChildRows) else "" for part in GROUPS[code] for name in part.names}


def _free_slugs(rows: Sequence[ParsedRow]) -> Iterator[str]:
    """An address for each line, its name and, where that is taken, its commune, then a number; two queries."""
    taken = taken_slugs()
    last: dict[str, int] = {}
    for row in rows:
        base = _slug(row.name) or "lieu"
        town = _slug(row.town.name) if row.town else ""
        longer = base if not town or town in base else f"{base}-{town}"[:SLUG_LENGTH].strip("-")
        slug = next((one for one in (base, longer) if one not in taken), "")
        while not slug or slug in taken:
            last[longer] = (
                last.get(longer, 1) + 1
            )  # where the last namesake stopped: twenty thousand are numbered at once
            slug = f"{longer}-{last[longer]}"
        taken.add(slug)
        yield slug


def taken_slugs() -> set[str]:
    """The addresses that are a place's, or were."""
    return {*Place.objects.values_list("slug", flat=True), *FormerSlug.objects.values_list("slug", flat=True)}


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")[:SLUG_LENGTH].strip("-")


def check(origin: Origin) -> None:
    """Raises ValidationError for a source whose name or date no column takes."""
    one = ExternalId(source=origin.source, value="1", seen_on=origin.source_date)
    try:
        one.clean_fields(exclude=["place"])
    except ValidationError as error:
        names = {"source": "source", "seen_on": "source_date"}
        raise ValidationError({names[name]: said for name, said in error.message_dict.items()}) from error
    try:
        validate_not_to_come(origin.source_date)
    except ValidationError as error:
        raise ValidationError({"source_date": error.messages}) from error

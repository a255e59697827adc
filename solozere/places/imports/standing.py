"""The places that stand, as lines are compared with them: read a few hundred at a time, with what somebody took out of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from solozere.core.models import HistoryEntry
from solozere.places.imports.parsed import ParsedRow
from solozere.places.models import Place

CHUNK = 500


@dataclass(frozen=True)
class Standing:
    """A place with its groups and services, and who cleared which group: that nothing is said there is somebody's word."""

    place: Place
    cleared: Mapping[str, HistoryEntry]


def known_places(source: str, rows: Iterable[ParsedRow]) -> dict[str, Standing]:
    """Identifier of the source → the place that bears it, for all those of these lines: a few queries for each CHUNK."""
    wanted = sorted({one for row in rows for one in (row.identifier, *row.aliases) if one})
    found: dict[str, Standing] = {}
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        for one in _standing(Q(external_ids__source=source, external_ids__value__in=some)):
            found |= {said.value: one for said in one.place.external_ids.all() if said.source == source}
    return found


def standing_place(pk: int) -> Standing:
    """One place that stands."""
    return _standing(Q(pk=pk))[0]


def _standing(which: Q) -> Sequence[Standing]:
    places = list(
        Place.objects.filter(which)
        .select_related("commune")
        .prefetch_related("fact_groups", "services", "external_ids")
        .order_by("pk")
        .distinct()
    )
    cleared: dict[str, dict[str, Any]] = {str(place.pk): {} for place in places}
    entries = HistoryEntry.objects.filter(model=Place._meta.label_lower, object_id__in=cleared, action="clear")
    for entry in entries.order_by("at", "pk"):
        cleared[entry.object_id][entry.part] = entry
    return [Standing(place, cleared[str(place.pk)]) for place in places]

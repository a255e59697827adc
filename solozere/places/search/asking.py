"""From a search to queries: what bounds it (where, words), then what is chosen in it (label, services, opening, facets)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Case, F, Q, QuerySet, Value, When

from solozere.core import fulltext
from solozere.core.fulltext import Found
from solozere.core.fulltext.models import Posting
from solozere.core.registries import place_facets
from solozere.places.enums import Listing, PlaceStatus
from solozere.places.models import Place, PlaceQuerySet, Service
from solozere.places.openings.asking import open_during
from solozere.places.openings.rules import minute_of
from solozere.places.search import version
from solozere.places.search.keeping import SCOPE
from solozere.places.search.params import NO_LABEL, TO_COME, PlaceSearch, Zone
from solozere.territory.models import Territory

LISTED_IDS = 1000
"""Up to so many answers to words are given to the query one by one; more are found again by it."""
KEPT_SECONDS = 120
COLUMNS = ("pk", "status", "label_id", "service_mask", "listing", "sort_key", "now", "during")


@dataclass(frozen=True)
class Question:
    """A search at an instant (a whole minute, UTC), with the version of the places and the answers to its words."""

    search: PlaceSearch
    territory: Territory
    at: datetime
    version: int
    found: Found | None
    wanted: int
    """The services chosen, as a mask."""
    flags: tuple[tuple[str, str], ...] = ()
    """(facet, value) of everything that upper apps let choose, in order."""


def ask(search: PlaceSearch, territory: Territory, now: datetime) -> Question:
    """Prepare the queries of `search` at the instant `now`; resolves its words."""
    number = version.current()
    found = fulltext.search(SCOPE, search.text, total=_documents(number)) if search.text else None
    if found is not None and not found.query.terms and not found.query.unknown:
        found = None  # only words that say nothing, such as « de la »
    bits = Service.objects.filter(code__in=search.services).values_list("bit", flat=True) if search.services else []
    wanted = sum(1 << bit for bit in bits if bit is not None)
    flags = tuple((facet.name, value) for facet in place_facets for value, _words in facet.values())
    return Question(search, territory, minute_of(now), number, found, wanted, flags)


def _documents(number: int) -> int:
    return int(
        cache.get_or_set(f"places-{number}-listed", lambda: Place.objects.exclude(listing=Listing.GONE).count(), 3600)
        or 0
    )


def bounded(question: Question, **changes: Any) -> PlaceQuerySet:
    """Every place that the public sees within the bounds of the search, whatever is chosen in it.

    Rows have `chord2` where there is a point to measure from. `changes` replace bounds: km=None for no radius.
    """
    search = question.search
    places: Any = Place.objects.filter(listing__lte=Listing.LATER)
    km = changes.get("km", search.km)
    if search.spot is not None and search.spot.point is not None:
        places = places.within(search.spot.point, km) if km else _measured(places, search.spot.point)
    elif search.spot is not None:
        places = places.filter(commune_id=search.spot.code)
    if search.zone is not None and changes.get("zone", True):
        places = places.filter(in_zone(search.zone))
    if question.found is not None and changes.get("text", True):
        places = places.filter(_answers(question.found))
    return places


def chosen(question: Question, places: PlaceQuerySet) -> PlaceQuerySet:
    """Those of `places` that have all that is chosen: label, services, opening, facets. The map asks this too."""
    search = question.search
    if search.labels:
        places = places.filter(labelled(search.labels))
    if question.wanted:
        mask = F("service_mask").bitand(question.wanted)
        places = places.annotate(wanted=mask).filter(wanted=question.wanted)
    if search.open_now or search.span:
        places = places.filter(opened(question))
    for name, values in search.facets:
        places = places.filter(either(name, values))
    return places


def matching(question: Question) -> PlaceQuerySet:
    """The places that answer the search, in no order: the queryset that the list and the map share."""
    return chosen(question, bounded(question))


def in_zone(zone: Zone) -> Q:
    """Places in a box of degrees, its edges included."""
    east_of, west_of = Q(lon__gte=zone.west), Q(lon__lte=zone.east)
    columns = east_of & west_of if zone.west <= zone.east else east_of | west_of
    return columns & Q(lat__range=(zone.south, zone.north))


def opened(question: Question) -> Q:
    """Open when the search says: during its span, else now."""
    span, zone = question.search.span, question.territory.zone
    return open_during(span.start, span.end, zone) if span else open_during(question.at, None, zone)


def rows(question: Question, places: PlaceQuerySet) -> "QuerySet[Place, tuple[Any, ...]]":
    """COLUMNS of each place, then one 0 or 1 for each of `Question.flags`, then `chord2` where there is a point: one query.

    `now` says whether it is open now, `during` whether it is open when the search says.
    """
    now = _flag(open_during(question.at, None, question.territory.zone))
    flags: dict[str, Any] = {"now": now, "during": _flag(opened(question)) if question.search.span else Value(0)}
    names = []
    for number, (name, value) in enumerate(question.flags):
        flags[f"facet{number}"] = _flag(either(name, (value,)))
        names.append(f"facet{number}")
    spot = question.search.spot
    measured = ["chord2"] if spot is not None and spot.point is not None else []
    return places.annotate(**flags).order_by().values_list(*COLUMNS, *names, *measured)


def _measured(places: Any, point: Any) -> Any:
    return places.exclude(x=None).with_distance(point)


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0)


def labelled(labels: tuple[str, ...]) -> Q:
    """Places in service that bear one of the labels, have none, or are to come, as the values say."""
    serving = Q(status=PlaceStatus.IN_SERVICE)
    may = serving & Q(label_id__in=[label for label in labels if label not in (NO_LABEL, TO_COME)])
    if NO_LABEL in labels:
        may |= serving & Q(label=None)
    if TO_COME in labels:
        may |= Q(listing=Listing.LATER)
    return may


def either(name: str, values: tuple[str, ...]) -> Q:
    """Places that have one of the values of an upper app's facet."""
    may = Q()
    for value in values:
        may |= Q(pk__in=place_facets[name].ids(value))
    return may


def _answers(found: Found) -> Q:
    if found.query.impossible or len(found.scores) <= LISTED_IDS:
        return Q(pk__in=list(found.scores))
    all_words = Q()
    for term in found.query.terms:
        all_words &= Q(pk__in=Posting.objects.filter(word_id__in=term.words).values("document"))
    return all_words

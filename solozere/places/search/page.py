"""What the page of results shows: heading, chips, filters with their counts, pages, and what to loosen where nothing answers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from solozere.places.catalogue import catalogue
from solozere.places.enums import PointPrecision
from solozere.places.map.shown import map_of, view_of
from solozere.places.models import Place, Service
from solozere.places.page.cards import Card, card_of
from solozere.places.search import filters
from solozere.places.search.answers import Answer, answer
from solozere.places.search.loosening import Looser, loosened, nearest
from solozere.places.search.params import NOW, PER_PAGE, Message, PlaceSearch
from solozere.places.search.words import about_words, chips, heading, title
from solozere.territory.models import Territory

COARSE_METRES = 1000
"""Under this, the distance to a place that is only known by its commune would say more than is known."""


def page_of(search: PlaceSearch, messages: list[Message], territory: Territory, now: datetime) -> dict[str, Any]:
    """The context of the list and of its fragment. As many queries whatever the number of places."""
    found = answer(search, territory, now)
    known = catalogue(found.question.version)
    labels, services = known.labels, known.services
    names = filters.names_of(labels, services)
    bits = {service.bit: service.code for service in services if service.bit is not None}
    loosening: list[Looser] = [] if found.counts.total else loosened(found, names, bits)
    return {
        "searchable": known.listed,
        "search": search,
        "messages": messages + about_words(found),
        "heading": heading(found, territory, elsewhere=known.elsewhere),
        "title": title(search),
        "total": found.counts.total,
        "cards": _cards(found.places, territory, now, services),
        "groups": filters.groups(found, labels, services),
        "open_now": filters.Choice(NOW, _("Ouvert maintenant"), found.counts.open_now, search.open_now),
        "moment": filters.moment(search, territory),
        "radii": filters.radii(search),
        "sorts": filters.sorts(search),
        "chips": chips(search, names),
        "chosen": search.chosen,
        "pages": _pages(found),
        "looser": loosening,
        "nearest": [] if found.counts.total else _cards(nearest(found, loosening), territory, now, services),
        "map": map_of(territory, labels),
        "map_view": view_of(search),
        "icons": sorted({f"i-{service.icon}" for service in services}),
    }


def _cards(
    places: Iterable[tuple[int, int | None]], territory: Territory, now: datetime, services: Iterable[Service]
) -> list[Card]:
    """The cards in the order given, with km where the distance is known well enough."""
    wanted = dict(places)
    found = {place.pk: place for place in Place.objects.filter(pk__in=wanted).for_cards()}
    return [
        card_of(found[pk], now, territory, services, km=_said_km(found[pk], metres))
        for pk, metres in wanted.items()
        if pk in found
    ]


def _said_km(place: Place, metres: int | None) -> float | None:
    if metres is None or (place.precision == PointPrecision.COMMUNE and metres < COARSE_METRES):
        return None
    return metres / 1000


def _pages(found: Answer) -> dict[str, Any]:
    """What core/components/pagination.html prints."""
    search, page = found.question.search, found.page

    def href(number: int) -> str:
        query = search.to_query(page=str(number)) if number > 1 else search.to_query()
        return query or "?"

    numbers = Paginator(range(found.counts.total), PER_PAGE).get_elided_page_range(page, on_each_side=1, on_ends=1)
    links = [(str(n), href(n) if isinstance(n, int) else "", "page" if n == page else "") for n in numbers]
    return {"links": links, "next": href(page + 1) if page < found.pages else ""}

"""What the page of results shows: heading, chips, filters with their counts, pages, and what to loosen where nothing answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.core.registries import place_facets
from solozere.places.enums import PointPrecision
from solozere.places.models import Label, Place, Service
from solozere.places.openings.rules import LAST_ASKED_DAY
from solozere.places.page.cards import Card, card_of
from solozere.places.search.answers import Answer, answer
from solozere.places.search.loosening import Looser, loosened, nearest
from solozere.places.search.params import (
    BY_DISTANCE,
    BY_NAME,
    BY_RELEVANCE,
    DEFAULT_RADIUS,
    NO_LABEL,
    NOW,
    PER_PAGE,
    RADII,
    TO_COME,
    Message,
    PlaceSearch,
)
from solozere.territory.models import Territory

COARSE_METRES = 1000
"""Under this, the distance to a place that is only known by its commune would say more than is known."""


@dataclass(frozen=True)
class Choice:
    """A box to tick or an option: `count` places would answer (None where it is not counted); `tone` of a label."""

    value: str
    words: str
    count: int | None = None
    checked: bool = False
    tone: str = ""


@dataclass(frozen=True)
class Group:
    """The boxes of one parameter, under a legend."""

    name: str
    legend: str
    choices: list[Choice]


@dataclass(frozen=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    words: str
    href: str


def page_of(search: PlaceSearch, messages: list[Message], territory: Territory, now: datetime) -> dict[str, Any]:
    """The context of the list and of its fragment. As many queries whatever the number of places."""
    found = answer(search, territory, now)
    labels, services = list(Label.objects.all()), list(Service.objects.all())
    names = names_of(labels, services)
    bits = {service.bit: service.code for service in services if service.bit is not None}
    loosening: list[Looser] = [] if found.counts.total else loosened(found, names, bits)
    return {
        "search": search,
        "messages": messages + _about_words(found),
        "heading": heading(found, territory),
        "title": title(search),
        "total": found.counts.total,
        "cards": _cards(found.places, territory, now),
        "groups": _groups(found, labels, services),
        "open_now": Choice(NOW, _("Ouvert maintenant"), found.counts.open_now, search.open_now),
        "moment": _moment(search, territory),
        "radii": [Choice(str(km), _("Jusqu’à %(km)d\u00a0km") % {"km": km}, checked=km == _km(search)) for km in RADII],
        "sorts": _sorts(search),
        "chips": chips(search, names),
        "chosen": search.chosen,
        "pages": _pages(found),
        "looser": loosening,
        "nearest": [] if found.counts.total else _cards(nearest(found, loosening), territory, now),
        "icons": sorted({f"i-{service.icon}" for service in services}),
    }


def _moment(search: PlaceSearch, territory: Territory) -> dict[str, str]:
    """The fields « le … de … à … », as HTML wants them: the days that can be asked, the span that is asked or a morning."""
    span, today = search.span, territory.today()
    return {
        "first": today.isoformat(),
        "last": (today + LAST_ASKED_DAY).isoformat(),
        "day": f"{span.start:%Y-%m-%d}" if span else "",
        "start": f"{span.start:%H:%M}" if span else "09:00",
        "end": f"{span.end:%H:%M}" if span else "12:00",
    }


def _km(search: PlaceSearch) -> int:
    return search.km or DEFAULT_RADIUS


def _cards(places: Iterable[tuple[int, int | None]], territory: Territory, now: datetime) -> list[Card]:
    """The cards in the order given, with km where the distance is known well enough."""
    wanted = dict(places)
    found = {place.pk: place for place in Place.objects.filter(pk__in=wanted).for_cards()}
    return [
        card_of(found[pk], now, territory, km=_said_km(found[pk], metres))
        for pk, metres in wanted.items()
        if pk in found
    ]


def _said_km(place: Place, metres: int | None) -> float | None:
    if metres is None or (place.precision == PointPrecision.COMMUNE and metres < COARSE_METRES):
        return None
    return metres / 1000


def names_of(labels: Iterable[Label], services: Iterable[Service]) -> dict[tuple[str, str], str]:
    """(parameter, value) → words, of everything that can be chosen."""
    names = {("label", label.code): label.name for label in labels}
    names |= {("label", NO_LABEL): _("Sans label"), ("label", TO_COME): _("Prévus")}
    names |= {("service", service.code): service.label for service in services}
    for facet in place_facets:
        names |= {(facet.name, value): words for value, words in facet.values()}
    return names


def heading(found: Answer, territory: Territory) -> str:
    """« 11 lieux à moins de 50 km de Mende »."""
    n = found.counts.total
    many = ngettext("%(n)d\u00a0lieu", "%(n)d\u00a0lieux", n) % {"n": n} if n else _("Aucun lieu")
    return f"{many} {where_words(found.question.search, territory)}".strip()


def where_words(search: PlaceSearch, territory: Territory) -> str:
    """« à moins de 50 km de Mende », « dans la zone de la carte », « en Lozère »."""
    spot = search.spot
    if spot is not None and spot.point is not None and search.km:
        words = {"km": search.km, "spot": of(spot.name)}
        return _("à moins de %(km)d\u00a0km %(spot)s") % words
    if spot is not None:
        return _("à %(spot)s") % {"spot": spot.name}
    if search.zone is not None:
        return _("dans la zone de la carte")
    return territory.with_in


def of(name: str) -> str:
    """« de Mende », « d’Aumont », « du Malzieu », « des Bessons »."""
    for article, contracted in (("Le ", "du "), ("Les ", "des ")):
        if name.startswith(article):
            return contracted + name.removeprefix(article)
    elided = name[:1].lower() in "aeiouyhàâéèêëîïôöùûœ"
    return f"d’{name}" if elided else f"de {name}"


def title(search: PlaceSearch) -> str:
    """The title of the page: what one looks for, so that the tabs of two searches differ."""
    if search.spot is None:
        return _("Trouver un lieu")
    return _("Lieux pour télétravailler près %(spot)s") % {"spot": of(search.spot.name)}


def chips(search: PlaceSearch, names: dict[tuple[str, str], str]) -> list[Chip]:
    """Each filter that is set, with the address without it."""
    found = [Chip(names.get((name, value), value), search.without(name, value)) for name, value in _values(search)]
    if search.open_now:
        found.append(Chip(_("Ouvert maintenant"), search.without("ouvert")))
    if search.span is not None:
        found.append(Chip(_span_words(search), search.without("ouvert")))
    if search.text:
        found.append(Chip(f"«\u00a0{search.text}\u00a0»", search.without("q")))
    if search.zone is not None:
        found.append(Chip(_("La zone de la carte"), search.without("zone")))
    if search.spot is not None and not search.spot.code:
        found.append(Chip(_("Autour de moi"), search.to_query(pres=None, rayon=None, tri=None)))
    if search.km is not None and search.km != DEFAULT_RADIUS:
        found.append(Chip(_("Jusqu’à %(km)d\u00a0km") % {"km": search.km}, search.without("rayon")))
    return found


def _values(search: PlaceSearch) -> list[tuple[str, str]]:
    repeated = (("label", search.labels), ("service", search.services), *search.facets)
    return [(name, value) for name, values in repeated for value in values]


def _span_words(search: PlaceSearch) -> str:
    span = search.span
    if span is None:
        return ""
    times = [f"{at.hour}\u00a0h" + (f"\u00a0{at.minute:02}" if at.minute else "") for at in (span.start, span.end)]
    words = {"day": date_format(span.start, "l j F"), "start": times[0], "end": times[1]}
    return _("Ouvert %(day)s de %(start)s à %(end)s") % words


def _groups(found: Answer, labels: list[Label], services: list[Service]) -> list[Group]:
    counts, search = found.counts, found.question.search
    tones = [(label.code, label.name, label.tone) for label in labels]
    tones += [(NO_LABEL, _("Sans label"), "none"), (TO_COME, _("Prévus"), "none")]
    groups = [
        Group(
            "label",
            _("Label"),
            [
                Choice(value, words, counts.labels.get(value, 0), value in search.labels, tone)
                for value, words, tone in tones
            ],
        ),
        Group(
            "service",
            _("Services"),
            [
                Choice(one.code, one.label, counts.bits.get(one.bit or 0, 0), one.code in search.services)
                for one in services
                if one.bit is not None
            ],
        ),
    ]
    chosen = dict(search.facets)
    for facet in place_facets:
        choices = [
            Choice(value, words, counts.facets.get((facet.name, value), 0), value in chosen.get(facet.name, ()))
            for value, words in facet.values()
        ]
        groups.append(Group(facet.name, str(facet.label), choices))
    return [group for group in map(_useful, groups) if group.choices]


def _useful(group: Group) -> Group:
    """Without the boxes that would lead to nothing."""
    return Group(group.name, group.legend, [choice for choice in group.choices if choice.count or choice.checked])


def _sorts(search: PlaceSearch) -> list[Choice]:
    possible = []
    if search.spot is not None and search.spot.point is not None:
        possible.append((BY_DISTANCE, _("Du plus près au plus loin")))
    if search.text:
        possible.append((BY_RELEVANCE, _("Les plus proches de vos mots")))
    possible.append((BY_NAME, _("Par nom, de A à Z")))
    return [Choice(value, words, checked=value == search.sort) for value, words in possible]


def _pages(found: Answer) -> dict[str, Any]:
    """What core/components/pagination.html prints."""
    search, page = found.question.search, found.page

    def href(number: int) -> str:
        query = search.to_query(page=str(number)) if number > 1 else search.to_query()
        return query or "?"

    numbers = Paginator(range(found.counts.total), PER_PAGE).get_elided_page_range(page, on_each_side=1, on_ends=1)
    links = [(str(n), href(n) if isinstance(n, int) else "", "page" if n == page else "") for n in numbers]
    return {"links": links, "next": href(page + 1) if page < found.pages else ""}


def _about_words(found: Answer) -> list[Message]:
    """What was done of words that are misspelled or that no place uses."""
    if found.question.found is None:
        return []
    query = found.question.found.query
    said = []
    for asked, better in query.corrections.items():
        message = _(
            "Voici les lieux où l’on parle de «\u00a0%(better)s\u00a0»\u00a0: aucun ne parle de «\u00a0%(asked)s\u00a0»."
        )
        said.append(Message("q", message % {"better": better, "asked": asked}, kind="info"))
    if query.unknown:
        message = _(
            "Mots\u00a0: aucun lieu ne parle de «\u00a0%(words)s\u00a0». Essayez un mot plus simple, par exemple «\u00a0café\u00a0»."
        )
        said.append(Message("q", message % {"words": ", ".join(query.unknown)}))
    return said

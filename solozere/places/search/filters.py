"""The filters of the search with their counts: what can be ticked, what each box gives."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from solozere.core.registries import place_facets
from solozere.places.models import Label, Service
from solozere.places.openings.rules import LAST_ASKED_DAY
from solozere.places.search.answers import Answer
from solozere.places.search.params import (
    BY_DISTANCE,
    BY_NAME,
    BY_RELEVANCE,
    DEFAULT_RADIUS,
    MORNING,
    NO_LABEL,
    NOW,
    RADII,
    TO_COME,
    Moment,
    PlaceSearch,
)
from solozere.territory.models import Territory


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


def names_of(labels: Iterable[Label], services: Iterable[Service]) -> dict[tuple[str, str], str]:
    """(parameter, value) → words, of everything that can be chosen."""
    names = {("label", label.code): label.name for label in labels}
    names |= {("label", NO_LABEL): _("Sans label"), ("label", TO_COME): _("Prévus")}
    names |= {("service", service.code): service.label for service in services}
    for facet in place_facets:
        names |= {(facet.name, value): words for value, words in facet.values()}
    return names


def moment(search: PlaceSearch, territory: Territory) -> dict[str, str | bool]:
    """The fields « le … de … à … », as HTML wants them: the days that can be asked, then the span, what was typed or a morning."""
    span, today, held = search.span, territory.today(), search.moment or Moment("", *MORNING)
    return {
        "first": today.isoformat(),
        "last": (today + LAST_ASKED_DAY).isoformat(),
        "open": bool(span or search.moment),
        "before": NOW if search.open_now else str(span or ""),
        "day": f"{span.start:%Y-%m-%d}" if span else held.day,
        "start": f"{span.start:%H:%M}" if span else held.start,
        "end": f"{span.end:%H:%M}" if span else held.end,
    }


def radii(search: PlaceSearch) -> list[Choice]:
    """The distances, « Jusqu’à 30 km »."""
    chosen = search.km or DEFAULT_RADIUS
    return [Choice(str(km), _("Jusqu’à %(km)d\u00a0km") % {"km": km}, checked=km == chosen) for km in RADII]


def sorts(search: PlaceSearch) -> list[Choice]:
    """The orders that can be asked, the usual one first."""
    possible = []
    if search.spot is not None and search.spot.point is not None:
        possible.append((BY_DISTANCE, _("Du plus près au plus loin")))
    if search.text:
        possible.append((BY_RELEVANCE, _("Les plus proches de vos mots")))
    possible.append((BY_NAME, _("Par nom, de A à Z")))
    return [Choice(value, words, checked=value == search.sort) for value, words in possible]


def groups(found: Answer, labels: Iterable[Label], services: Iterable[Service]) -> list[Group]:
    """Labels, services, then the facets of upper apps; without the boxes that would lead to nothing."""
    counts, search = found.counts, found.question.search
    tones = [(label.code, label.name, label.tone) for label in labels]
    tones += [(NO_LABEL, _("Sans label"), "none"), (TO_COME, _("Prévus"), "planned")]
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

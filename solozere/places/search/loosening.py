"""Where nothing answers: which single filter to take away and what that gives, and the nearest places."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.core.geo import Point, km_of_chord2
from solozere.places.models import PlaceQuerySet
from solozere.places.search.answers import Answer
from solozere.places.search.asking import Question, bounded, chosen
from solozere.places.search.params import RADII, Spot

SHOWN = 3
FARTHER_KM = 150


@dataclass(frozen=True)
class Looser:
    """« Sans « Imprimante » : 5 lieux », the address that gives them, and how many they are."""

    words: str
    count: int
    href: str


def loosened(found: Answer, names: dict[tuple[str, str], str], bits: dict[int, str]) -> list[Looser]:
    """Each single filter whose absence gives something, the most useful first. Three queries at the most."""
    search = found.question.search
    out = []
    for (name, value), count in found.counts.looser.items():
        if name == "service":
            code = bits[int(value)]
            out.append(_looser(names["service", code], count, search.without("service", code)))
        else:
            words = {"ouvert": _("l’heure d’ouverture"), "label": _("le label")}.get(name, name)
            chosen_names = [names.get((name, one), "") for one in search.params().get(name, [])]
            out.append(_looser(", ".join(filter(None, chosen_names)) or words, count, search.without(name)))
    if search.text:
        out.append(_looser(search.text, _count(found, text=False), search.without("q")))
    if search.zone is not None:
        out.append(_looser(_("la zone de la carte"), _count(found, zone=False), search.without("zone")))
    if search.km is not None and search.km < RADII[-1]:
        count = _count(found, km=RADII[-1])
        words = ngettext(
            "À moins de %(km)d\u00a0km\u00a0: %(n)d\u00a0lieu",
            "À moins de %(km)d\u00a0km\u00a0: %(n)d\u00a0lieux",
            count,
        )
        href = search.to_query(rayon=str(RADII[-1]))
        out.append(Looser(words % {"km": RADII[-1], "n": count}, count, href))
    return sorted((one for one in out if one.count), key=lambda one: (-one.count, one.words))


def nearest(found: Answer, looser: list[Looser]) -> list[tuple[int, int | None]]:
    """Three places all the same, (primary key, metres or None): those that answer farther away, else the nearest of all."""
    question = found.question
    zone, spot = question.search.zone, question.search.spot
    if spot is None and zone is not None:
        centre = Spot("", Point((zone.south + zone.north) / 2, zone.middle))
        question = replace(question, search=replace(question.search, zone=None, spot=centre))
    elif spot is None or spot.point is None:
        return []
    for places in _circles(question):
        rows = places.order_by("listing", "chord2", "sort_key", "pk").values_list("pk", "chord2")[:SHOWN]
        out: list[tuple[int, int | None]] = [(pk, round(km_of_chord2(chord2) * 1000)) for pk, chord2 in rows]
        if out:
            return out
    return []


def _circles(question: Question) -> Iterator[PlaceQuerySet]:
    """What answers a little farther, then anything in ever wider circles: all places are read only where none is near."""
    yield chosen(question, bounded(question, km=FARTHER_KM))
    for km in (RADII[-1], FARTHER_KM, None):
        yield bounded(question, km=km, text=False, zone=False)


def _looser(name: str, count: int, query: str) -> Looser:
    words = ngettext(
        "Sans «\u00a0%(name)s\u00a0»\u00a0: %(n)d\u00a0lieu",
        "Sans «\u00a0%(name)s\u00a0»\u00a0: %(n)d\u00a0lieux",
        count,
    )
    return Looser(words % {"name": name, "n": count}, count, query or "?")


def _count(found: Answer, **bounds: int | bool | None) -> int:
    return chosen(found.question, bounded(found.question, **bounds)).count()

"""The list of places: by commune, with what each says of itself in five seconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from solozere.places.enums import PlaceStatus
from solozere.places.models import Label, Place
from solozere.places.opening import Opening, opening_of
from solozere.places.page.offers import Offer, offered
from solozere.territory.models import Commune, Territory

SERVICES_SHOWN = 4


@dataclass(frozen=True)
class Card:
    """A place in a list: up to four services, how many more there are, in words ("" where there are none)."""

    place: Place
    opening: Opening
    services: list[Offer]
    more: str


@dataclass(frozen=True)
class CommuneGroup:
    """The places of one commune."""

    commune: Commune
    cards: list[Card]


@dataclass(frozen=True)
class Tally:
    """A label (None: those planned, or without a label) with the places counted under it, for the way in at the top."""

    anchor: str
    label: Label | None
    planned: bool
    count: str
    places: list[Place]


def card_of(place: Place, at: datetime, territory: Territory) -> Card:
    """What a list says of a place; give a place of `Place.objects.for_cards()`."""
    services = offered(place)
    hidden = len(services) - SERVICES_SHOWN
    more = ngettext("et %(n)d\u00a0autre", "et %(n)d\u00a0autres", hidden) % {"n": hidden} if hidden > 0 else ""
    return Card(place, opening_of(place, at, territory), services[:SERVICES_SHOWN], more)


def by_commune(cards: Iterable[Card]) -> list[CommuneGroup]:
    """The cards under their communes, both in the order of the alphabet."""
    groups: dict[str, CommuneGroup] = {}
    ordered = sorted(cards, key=lambda card: (card.place.commune.folded, card.place.commune_id, card.place.name))
    for card in ordered:
        group = groups.setdefault(card.place.commune_id, CommuneGroup(card.place.commune, []))
        group.cards.append(card)
    return list(groups.values())


def tallies(places: Iterable[Place], labels: Iterable[Label]) -> list[Tally]:
    """One entry a label of the charter, then the places in service without a label, then those not open yet.

    A place that is not in service is counted under no label. Labels without a place are left out.
    """
    rest = sorted(places, key=lambda place: (place.commune.folded, place.name))
    serving = [place for place in rest if place.status == PlaceStatus.IN_SERVICE]
    found = []
    for label in labels:
        ours = [place for place in serving if place.label_id == label.code]
        words = f"{len(ours)}\u00a0{label.name if len(ours) < 2 else label.plural}"
        found.append(Tally(label.code, label, False, words, ours))
    bare = [place for place in serving if place.label_id is None]
    found.append(Tally("sans-label", None, False, _no_label(len(bare)), bare))
    coming = [place for place in rest if place.status in (PlaceStatus.PLANNED, PlaceStatus.OPENING)]
    found.append(Tally("prevus", None, True, _planned(len(coming)), coming))
    return [tally for tally in found if tally.places]


def _no_label(n: int) -> str:
    return ngettext("%(n)d\u00a0lieu sans label", "%(n)d\u00a0lieux sans label", n) % {"n": n}


def _planned(n: int) -> str:
    return ngettext("%(n)d\u00a0lieu prévu", "%(n)d\u00a0lieux prévus", n) % {"n": n}

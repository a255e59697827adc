"""A place in a list, with what it says of itself in five seconds, and the counts by label of the home page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import ngettext

from solozere.places.enums import PlaceStatus
from solozere.places.models import Label, Place, Service
from solozere.places.opening import Opening, opening_of
from solozere.places.page.offers import Offer, offered
from solozere.places.search.params import NO_LABEL, TO_COME
from solozere.territory.models import Territory

SERVICES_SHOWN = 4


@dataclass(frozen=True)
class Card:
    """A place in a list: up to four services, how many more there are, in words ("" where there are none), its distance."""

    place: Place
    opening: Opening
    services: list[Offer]
    more: str
    km: float | None = None

    @property
    def badge(self) -> tuple[str, ...]:
        """All that the badge of the place depends on."""
        label = self.place.shown_label
        return (self.place.status, label.name, label.tone) if label else (self.place.status,)


@dataclass(frozen=True)
class Tally:
    """A label (None: those planned, or without a label) with the places counted under it; `value` finds them in the search."""

    value: str
    label: Label | None
    planned: bool
    count: str
    places: list[Place]


def card_of(
    place: Place, at: datetime, territory: Territory, catalogue: Iterable[Service], *, km: float | None = None
) -> Card:
    """What a list says of a place; give a place of `Place.objects.for_cards()`, and the catalogue of services in order."""
    services = offered(place, catalogue)
    hidden = len(services) - SERVICES_SHOWN
    more = ngettext("et %(n)d\u00a0autre", "et %(n)d\u00a0autres", hidden) % {"n": hidden} if hidden > 0 else ""
    return Card(place, opening_of(place, at, territory), services[:SERVICES_SHOWN], more, km)


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
    found.append(Tally(NO_LABEL, None, False, _no_label(len(bare)), bare))
    coming = [place for place in rest if place.status in (PlaceStatus.PLANNED, PlaceStatus.OPENING)]
    found.append(Tally(TO_COME, None, True, _planned(len(coming)), coming))
    return [tally for tally in found if tally.places]


def _no_label(n: int) -> str:
    return ngettext("%(n)d\u00a0lieu sans label", "%(n)d\u00a0lieux sans label", n) % {"n": n}


def _planned(n: int) -> str:
    return ngettext("%(n)d\u00a0lieu prévu", "%(n)d\u00a0lieux prévus", n) % {"n": n}

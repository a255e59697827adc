"""What the home page says: counts by label, what is planned, what is new, in as many queries whatever the number of places."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from solozere.charter.models import Membership
from solozere.places.enums import PlaceStatus
from solozere.places.models import Label, Place
from solozere.places.opening import opening_of
from solozere.places.page.cards import Tally, tallies
from solozere.territory.models import Territory
from solozere.website import hero

NEWEST = 3
"""How many of the newest labels and of the newest confirmations are shown."""


@dataclass(frozen=True)
class Welcome:
    """Everything that website/home.html prints; `map_words` describes the map, `open_now` is "" where nothing is open."""

    title: str
    lead: str
    listed: int
    open_now: str
    tallies: list[Tally]
    planned: list[Place]
    map: hero.HeroMap | None
    map_words: str
    admitted: list[Membership]
    confirmed: list[Place]


def read(territory: Territory | None) -> Welcome:
    """The home page of `territory`, or of a site whose pack is not loaded yet."""
    places = list(Place.objects.listed().for_cards().order_by("name", "pk"))
    counts = tallies(places, Label.objects.all())
    return Welcome(
        title=said(territory, "home_title") or _title(territory),
        lead=said(territory, "home_lead") or gettext("Des lieux où s’installer, pour une heure ou pour l’année."),
        listed=len(places),
        open_now=_open_now(territory, places),
        tallies=counts,
        planned=[place for tally in counts if tally.planned for place in tally.places],
        map=hero.draw(territory, places),
        map_words=map_words(territory, counts),
        admitted=list(_admitted()[:NEWEST]),
        confirmed=list(_confirmed()[:NEWEST]),
    )


def said(territory: Territory | None, key: str) -> str:
    """A text of the pack in the reader's language, else in French, else ""."""
    texts = territory.texts if territory else {}
    return str(texts.get(f"{key}.{get_language()}") or texts.get(key) or "")


def map_words(territory: Territory | None, counts: Sequence[Tally]) -> str:
    """« Carte de la Lozère : 5 Télécentres, 9 Comptoirs et 2 lieux prévus. »"""
    *others, last = [tally.count for tally in counts] or [gettext("aucun lieu encore")]
    what = gettext(" et ").join([", ".join(others), last] if others else [last])
    where = territory.with_of if territory else gettext("du territoire")
    return gettext("Carte %(where)s\u00a0: %(what)s.") % {"where": where, "what": what}


def _open_now(territory: Territory | None, places: Sequence[Place]) -> str:
    """« 6 sont ouverts maintenant. »: only those that are surely open; "" for none."""
    if territory is None:
        return ""
    now = territory.now()
    count = sum(opening_of(place, now, territory).is_open for place in places)
    if not count:
        return ""
    words = ngettext("%(n)s est ouvert maintenant.", "%(n)s sont ouverts maintenant.", count)
    return words % {"n": count}


def _title(territory: Territory | None) -> str:
    if territory is None:
        return gettext("On télétravaille ensemble.")
    return gettext("%(Here)s, on télétravaille ensemble.") % {"Here": capfirst(territory.with_in)}


def _admitted() -> QuerySet[Membership]:
    """The current memberships of the places that are not gone, the newest first."""
    current = Membership.objects.current().exclude(place__status=PlaceStatus.CLOSED)
    return current.select_related("place__commune", "label").order_by("-since", "-pk")


def _confirmed() -> QuerySet[Place]:
    """Places of which somebody confirmed something, the newest confirmation first, with its instant as `confirmed_at`."""
    places = Place.objects.in_service().annotate(confirmed_at=Max("fact_groups__confirmed_at"))
    return places.exclude(confirmed_at=None).select_related("commune", "label").order_by("-confirmed_at", "pk")

"""What the home page says: counts by label, what is planned, what is new, in as many queries whatever the number of places."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext

from solozere.charter.models import Membership
from solozere.places.enums import PlaceStatus
from solozere.places.models import Label, Place
from solozere.territory.models import Territory
from solozere.website import hero

NEWEST = 3
"""How many of the newest labels and of the newest confirmations are shown."""


@dataclass(frozen=True)
class LabelCount:
    """How many places in service bear a label."""

    label: Label
    count: int

    @property
    def words(self) -> str:
        """« 5 Télécentres »."""
        return f"{self.count}\u00a0{self.label.plural if self.count > 1 else self.label.name}"


@dataclass(frozen=True)
class Welcome:
    """Everything that website/home.html prints."""

    title: str
    lead: str
    listed: int
    labels: list[LabelCount]
    planned: list[Place]
    map: hero.HeroMap | None
    map_words: str
    admitted: list[Membership]
    confirmed: list[Place]


def read(territory: Territory | None) -> Welcome:
    """The home page of `territory`, or of a site whose pack is not loaded yet."""
    places = list(Place.objects.listed().select_related("commune", "label").order_by("name", "pk"))
    labels, planned = label_counts(places), [place for place in places if is_planned(place)]
    return Welcome(
        title=said(territory, "home_title") or _title(territory),
        lead=said(territory, "home_lead") or gettext("Des lieux où s’installer, pour une heure ou pour l’année."),
        listed=len(places),
        labels=labels,
        planned=planned,
        map=hero.draw(places),
        map_words=map_words(territory, labels, len(planned)),
        admitted=list(_admitted()[:NEWEST]),
        confirmed=list(_confirmed()[:NEWEST]),
    )


def said(territory: Territory | None, key: str) -> str:
    """A text of the pack in the reader's language, else in French, else ""."""
    texts = territory.texts if territory else {}
    return str(texts.get(f"{key}.{get_language()}") or texts.get(key) or "")


def is_planned(place: Place) -> bool:
    """Not open yet."""
    return place.status in (PlaceStatus.PLANNED, PlaceStatus.OPENING)


def label_counts(places: Sequence[Place]) -> list[LabelCount]:
    """By label, in the labels' order, the places in service that bear it: a planned place counts under none."""
    bearing = [place.label for place in places if place.label and place.status == PlaceStatus.IN_SERVICE]
    by_code = {label.code: label for label in bearing}
    counts = Counter(label.code for label in bearing)
    return [LabelCount(by_code[code], counts[code]) for code in sorted(counts, key=lambda c: (by_code[c].rank, c))]


def map_words(territory: Territory | None, labels: Sequence[LabelCount], planned: int) -> str:
    """« Carte de la Lozère : 5 Télécentres, 9 Comptoirs et 2 lieux prévus. »"""
    parts = [each.words for each in labels]
    if planned:
        parts.append(ngettext("%(n)s\u00a0lieu prévu", "%(n)s\u00a0lieux prévus", planned) % {"n": planned})
    what = gettext(" et ").join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])) or gettext("aucun lieu encore")
    where = territory.with_of if territory else gettext("du territoire")
    return gettext("Carte %(where)s\u00a0: %(what)s.") % {"where": where, "what": what}


def _title(territory: Territory | None) -> str:
    if territory is None:
        return gettext("On télétravaille ensemble.")
    return gettext("%(Here)s, on télétravaille ensemble.") % {"Here": capfirst(territory.with_in)}


def _admitted() -> QuerySet[Membership]:
    """The current memberships, the newest first."""
    return Membership.objects.filter(until=None).select_related("place__commune", "label").order_by("-since", "-pk")


def _confirmed() -> QuerySet[Place]:
    """Places of which somebody confirmed something, the newest confirmation first, with its instant as `confirmed_at`."""
    places = Place.objects.in_service().annotate(confirmed_at=Max("fact_groups__confirmed_at"))
    return places.exclude(confirmed_at=None).select_related("commune", "label").order_by("-confirmed_at", "pk")

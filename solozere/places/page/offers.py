"""What is found at a place: services, spaces, connection."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from solozere.places.enums import MeasureMethod, SpaceKind
from solozere.places.facts.words import counted, rate, seats
from solozere.places.models import ConnectionMeasure, Place, Service, Space
from solozere.places.page.stamps import day_words

SPACE_ICONS = {
    SpaceKind.OPEN_SPACE: "laptop",
    SpaceKind.PRIVATE_OFFICE: "door-closed",
    SpaceKind.MEETING_ROOM: "users",
    SpaceKind.PHONE_BOX: "phone",
}


@dataclass(frozen=True)
class Offer:
    """Something that is found there: an icon, its name, what is said more, line by line."""

    icon: str
    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offers:
    """Services offered, those that are not, those of which nobody said anything: names, in the order of the catalogue."""

    offered: list[Offer]
    refused: list[str]
    unknown: list[str]


def services_of(place: Place, catalogue: Iterable[Service]) -> Offers:
    """Every service of the catalogue, under what is known of it here."""
    rows = {row.service_id: row for row in place.services.all()}
    offers = Offers([], [], [])
    for service in catalogue:
        row = rows.get(service.code)
        if row is None:
            offers.unknown.append(service.label)
        elif row.available:
            offers.offered.append(Offer(service.icon, service.label, _lines(row.detail)))
        else:
            offers.refused.append(f"{service.label} ({row.detail})" if row.detail else service.label)
    return offers


def offered(place: Place, catalogue: Iterable[Service]) -> list[Offer]:
    """The services offered, in the order of the catalogue, for a list: no row of the place is read but its mask."""
    mask = place.service_mask
    return [Offer(one.icon, one.label) for one in catalogue if one.bit is not None and mask >> one.bit & 1]


def spaces_of(place: Place) -> list[Offer]:
    """The spaces by kind: « 2 bureaux fermés », then each with its seats."""
    rows = list(place.spaces.all())
    found = []
    for kind in SpaceKind:
        ours = [row for row in rows if row.kind == kind]
        if ours:
            details = tuple(_space(row) for row in ours)
            found.append(Offer(SPACE_ICONS[kind], counted(kind, len(ours)), details))
    return found


def _lines(detail: str) -> tuple[str, ...]:
    return (detail,) if detail else ()


def _space(row: Space) -> str:
    parts = [seats(row.capacity)]
    if row.accessible is not None:
        parts.append(_("accessible en fauteuil roulant") if row.accessible else _("non accessible en fauteuil roulant"))
    if row.note:
        parts.append(row.note[:1].lower() + row.note[1:])
    return f"{row.name}\u00a0: {', '.join(parts)}"


def measures_of(place: Place) -> list[Offer]:
    """The measures of the connection, newest first: rates, then the day and the method."""
    return [_measure(row) for row in place.measures.all()]


def _measure(row: ConnectionMeasure) -> Offer:
    words = {"down": rate(row.down_mbps), "up": rate(row.up_mbps) if row.up_mbps is not None else ""}
    if row.up_mbps is None:
        name = _("%(down)s\u00a0Mbit par seconde en réception") % words
    else:
        name = _("%(down)s\u00a0Mbit par seconde en réception, %(up)s en envoi") % words
    words = {"day": day_words(row.measured_on), "technology": row.technology}
    said = {
        MeasureMethod.SPEED_TEST: _("Mesuré sur place le %(day)s."),
        MeasureMethod.CONTRACT: _("Débit garanti par contrat, le %(day)s."),
        MeasureMethod.DECLARED: _("Déclaré le %(day)s, non mesuré."),
    }[MeasureMethod(row.method)] % words
    parts = [f"{row.technology[:1].upper()}{row.technology[1:]}." if row.technology else "", said]
    if row.latency_ms is not None:
        parts.append(_("Latence\u00a0: %(ms)d\u00a0ms.") % {"ms": row.latency_ms})
    return Offer("house-plug", name, _lines(" ".join(part for part in parts if part)))

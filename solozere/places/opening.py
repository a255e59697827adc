"""Whether a place is open, in words: its life first, then its hours, and only hours that somebody confirmed lately."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from solozere.organisations.rules import since_words
from solozere.places.enums import FactGroupCode, PlaceStatus
from solozere.places.hours import (
    HoursError,
    Kind,
    OpeningState,
    Schedule,
    check_region,
    not_given,
    parse,
    state_at,
    unconfirmed,
)
from solozere.places.models import Place, fact_group
from solozere.places.rules.freshness import Age, age
from solozere.territory.models import Territory


@dataclass(frozen=True)
class Opening:
    """What a page says: the words, an icon and a tone ("open", "soon", "closed", "unknown" or "").

    `is_open` is True where the place is surely open; `before` where it has not opened yet; `changes_at`, in UTC, is when
    the words stop being true, None where nothing is foreseen.
    """

    words: str
    icon: str
    tone: str
    is_open: bool = False
    before: bool = False
    changes_at: datetime | None = None


_LOOKS = {
    Kind.OPEN: ("door-open", "open"),
    Kind.CLOSING_SOON: ("clock", "soon"),
    Kind.OPENING_SOON: ("clock", "soon"),
    Kind.CLOSED: ("moon", "closed"),
    Kind.UNKNOWN: ("circle-help", "unknown"),
    Kind.HOLIDAY_UNSURE: ("circle-help", "unknown"),
}


def opening_of(place: Place, at: datetime, territory: Territory) -> Opening:
    """What to say of `place` at the instant `at`, on the territory's clock. Reads closures: prefetch them."""
    said = _life(place)
    if said is not None:
        return said
    state = _state(place, at, territory)
    icon, tone = _LOOKS[state.kind]
    return Opening(state.words, icon, tone, is_open=state.is_open, changes_at=state.changes_at)


def schedule_of(place: Place) -> Schedule | None:
    """The hours as they are written, confirmed or not; None where there are none or they cannot be read."""
    if not place.opening_hours:
        return None
    try:
        return parse(place.opening_hours)
    except HoursError:
        return None


def hours_age(place: Place, at: datetime, zone: ZoneInfo) -> Age:
    """How far the hours can be trusted at the instant `at`."""
    group = fact_group(place, FactGroupCode.HOURS)
    confirmed = group.confirmed_at if group else None
    return age(confirmed.astimezone(zone).date() if confirmed else None, at.astimezone(zone).date())


def _life(place: Place) -> Opening | None:
    """What the life of the place answers by itself; None for one that is in service."""
    since = since_words(place.status_since)
    if place.status == PlaceStatus.PLANNED:
        return Opening(_("Prévu, pas encore ouvert"), "calendar-clock", "", before=True)
    if place.status == PlaceStatus.OPENING:
        return Opening(_("Pas encore ouvert au public"), "calendar-clock", "soon", before=True)
    if place.status == PlaceStatus.SUSPENDED:
        return Opening(f"{_('Fermé pour un temps')} {since}".strip(), "ban", "no")
    if place.status == PlaceStatus.CLOSED:
        return Opening(f"{_('Fermé définitivement')} {since}".strip(), "ban", "no")
    return None


def _state(place: Place, at: datetime, territory: Territory) -> OpeningState:
    schedule = schedule_of(place)
    if schedule is None:
        return unconfirmed() if place.opening_hours else not_given()
    trusted = place.hours_trusted_until
    if trusted is None or trusted < at.astimezone(territory.zone).date():
        return unconfirmed()
    closures = closures_of(place)
    return state_at(schedule, closures, at, territory.zone, region_of(territory))


def region_of(territory: Territory) -> str:
    """The territory's public holidays; those of all France where its subdivision is not one that the calendar knows."""
    try:
        check_region(territory.holidays_subdivision)
    except ValueError:
        return ""
    return territory.holidays_subdivision


def closures_of(place: Place) -> list[tuple[date, date]]:
    """The exceptional closures as (first day, last day)."""
    return [(closure.first_day, closure.last_day) for closure in place.closures.all()]

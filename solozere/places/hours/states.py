"""Whether a place is open at an instant, and the words that say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.places.hours.clock import check_instant, instant_of
from solozere.places.hours.days import Sure
from solozere.places.hours.model import DAY, Schedule
from solozere.places.hours.timeline import Closures, Piece, is_closed, joined, pieces
from solozere.places.hours.words import DAY_NAMES, capital, hour, long_date, short_date

SOON = timedelta(minutes=30)
HORIZON = timedelta(days=366)
"""How far ahead the next change is looked for."""
_NIGHT = 6
_NEAR = 6


class Kind(StrEnum):
    """What is known of a place at an instant."""

    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    OPENING_SOON = "opening_soon"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    HOLIDAY_UNSURE = "holiday_unsure"


@dataclass(frozen=True)
class OpeningState:
    """What is known at an instant, in a few French words; `changes_at`, in UTC, is when it opens, closes or is no more known.

    `changes_at` is None when nothing changes within a year.
    """

    kind: Kind
    words: str
    changes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Is the place certainly open?"""
        return self.kind in (Kind.OPEN, Kind.CLOSING_SOON)


def unconfirmed() -> OpeningState:
    """The state of a place whose hours nobody confirmed lately."""
    return OpeningState(Kind.UNKNOWN, _("Horaires non confirmés"))


def not_given() -> OpeningState:
    """The state of a place without hours."""
    return OpeningState(Kind.UNKNOWN, _("Horaires non communiqués"))


def state_at(
    schedule: Schedule, closures: Closures, at: datetime, zone: ZoneInfo, holidays_region: str | None
) -> OpeningState:
    """The state at the instant `at`, said on the clock of `zone`. It is open if and only if `at` is in one of `intervals`.

    Raises ValueError when `at` has no zone or the region is not known.
    """
    check_instant(at)
    here = at.astimezone(zone)
    if schedule.never_open:
        return OpeningState(Kind.CLOSED, _("Fermé"))
    last = here.date() + HORIZON
    days = pieces(schedule, closures, here.date(), last, zone, holidays_region)
    coming = joined(piece for piece in days if piece.end > at)
    first = next(coming, None)
    if first is None or at < first.start:
        return _closed(first, coming, at, here, closures)
    changes_at = None if first.end >= instant_of(last, DAY, zone) else first.end
    if first.sure is Sure.HOLIDAY:
        return OpeningState(Kind.HOLIDAY_UNSURE, _("Jour férié\u00a0: horaires à vérifier"), changes_at)
    if first.sure is Sure.UNKNOWN:
        return OpeningState(Kind.UNKNOWN, _unknown_words(first, coming, here), changes_at)
    return _open(first, next(coming, None), at, here, changes_at)


def _open(now: Piece, then: Piece | None, at: datetime, here: datetime, closes: datetime | None) -> OpeningState:
    if closes is None:
        return OpeningState(Kind.OPEN, _with(_("Ouvert en continu"), now))
    local = closes.astimezone(here.tzinfo)
    if then is not None and then.start == closes:
        words = _("Ouvert au moins jusqu’à %(hour)s") % {"hour": _hour(local)} if _is_near(local, here) else _("Ouvert")
        return OpeningState(Kind.OPEN, _with(words, now), closes)
    if closes - at <= SOON:
        minutes = _minutes_until(closes, at)
        words = ngettext("Ferme dans %(count)d\u00a0minute", "Ferme dans %(count)d\u00a0minutes", minutes)
        return OpeningState(Kind.CLOSING_SOON, _with(words % {"count": minutes}, now), closes)
    if (_evening(local) - here.date()).days > _NEAR:
        return OpeningState(Kind.OPEN, _with(_("Ouvert en continu"), now), closes)
    when = _("à %(hour)s") % {"hour": _hour(local)} if _is_near(local, here) else _when(local, here.date())
    return OpeningState(Kind.OPEN, _with(_("Ouvert, ferme %(when)s") % {"when": when}, now), closes)


def _closed(
    first: Piece | None, rest: Iterator[Piece], at: datetime, here: datetime, closures: Closures
) -> OpeningState:
    if first is None:
        return OpeningState(Kind.CLOSED, _("Fermé"))
    today = here.date()
    opens = _next_open(first, rest)
    if is_closed(today, closures):
        last_day = first.start.astimezone(here.tzinfo).date() - timedelta(days=1)
        if last_day > today:
            words = _("Fermé jusqu’au %(date)s") % {"date": short_date(last_day, today)}
            return OpeningState(Kind.CLOSED, words, first.start)
        words = _("Fermé aujourd’hui")
    elif opens is first and first.start - at <= SOON:
        minutes = _minutes_until(first.start, at)
        words = ngettext("Fermé, ouvre dans %(count)d\u00a0minute", "Fermé, ouvre dans %(count)d\u00a0minutes", minutes)
        return OpeningState(Kind.OPENING_SOON, _with(words % {"count": minutes}, first), first.start)
    else:
        words = _("Fermé")
    if opens is not None:
        when = _when(opens.start.astimezone(here.tzinfo), today)
        words = _with(_("%(closed)s, ouvre %(when)s") % {"closed": words, "when": when}, opens)
    return OpeningState(Kind.CLOSED, words, first.start)


def _next_open(first: Piece, rest: Iterator[Piece]) -> Piece | None:
    if first.sure is Sure.OPEN:
        return first
    return next((piece for piece in rest if piece.sure is Sure.OPEN), None)


def _unknown_words(now: Piece, rest: Iterator[Piece], here: datetime) -> str:
    """The comment, which says more than « à vérifier », and the next sure opening."""
    if not now.comment:
        return _("Horaires à vérifier")
    opens = _next_open(now, rest)
    if opens is None:
        return capital(now.comment)
    when = _when(opens.start.astimezone(here.tzinfo), here.date())
    return _("%(comment)s. Ouvre %(when)s") % {"comment": capital(now.comment), "when": when}


def _with(words: str, piece: Piece) -> str:
    return f"{words} ({piece.comment})" if piece.comment else words


def _minutes_until(later: datetime, at: datetime) -> int:
    """Whole minutes, at least one: a minute begun counts."""
    return max(1, -((at - later.astimezone(UTC)) // timedelta(minutes=1)))


def _evening(local: datetime) -> date:
    """The day that an hour is said of: midnight is that of the evening before."""
    return (local - timedelta(minutes=1)).date() if (local.hour, local.minute) == (0, 0) else local.date()


def _hour(local: datetime) -> str:
    return hour(local.hour * 60 + local.minute)


def _is_near(local: datetime, here: datetime) -> bool:
    """Is the hour enough to say when: later today, or in the night that follows?"""
    days = (_evening(local) - here.date()).days
    return days == 0 or (days == 1 and local.hour < _NIGHT)


def _when(local: datetime, today: date) -> str:
    """« à 14 h », « demain à 9 h », « lundi à 9 h », « le lundi 4 janvier à 9 h »."""
    day = _evening(local)
    days = (day - today).days
    at = _("à %(hour)s") % {"hour": _hour(local)}
    if days <= 0:
        return at
    if days == 1:
        return _("demain %(at)s") % {"at": at}
    if days <= _NEAR:
        return f"{DAY_NAMES[day.weekday()]} {at}"
    return _("le %(date)s %(at)s") % {"date": long_date(day, today), "at": at}

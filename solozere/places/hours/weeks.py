"""The week as a table: one row a day, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from solozere.places.hours.days import Session, Sessions, Sure
from solozere.places.hours.holidays import holiday_name
from solozere.places.hours.model import DAY, WHOLE_DAY, Schedule, Span, merged
from solozere.places.hours.timeline import Closures, is_closed, kept_sessions
from solozere.places.hours.words import DAY_NAMES, capital, hours_range


@dataclass(frozen=True)
class DayHours:
    """A row of the table: « Lundi », its stretches (« 9 h – 12 h », or « Fermé »), and what makes this day unlike the others."""

    day: date
    label: str
    stretches: tuple[str, ...]
    is_today: bool
    note: str
    is_closed: bool

    @property
    def ranges(self) -> str:
        """The stretches on one line: « 9 h – 12 h, 14 h – 18 h »."""
        return ", ".join(self.stretches)


def week(
    schedule: Schedule,
    closures: Closures,
    day: date,
    zone: ZoneInfo,
    holidays_region: str | None,
) -> list[DayHours]:
    """The seven days from the Monday of the week of `day`, which is marked as today: a date, or an instant read in `zone`.

    A night that goes past midnight stands on the day on which it begins.
    """
    today = day.astimezone(zone).date() if isinstance(day, datetime) else day
    return _rows(schedule, closures, today, holidays_region, today)


def typical_week(schedule: Schedule, day: date) -> list[DayHours]:
    """The seven days as they are in the season of `day`, without holidays, closures or today: for a sheet on the door."""
    return _rows(schedule, (), day, None, None)


def _rows(schedule: Schedule, closures: Closures, day: date, region: str | None, today: date | None) -> list[DayHours]:
    monday = day - timedelta(days=day.weekday())
    rows = []
    for step in range(7):
        one = monday + timedelta(days=step)
        sessions = kept_sessions(schedule, closures, one, region)
        notes = _notes(one, sessions, closures, region)
        label = capital(str(DAY_NAMES[step]))
        rows.append(DayHours(one, label, _stretches(sessions), one == today, ". ".join(notes), not sessions))
    return rows


def _notes(day: date, sessions: Sessions, closures: Closures, region: str | None) -> list[str]:
    notes = []
    if is_closed(day, closures):
        notes.append(_("Fermeture exceptionnelle"))
    if name := holiday_name(day, region):
        notes.append(_("Jour férié\u00a0: %(name)s") % {"name": name})
    rest = [one for one in sessions if one.otherwise]
    if rest and len(rest) < len(sessions):
        notes.append(_("Aux autres heures\u00a0: %(comment)s") % {"comment": rest[0].comment or _("à vérifier")})
    return notes


def _stretches(sessions: Sessions) -> tuple[str, ...]:
    """« 9 h – 12 h » and « 14 h – 18 h », or « Fermé »; what a fallback rule says only where nothing else is said."""
    if not sessions:
        return (_("Fermé"),)
    plain = [one for one in sessions if not one.otherwise] or list(sessions)
    return tuple(_range(span, one) for span, one in joined_sessions(plain))


def joined_sessions(sessions: Iterable[Session]) -> list[tuple[Span, Session]]:
    """The spans, those that touch and say the same made one, each with a session that says it; in order."""
    by_saying: dict[tuple[Sure, str], list[Session]] = {}
    for one in sessions:
        by_saying.setdefault((one.sure, one.comment), []).append(one)
    spans = [
        (span, alike[0]) for alike in by_saying.values() for span in merged(Span(one.start, one.end) for one in alike)
    ]
    return sorted(spans, key=lambda pair: pair[0])


def _range(span: Span, session: Session) -> str:
    if session.sure is Sure.OPEN:
        return f"{hours_range(span)} ({session.comment})" if session.comment else hours_range(span)
    if span == WHOLE_DAY or span.end - span.start > DAY or session.otherwise:
        return capital(session.comment) if session.comment else _("Horaires à vérifier")
    return f"{hours_range(span)} ({session.comment or _('à vérifier')})"

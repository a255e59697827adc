"""Opening hours as schema.org says them (openingHoursSpecification)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from solozere.places.hours.days import Sessions, Sure, sessions_of, sessions_when
from solozere.places.hours.model import DAY, WHOLE_DAY, Schedule, Span, merged
from solozere.places.hours.timeline import Closures

_BASE = "https://schema.org/"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ANY_MONDAY = date(2024, 1, 1)
SEASONS_AHEAD = 92
"""Days for which hours that change with the seasons are told, with their dates."""

Week = dict[int, tuple[Span, ...]]


def to_schema_org(schedule: Schedule, day: date | None = None, closures: Closures = ()) -> list[dict[str, Any]]:
    """One entry for each span and the days that have it, public holidays where a rule names them, then the closures.

    Hours that change with the seasons are dated from `day` on, for SEASONS_AHEAD days; without `day` nothing is said of them
    rather than something false. Hours that are not sure are left out. Times are those of the place's clock.
    """
    if not schedule.has_seasons:
        entries = list(_entries(_plain_week(schedule)))
    else:
        entries = (
            [entry for week, dates in _dated_weeks(schedule, day) for entry in _entries(week, dates)] if day else []
        )
    entries += _public_holidays(schedule)
    entries += [_entry(WHOLE_DAY, None, (first, last), closed=True) for first, last in closures]
    return entries


def _open_spans(sessions: Sessions) -> tuple[Span, ...]:
    return merged(Span(one.start, one.end) for one in sessions if one.sure is Sure.OPEN and one.start < DAY)


def _plain_week(schedule: Schedule) -> Week:
    return {step: _open_spans(sessions_of(schedule, _ANY_MONDAY + timedelta(days=step), None)) for step in range(7)}


def _dated_weeks(schedule: Schedule, first: date) -> Iterator[tuple[Week, tuple[date, date]]]:
    """The coming days as weeks that hold from a date to another, each as long as it can be."""
    week: Week = {}
    begins = first
    for step in range(SEASONS_AHEAD):
        day = first + timedelta(days=step)
        spans = _open_spans(sessions_of(schedule, day, None))
        if week.get(day.weekday(), spans) != spans:
            yield week, (begins, day - timedelta(days=1))
            week, begins = {}, day
        week[day.weekday()] = spans
    yield week, (begins, first + timedelta(days=SEASONS_AHEAD - 1))


def _entries(week: Week, dates: tuple[date, date] | None = None) -> Iterator[dict[str, Any]]:
    by_span: dict[Span, list[str]] = {}
    for weekday in sorted(week):
        for span in week[weekday]:
            by_span.setdefault(span, []).append(_BASE + _DAYS[weekday])
    for span, days in by_span.items():
        yield _entry(span, days, dates)


def _public_holidays(schedule: Schedule) -> list[dict[str, Any]]:
    """What is said of public holidays, if it is sure and the same whatever the day of the week and the season."""
    if schedule.has_seasons or not any(rule.selector.public_holidays for rule in schedule.rules):
        return []
    days = (_ANY_MONDAY + timedelta(days=step) for step in range(7))
    said = [sessions_when(schedule, day, public_holiday=True, school_holiday=False) for day in days]
    if any(sessions != said[0] for sessions in said) or any(one.sure is not Sure.OPEN for one in said[0]):
        return []
    holidays = [_BASE + "PublicHolidays"]
    return [_entry(span, holidays) for span in _open_spans(said[0])] or [_entry(WHOLE_DAY, holidays, closed=True)]


def _entry(
    span: Span, days: list[str] | None, dates: tuple[date, date] | None = None, *, closed: bool = False
) -> dict[str, Any]:
    """Closed is from 00:00 to 00:00, a whole day until 23:59; a night closes at an hour before that of its opening."""
    end = span.end % DAY
    closes = "23:59" if span == WHOLE_DAY and not closed else f"{end // 60:02}:{end % 60:02}"
    entry: dict[str, Any] = {"@type": "OpeningHoursSpecification"}
    if days:
        entry["dayOfWeek"] = days
    entry |= {"opens": f"{span.start // 60:02}:{span.start % 60:02}", "closes": closes}
    if dates:
        entry |= {"validFrom": dates[0].isoformat(), "validThrough": dates[1].isoformat()}
    return entry

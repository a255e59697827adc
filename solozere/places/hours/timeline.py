"""Days put end to end: what is open, not known or to be checked, from midnight to midnight, then as instants."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from solozere.places.hours.clock import instant_of
from solozere.places.hours.days import Session, Sessions, Sure, sessions_of
from solozere.places.hours.model import DAY, Schedule

Closures = Sequence[tuple[date, date]]
"""Exceptional closures: first day, last day, both included. They always win."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Piece:
    """From one instant to a later one, in UTC, the same thing is known; time between pieces is closed."""

    start: datetime
    end: datetime
    sure: Sure
    comment: str = ""


def is_closed(day: date, closures: Closures) -> bool:
    """Is `day` within an exceptional closure?"""
    return any(first <= day <= last for first, last in closures)


def kept_sessions(schedule: Schedule, closures: Closures, day: date, region: str | None) -> Sessions:
    """The sessions that begin on `day`: none when it is closed, cut at midnight when the next day is."""
    if is_closed(day, closures):
        return ()
    sessions = sessions_of(schedule, day, region)
    if not closures or not is_closed(day + _ONE_DAY, closures):
        return sessions
    return tuple(
        Session(one.start, min(one.end, DAY), one.sure, one.comment, one.otherwise)
        for one in sessions
        if one.start < DAY
    )


def pieces(
    schedule: Schedule, closures: Closures, first: date, last: date, zone: ZoneInfo, region: str | None
) -> Iterator[Piece]:
    """The pieces of the days from `first` to `last`, sorted, apart; nothing is computed before it is asked."""
    if schedule.always_open:
        yield from _between_closures(schedule.rules[0].comment, closures, first, last, zone)
        return
    before = kept_sessions(schedule, closures, first - _ONE_DAY, region)
    day = first
    while day <= last:
        own = kept_sessions(schedule, closures, day, region)
        for one in _painted(own, before):
            start, end = instant_of(day, one.start, zone), instant_of(day, one.end, zone)
            if start < end:
                yield Piece(start, end, one.sure, one.comment)
        before, day = own, day + _ONE_DAY


def _between_closures(comment: str, closures: Closures, first: date, last: date, zone: ZoneInfo) -> Iterator[Piece]:
    """The pieces of a place open day and night, without going through each day."""
    day = first
    for closed_from, closed_to in sorted(closures):
        if closed_from <= closed_to and closed_from <= last:
            if day < closed_from:
                yield Piece(instant_of(day, 0, zone), instant_of(closed_from, 0, zone), Sure.OPEN, comment)
            day = max(day, closed_to + _ONE_DAY)
    if day <= last:
        yield Piece(instant_of(day, 0, zone), instant_of(last, DAY, zone), Sure.OPEN, comment)


def _painted(own: Sessions, before: Sessions) -> Sessions:
    """What is known from 0 to 24 h on a day: its own sessions and the nights of the day before, without overlap."""
    there = [Session(max(0, one.start - DAY), one.end - DAY, one.sure, one.comment) for one in before if one.end > DAY]
    there += [Session(one.start, min(one.end, DAY), one.sure, one.comment) for one in own if one.start < DAY]
    if all(one.end <= other.start for one, other in pairwise(there)):
        return tuple(there)
    cuts = sorted({cut for one in there for cut in (one.start, one.end)})
    result = []
    for start, end in pairwise(cuts):
        over = [one for one in there if one.start <= start and end <= one.end]
        if over:
            best = min(over, key=lambda one: one.sure)
            result.append(Session(start, end, best.sure, best.comment))
    return tuple(result)


def joined(stream: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, those that touch and know the same made one, with the comment of the first."""
    current: Piece | None = None
    for piece in stream:
        if current is not None and piece.start == current.end and piece.sure == current.sure:
            current = Piece(current.start, piece.end, current.sure, current.comment)
            continue
        if current is not None:
            yield current
        current = piece
    if current is not None:
        yield current

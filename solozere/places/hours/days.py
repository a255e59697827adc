"""What the rules say of one day: sessions, in minutes by the clock on the wall."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from solozere.places.hours.holidays import holiday_name
from solozere.places.hours.model import DAY, WHOLE_DAY, Link, Rule, Saying, Schedule, Span
from solozere.places.hours.school import is_school_holiday


class Sure(IntEnum):
    """How much is known of a stretch of time that is not plainly closed; the smaller wins where two overlap."""

    OPEN = 0
    UNKNOWN = 1
    HOLIDAY = 2


@dataclass(frozen=True)
class Session:
    """A stretch of time that belongs to the day on which it begins; `end` may reach 48 h."""

    start: int
    end: int
    sure: Sure
    comment: str = ""
    otherwise: bool = False
    """Does it come from a fallback rule, that fills the time about which the others say nothing?"""


Sessions = tuple[Session, ...]


def sessions_of(schedule: Schedule, day: date, region: str | None) -> Sessions:
    """The sessions that begin on `day`, sorted; on a public holiday that no rule names, one that says so.

    Where the answer depends on school holidays and these are not known, one session of unknown hours.
    """
    holiday = bool(holiday_name(day, region))
    if not schedule.minds_school:
        return sessions_when(schedule, day, public_holiday=holiday, school_holiday=False)
    known = is_school_holiday(day, region)
    if known is not None:
        return sessions_when(schedule, day, public_holiday=holiday, school_holiday=known)
    either = [sessions_when(schedule, day, public_holiday=holiday, school_holiday=school) for school in (False, True)]
    return either[0] if either[0] == either[1] else (_whole(Sure.UNKNOWN, *either),)


def sessions_when(schedule: Schedule, day: date, *, public_holiday: bool, school_holiday: bool) -> Sessions:
    """The sessions that begin on `day`, were it a public or a school holiday or not."""
    sessions: Sessions = ()
    deciding: list[Rule] = []
    for rule in schedule.rules:
        if not rule.selector.matches(day, public_holiday=public_holiday, school_holiday=school_holiday):
            continue
        if rule.link is Link.FALLBACK:
            sessions = _filled(sessions, rule)
        elif rule.saying is Saying.CLOSED and rule.spans:
            sessions = without(sessions, rule.spans)
            deciding.append(rule)
        elif rule.link is Link.ADDS and rule.saying is not Saying.CLOSED:
            sessions += said(rule)
            deciding.append(rule)
        else:
            sessions, deciding = said(rule), [rule]
    if public_holiday and any(one.sure is Sure.OPEN for one in sessions) and not _named(deciding, day):
        return (_whole(Sure.HOLIDAY, sessions),)
    return tuple(sorted(sessions, key=lambda one: (one.start, one.end)))


def _named(deciding: list[Rule], day: date) -> bool:
    """Does one of the rules that made the day speak of this very public holiday, or of all days without exception?"""
    return any(rule.round_the_clock or rule.selector.names(day, public_holiday=True) for rule in deciding)


def _whole(sure: Sure, *choices: Sessions) -> Session:
    """The whole day, and the evening as far as any of the choices would take it."""
    return Session(0, max([DAY] + [one.end for sessions in choices for one in sessions]), sure)


def said(rule: Rule, *, otherwise: bool = False) -> Sessions:
    """What a rule says by itself of a day that it speaks of."""
    if rule.saying is Saying.CLOSED:
        return ()
    sure = Sure.OPEN if rule.saying is Saying.OPEN else Sure.UNKNOWN
    spans = rule.spans or (WHOLE_DAY,)
    return tuple(Session(span.start, span.end, sure, rule.comment, otherwise) for span in spans)


def without(sessions: Sessions, spans: tuple[Span, ...]) -> Sessions:
    """The sessions less the spans."""
    for span in spans:
        kept: list[Session] = []
        for one in sessions:
            for start, end in ((one.start, min(one.end, span.start)), (max(one.start, span.end), one.end)):
                if start < end:
                    kept.append(Session(start, end, one.sure, one.comment, one.otherwise))
        sessions = tuple(kept)
    return sessions


def _filled(sessions: Sessions, rule: Rule) -> Sessions:
    """The sessions and, in the time that they leave, what the fallback rule says."""
    taken = tuple(Span(one.start, one.end) for one in sessions)
    return sessions + without(said(rule, otherwise=True), taken)

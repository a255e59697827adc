"""How old the word of whoever confirmed a fact is: fresh under six months, then to be checked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FRESH_MONTHS = 6


class Age(StrEnum):
    """How far a group of facts can be trusted."""

    FRESH = "fresh"
    STALE = "stale"
    NEVER = "never"


@dataclass(frozen=True)
class Stamp:
    """What is known of a group: its code, its source with its date as the source gives it, who confirmed it and when."""

    code: str
    source: str
    source_date: str = ""
    confirmed_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True)
class Freshness:
    """The age of a group or of a whole sheet; `stamp` is the one it is said of, the oldest of those confirmed."""

    age: Age
    stamp: Stamp | None
    unconfirmed: tuple[str, ...] = ()
    """Codes of the groups that nobody ever confirmed."""
    outdated: tuple[str, ...] = ()
    """Codes of the groups confirmed too long ago."""
    all_doubtful: bool = False
    """Is there no group that can be trusted?"""


def months_later(day: date, months: int) -> date:
    """The same day of the month, that many months later; the last of the month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def stale_from(confirmed_on: date) -> date:
    """The first day on which a confirmation of `confirmed_on` is too old."""
    return months_later(confirmed_on, FRESH_MONTHS)


def age(confirmed_on: date | None, today: date) -> Age:
    """How far a fact confirmed on that day (None: never) can be trusted today."""
    if confirmed_on is None:
        return Age.NEVER
    return Age.FRESH if today < stale_from(confirmed_on) else Age.STALE


def of_group(stamp: Stamp, today: date) -> Freshness:
    """The freshness of one group."""
    return Freshness(age(stamp.confirmed_on, today), stamp)


def of_sheet(stamps: Iterable[Stamp], today: date) -> Freshness:
    """The freshness of all that a sheet says: that of its oldest confirmed group; never confirmed where no group is."""
    known = list(stamps)
    dated = sorted((stamp.confirmed_on, stamp.code, stamp) for stamp in known if stamp.confirmed_on is not None)
    unconfirmed = tuple(stamp.code for stamp in known if stamp.confirmed_on is None)
    if not dated:
        return Freshness(Age.NEVER, known[0] if known else None, unconfirmed, all_doubtful=True)
    outdated = tuple(stamp.code for stamp in known if age(stamp.confirmed_on, today) == Age.STALE)
    oldest = dated[0][2]
    none_fresh = len(outdated) + len(unconfirmed) == len(known)
    return Freshness(age(oldest.confirmed_on, today), oldest, unconfirmed, outdated, none_fresh)

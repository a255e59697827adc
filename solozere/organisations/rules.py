"""Dates as sources give them: a year, a month or a day, never more than what is known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from solozere.core.text import day_in_words

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A year, with its month and day where they are known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """« 2013 », « 2013-03 » or « 2013-03-03 ». Raises ValueError with a French sentence."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise ValueError(_expected(text))
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            date(year or 0, month or 1, day or 1)
        except ValueError as error:
            raise ValueError(_expected(text)) from error
        return cls(year or 0, month, day)

    @property
    def first_day(self) -> date:
        """The earliest day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def before(self, other: "PartialDate") -> bool:
        """Is it surely before `other`? « 2013 » and « 2013-03 » may be the same day: False."""
        mine, theirs = (self.year, self.month, self.day), (other.year, other.month, other.day)
        for left, right in zip(mine, theirs, strict=True):
            if left is None or right is None or left < right:
                return left is not None and right is not None
            if left > right:
                return False
        return False

    @property
    def words(self) -> str:
        """« 3 mars 2013 », « mars 2013 », « 2013 »."""
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return date_format(self.first_day, "F Y")
        return day_in_words(self.first_day)


def _expected(text: str) -> str:
    return gettext(
        "«\u00a0%(text)s\u00a0» n’est pas une date\u00a0: écrivez une année (2013), un mois (2013-03) ou un jour (2013-03-15)."
    ) % {"text": text[:40]}


def dated(text: str) -> str:
    """« le 3 mars 2013 », « en mars 2013 », « en 2013 »; "" for ""."""
    if not text:
        return ""
    found = PartialDate.parse(text)
    words = gettext("le %(date)s") if found.day else gettext("en %(date)s")
    return words % {"date": found.words}


def since_words(text: str) -> str:
    """« depuis le 21 février 2012 », « depuis 2012 »; "" for ""."""
    if not text:
        return ""
    found = PartialDate.parse(text)
    words = gettext("depuis le %(date)s") if found.day else gettext("depuis %(date)s")
    return words % {"date": found.words}


def until_words(text: str) -> str:
    """« jusqu’au 31 décembre 2013 », « jusqu’en 2013 »; "" for ""."""
    if not text:
        return ""
    found = PartialDate.parse(text)
    if found.day:
        return gettext("jusqu’au %(date)s") % {"date": found.words}
    return gettext("jusqu’en %(date)s") % {"date": found.words}


def period_words(since: str, until: str) -> str:
    """Both, as far as they are known: « depuis 2012, jusqu’en 2013 ». Once over, one reads « de 2012 à 2013 »."""
    if since and until:
        first, last = PartialDate.parse(since), PartialDate.parse(until)
        if first == last:
            return dated(since)
        if first.day and last.day:
            return gettext("du %(first)s au %(last)s") % {"first": first.words, "last": last.words}
        if not first.day and not last.day:
            return gettext("de %(first)s à %(last)s") % {"first": first.words, "last": last.words}
    return ", ".join(words for words in (since_words(since), until_words(until)) if words)


def newest_year(dates: Iterable[str]) -> int | None:
    """The year of the newest source; None when there is none."""
    return max((PartialDate.parse(text).year for text in dates if text), default=None)

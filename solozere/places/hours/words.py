"""French words for hours, days and dates, with their no-break spaces."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.places.hours.model import DAY, WHOLE_DAY, Span
from solozere.places.hours.selectors import DayRange

DAY_NAMES = (
    gettext_lazy("lundi"),
    gettext_lazy("mardi"),
    gettext_lazy("mercredi"),
    gettext_lazy("jeudi"),
    gettext_lazy("vendredi"),
    gettext_lazy("samedi"),
    gettext_lazy("dimanche"),
)
MONTH_NAMES = (
    gettext_lazy("janvier"),
    gettext_lazy("février"),
    gettext_lazy("mars"),
    gettext_lazy("avril"),
    gettext_lazy("mai"),
    gettext_lazy("juin"),
    gettext_lazy("juillet"),
    gettext_lazy("août"),
    gettext_lazy("septembre"),
    gettext_lazy("octobre"),
    gettext_lazy("novembre"),
    gettext_lazy("décembre"),
)

_QUOTED = 80


def hour(minute: int) -> str:
    """`minute` of a day, 0 to 48 h, in words: « 9 h », « 17 h 30 », « minuit »."""
    hours, minutes = divmod(minute % DAY, 60)
    if hours == minutes == 0:
        return _("minuit")
    return f"{hours}\u00a0h\u00a0{minutes:02}" if minutes else f"{hours}\u00a0h"


def hours_range(span: Span) -> str:
    """« 9 h – 12 h », for a table."""
    return f"{hour(span.start)}\u00a0– {hour(span.end)}" if span != WHOLE_DAY else _("24\u00a0h sur 24")


def from_to(span: Span) -> str:
    """« de 9 h à 12 h », in a sentence."""
    if span == WHOLE_DAY:
        return _("24\u00a0heures sur 24")
    return _("de %(start)s à %(end)s") % {"start": hour(span.start), "end": hour(span.end)}


def listed(words: Sequence[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    if len(words) < 2:
        return "".join(words)
    return _("%(words)s et %(last)s") % {"words": ", ".join(words[:-1]), "last": words[-1]}


def spaced(sentence: str) -> str:
    """A sentence with no-break spaces inside guillemets and before « : » and « ; », its placeholders left alone."""
    return re.sub(r"(?<=«) | (?=[»:;])", "\u00a0", sentence)


def shortened(text: str) -> str:
    """`text` cut after 80 characters, for a sentence that quotes it."""
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def capital(text: str) -> str:
    """`text` with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def day_number(day: int) -> str:
    """« 1er », « 2 »…"""
    return _("1er") if day == 1 else str(day)


def long_date(day: date, today: date | None = None) -> str:
    """« lundi 4 janvier »; with the year when `today` is more than half a year away."""
    return f"{DAY_NAMES[day.weekday()]} {short_date(day, today)}"


def short_date(day: date, today: date | None = None) -> str:
    """« 4 janvier »; with the year when `today` is more than half a year away."""
    words = f"{day_number(day.day)}\u00a0{MONTH_NAMES[day.month - 1]}"
    return f"{words} {day.year}" if today and abs((day - today).days) > 183 else words


def runs(weekdays: Iterable[int]) -> list[tuple[int, int]]:
    """Days of the week, 0 for Monday, as runs of neighbours from Monday on: {0, 1, 2, 4} is [(0, 2), (4, 4)]."""
    found: list[tuple[int, int]] = []
    for day in sorted(set(weekdays)):
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def bare_days(ranges: Sequence[DayRange], *, public_holidays: bool = False, school_holidays: bool = False) -> str:
    """« mardi », « lundi et jeudi », « du lundi au vendredi », at the head of a message; "" for none."""
    words = []
    for days in ranges:
        first, last = DAY_NAMES[days.first], DAY_NAMES[days.last]
        if len(days.weekdays) <= 2:
            words += [str(DAY_NAMES[day]) for day in days.weekdays]
        else:
            words.append(_("du %(first)s au %(last)s") % {"first": first, "last": last})
    words += [_("jours fériés")] * public_holidays + [_("vacances scolaires")] * school_holidays
    return listed(words)

"""The season of a rule in French words: « en juillet et en août », « du 24 décembre au 2 janvier », « les semaines paires »."""

from django.utils.translation import gettext as _

from solozere.places.hours.selectors import LAST_YEAR, DateRange, Selector, WeekRange, YearDay, YearRange
from solozere.places.hours.words import MONTH_NAMES, day_number, listed

_VOWELS = "aeiouhàâéèêîôœ"


def season_in_words(selector: Selector) -> str:
    """The years, dates and weeks of a selector; "" for a rule of all year."""
    parts = (
        listed([_years(one) for one in selector.years]),
        listed([_dates(one) for one in selector.dates]),
        listed([_weeks(one) for one in selector.weeks]),
    )
    return ", ".join(filter(None, parts))


def _years(years: YearRange) -> str:
    if years.last == LAST_YEAR:
        return _("à partir de %(year)s") % {"year": years.first}
    if years.first == years.last:
        return _("en %(year)s") % {"year": years.first}
    return _("de %(first)s à %(last)s") % {"first": years.first, "last": years.last}


def _dates(dates: DateRange) -> str:
    first, last = dates.first, dates.last
    if first.day is None or last.day is None:
        return _months(first, last)
    if first == last:
        return _("le %(date)s") % {"date": _date(first)}
    same_year = first.year == last.year
    start = day_number(first.day) if same_year and first.month == last.month else _date(first, year=not same_year)
    return _("du %(first)s au %(last)s") % {"first": start, "last": _date(last)}


def _months(first: YearDay, last: YearDay) -> str:
    start, end = str(MONTH_NAMES[first.month - 1]), str(MONTH_NAMES[last.month - 1])
    year = f" {last.year}" if last.year else ""
    if first == last:
        return _("en %(month)s") % {"month": start + year}
    if last.month == first.month % 12 + 1:
        return listed([_("en %(month)s") % {"month": start}, _("en %(month)s") % {"month": end + year}])
    of = "d’" if start[0] in _VOWELS else "de "
    return _("%(of_first)s à %(last)s") % {"of_first": of + start, "last": end + year}


def _date(date: YearDay, *, year: bool = True) -> str:
    words = f"{day_number(date.day or 1)}\u00a0{MONTH_NAMES[date.month - 1]}"
    return f"{words} {date.year}" if year and date.year else words


def _weeks(weeks: WeekRange) -> str:
    if weeks.first == weeks.last:
        return _("la semaine %(week)s") % {"week": weeks.first}
    if weeks.step == 2 and weeks.first <= 2 and weeks.last >= 52:
        return _("les semaines paires") if weeks.first == 2 else _("les semaines impaires")
    words = _("les semaines %(first)s à %(last)s") % {"first": weeks.first, "last": weeks.last}
    return _("%(weeks)s, une sur %(step)s") % {"weeks": words, "step": weeks.step} if weeks.step > 1 else words

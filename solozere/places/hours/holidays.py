"""Public holidays of France and of its parts with holidays of their own: a short table, held to the library `holidays` by the tests.

A region is "" for the départements without holidays of their own, else a subdivision as that library names it: "57" (Moselle),
"6AE" (Alsace), "971" to "976", "NC"… or a school zone, "Zone A" to "Zone C", which has the public holidays of "".
Why the library is not asked at run time: docs/adr/0003-opening-hours.md.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as name

from solozere.territory.calendars import CALENDARS

_OF_THE_YEAR: tuple[tuple[int, int, str, tuple[str, ...]], ...] = (
    (1, 1, name("Jour de l’an"), ()),
    (5, 1, name("Fête du Travail"), ()),
    (5, 8, name("Fête de la Victoire"), ()),
    (7, 14, name("Fête nationale"), ()),
    (8, 15, name("Assomption"), ()),
    (11, 1, name("Toussaint"), ()),
    (11, 11, name("Armistice"), ()),
    (12, 25, name("Noël"), ()),
    (12, 26, name("Saint-Étienne"), ("57", "6AE")),
    (5, 27, name("Abolition de l’esclavage"), ("971",)),
    (5, 22, name("Abolition de l’esclavage"), ("972",)),
    (6, 10, name("Abolition de l’esclavage"), ("973",)),
    (12, 20, name("Abolition de l’esclavage"), ("974",)),
    (4, 27, name("Abolition de l’esclavage"), ("976",)),
    (10, 9, name("Abolition de l’esclavage"), ("BL",)),
    (5, 28, name("Abolition de l’esclavage"), ("MF",)),
    (7, 21, name("Fête de Victor Schoelcher"), ("971", "972", "MF")),
    (9, 24, name("Fête de la Citoyenneté"), ("NC",)),
    (3, 5, name("Arrivée de l’Évangile"), ("PF",)),
    (11, 20, name("Matāri’i"), ("PF",)),
    (4, 28, name("Saint Pierre Chanel"), ("WF",)),
    (6, 29, name("Saints Pierre et Paul"), ("WF",)),
    (7, 29, name("Fête du Territoire"), ("WF",)),
)
"""Month, day, name, and the regions that have it: none named, all of them."""
_AROUND_EASTER: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (1, name("Lundi de Pâques"), ()),
    (39, name("Ascension"), ()),
    (50, name("Lundi de Pentecôte"), ()),
    (-2, name("Vendredi saint"), ("57", "6AE", "971", "PF")),
    (-24, name("Mi-Carême"), ("971",)),
)
"""Days after Easter Sunday, name, and the regions."""


def check_region(region: str) -> None:
    """Raise ValueError with a French sentence when `region` is not one of CALENDARS."""
    if region not in CALENDARS:
        raise ValueError(
            _("« %(region)s » n’a pas de jours fériés connus. Laissez vide, ou choisissez parmi : %(known)s.")
            % {"region": region, "known": ", ".join(filter(None, CALENDARS))}
        )


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (the « anonymous » computation of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def _of_year(region: str, year: int) -> Mapping[date, str]:
    """The public holidays of one year and their names; where two meet, the one that all have."""
    check_region(region)
    sunday = easter(year)
    days = [(sunday + timedelta(days=after), words, where) for after, words, where in _AROUND_EASTER]
    days += [(date(year, month, day), words, where) for month, day, words, where in _OF_THE_YEAR]
    return {
        day: words for day, words, where in sorted(days, key=lambda one: not one[2]) if not where or region in where
    }


def holiday_name(day: date, region: str | None) -> str:
    """The name of the public holiday that `day` is in `region`, "" when it is none; None as a region has no holidays at all.

    Raises ValueError for a region that is not known.
    """
    found = "" if region is None else _of_year(region, day.year).get(day, "")
    return _(found) if found else ""

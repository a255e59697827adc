"""The week's hours as a table, with what makes this week unlike the others."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from solozere.places.enums import FactGroupCode
from solozere.places.hours import DayHours, week
from solozere.places.models import Closure, Place, fact_group
from solozere.places.opening import closures_of, hours_age, region_of, schedule_of
from solozere.places.page.stamps import day_words, group_words, stamp_of
from solozere.places.rules.freshness import Age, of_group
from solozere.territory.models import Territory


@dataclass(frozen=True)
class Row:
    """A day of the table: its name, its stretches one under the other, what makes it unlike the others."""

    label: str
    stretches: list[str]
    note: str
    is_today: bool


@dataclass(frozen=True)
class Timetable:
    """The rows of this week, the closures to come, a note, and who says so.

    `trusted` is False where the hours are shown although nobody confirmed them lately.
    """

    rows: list[Row]
    closures: list[str]
    note: str
    source: str
    trusted: bool


def timetable_of(place: Place, at: datetime, territory: Territory) -> Timetable | None:
    """The hours of `place` in the week of `at`; None where none are known."""
    schedule = schedule_of(place)
    if schedule is None:
        return None
    today = at.astimezone(territory.zone).date()
    group = fact_group(place, FactGroupCode.HOURS)
    return Timetable(
        rows=[_row(day) for day in week(schedule, closures_of(place), today, territory.zone, region_of(territory))],
        closures=[_closure(closure) for closure in place.closures.all() if closure.last_day >= today],
        note=place.hours_note,
        source=group_words(of_group(stamp_of(group, territory.zone), today)) if group else "",
        trusted=hours_age(place, at, territory.zone) == Age.FRESH,
    )


def _row(day: DayHours) -> Row:
    return Row(day.label, list(day.stretches), day.note, day.is_today)


def _closure(closure: Closure) -> str:
    """« Fermé du 24 décembre 2026 au 3 janvier 2027 : congés »."""
    words = {"first": day_words(closure.first_day), "last": day_words(closure.last_day)}
    one_day = closure.first_day == closure.last_day
    said = _("Fermé le %(first)s") % words if one_day else _("Fermé du %(first)s au %(last)s") % words
    return f"{said}\u00a0: {closure.reason}" if closure.reason else f"{said}."

"""Reads « ouvert » : now, or from a time to a time, as the address or the fields of the form say it."""

import re
from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from solozere.places.openings.rules import LAST_ASKED_DAY
from solozere.places.search.params import MORNING, NOW, Message, Moment, Span
from solozere.places.search.typed import typed
from solozere.territory.models import Territory

_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/(\d\d:\d\d)\Z")


def opening(query: QueryDict, territory: Territory, said: list[Message]) -> tuple[bool, Span | None, Moment | None]:
    """Open now, or from a time to a time, with what the fields hold: `ouvert`, or the three fields of the form.

    The form sends both; `avant` is what its page showed, so that what was just changed wins.
    """
    typed_moment = Moment(*(typed(query, name) for name in ("jour", "de", "a")))
    asked, before = typed(query, "ouvert"), typed(query, "avant")
    if asked == NOW and before and before != NOW:
        return True, None, None
    if typed_moment.day and typed_moment.start and typed_moment.end:
        example = _in_words(Moment(f"{_tomorrow(territory):%d/%m/%Y}", *MORNING))
        text = f"{typed_moment.day}T{typed_moment.start[:5]}/{typed_moment.end[:5]}"
        span = _span(text, _in_words(typed_moment), example, territory, said)
        return False, span, None if span else typed_moment
    if typed_moment.day or (typed_moment.start, typed_moment.end) not in (MORNING, ("", "")):
        message = _(
            "Ouverture\u00a0: donnez le jour, l’heure d’arrivée et l’heure de départ, par exemple de 9\u00a0h à 12\u00a0h."
        )
        said.append(Message("ouvert", message))
        return asked == NOW, None, typed_moment
    if not asked or asked == NOW:
        return asked == NOW, None, None
    return False, _span(asked, asked, f"{_tomorrow(territory):%Y-%m-%d}T09:00/12:00", territory, said), None


def _tomorrow(territory: Territory) -> date:
    return territory.today() + timedelta(days=1)


def _in_words(moment: Moment) -> str:
    """« 25/11/2026 de 09:00 à 12:00 », what a person typed said back."""
    try:
        day = parse_date(moment.day)
    except ValueError:
        day = None
    words = {"day": f"{day:%d/%m/%Y}" if day else moment.day, "start": moment.start, "end": moment.end}
    return _("%(day)s de %(start)s à %(end)s") % words


def _span(text: str, words: str, example: str, territory: Territory, said: list[Message]) -> Span | None:
    """The span that `text` writes; `words` and `example` are how whoever asked would say it."""
    today = territory.today()
    matched = _SPAN.match(text)
    day, start, end = _parts(matched) if matched else (None, None, None)
    if day is None or start is None or end is None or start == end:
        message = _(
            "Ouverture\u00a0: «\u00a0%(text)s\u00a0» n’est pas un jour avec une heure d’arrivée puis de départ, par exemple "
            "«\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"text": words, "example": example}))
        return None
    if day > today + LAST_ASKED_DAY:
        message = _(
            "Ouverture\u00a0: les horaires sont connus pour %(n)s\u00a0jours. Choisissez un jour plus proche, par exemple "
            "«\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"n": LAST_ASKED_DAY.days + 1, "example": example}))
        return None
    night = timedelta(days=end < start)  # from 22:00 to 02:00 ends on the next day
    span = Span(datetime.combine(day, start, territory.zone), datetime.combine(day + night, end, territory.zone))
    if span.end <= territory.now():
        message = _(
            "Ouverture\u00a0: ce moment est passé. Choisissez-en un à venir, par exemple «\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"example": example}))
        return None
    return span


def _parts(matched: re.Match[str]) -> tuple[date | None, time | None, time | None]:
    try:
        day = parse_date(matched[1])
        start, end = parse_time(matched[2]), parse_time(matched[3])
    except ValueError:
        return None, None, None
    return day, start, end

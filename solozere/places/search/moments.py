"""Reads « ouvert » : now, or from a time to a time, as the address or the fields of the form say it."""

import re
from datetime import date, datetime, time, timedelta

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from solozere.places.openings.rules import LAST_ASKED_DAY
from solozere.places.search.params import NOW, Message, Span
from solozere.places.search.typed import typed
from solozere.territory.models import Territory

_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/(\d\d:\d\d)\Z")


def opening(query: QueryDict, territory: Territory, said: list[Message]) -> tuple[bool, Span | None]:
    """Open now, or from a time to a time: `ouvert`, or the three fields of the form, which come before it."""
    day, start, end = (typed(query, name) for name in ("jour", "de", "a"))
    text = f"{day}T{start[:5]}/{end[:5]}" if day and start and end else typed(query, "ouvert")
    if day and not (start and end):
        message = _(
            "Ouverture\u00a0: donnez le jour, l’heure d’arrivée et l’heure de départ, par exemple de 9\u00a0h à 12\u00a0h."
        )
        said.append(Message("ouvert", message))
    if not text:
        return False, None
    if text == NOW:
        return True, None
    return False, _span(text, territory, said)


def _span(text: str, territory: Territory, said: list[Message]) -> Span | None:
    today = territory.today()
    example = f"{today + timedelta(days=1):%Y-%m-%d}T09:00/12:00"
    matched = _SPAN.match(text)
    day, start, end = _parts(matched) if matched else (None, None, None)
    if day is None or start is None or end is None or start == end:
        message = _(
            "Ouverture\u00a0: «\u00a0%(text)s\u00a0» n’est pas un jour avec une heure d’arrivée puis de départ, par exemple "
            "«\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"text": text, "example": example}))
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

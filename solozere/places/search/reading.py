"""Reads the query string: whatever it holds, a search that runs, and a sentence for each value that cannot be used."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from solozere.core.geo import Point
from solozere.core.registries import place_facets
from solozere.places.models import Label, Service
from solozere.places.openings.rules import LAST_ASKED_DAY
from solozere.places.search.params import (
    BY_DISTANCE,
    BY_NAME,
    BY_RELEVANCE,
    DEFAULT_RADIUS,
    NO_LABEL,
    NOW,
    RADII,
    TO_COME,
    Message,
    PlaceSearch,
    Span,
    Spot,
    Zone,
)
from solozere.places.search.where import spot_of
from solozere.territory.models import Territory

MAX_TEXT = 100
MAX_VALUES = 40
MAX_PAGE = 1_000_000
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/(\d\d:\d\d)\Z")
Messages = list[Message]


def parse(query: QueryDict, territory: Territory) -> tuple[PlaceSearch, Messages]:
    """The search that `query` asks for, and what could not be understood. Never raises; the rest of the search still runs."""
    said: Messages = []
    where = typed(query, "ou")
    spot = _position(typed(query, "pres"), said)
    if where:
        found, messages = spot_of(where)
        said += messages
        if found is not None or spot is None:
            spot = found
    has_point = spot is not None and spot.point is not None
    text = typed(query, "q")
    now, span = _opening(query, territory, said)
    search = PlaceSearch(
        where=where if spot is None or spot.code else "",
        spot=spot,
        zone=_zone(typed(query, "zone"), said),
        km=_radius(typed(query, "rayon"), said) if has_point else None,
        labels=_known(query, "label", _("Label"), _labels, said),
        services=_known(query, "service", _("Services"), _services, said),
        facets=_facets(query, said),
        open_now=now,
        span=span,
        text=text,
        page=_page(typed(query, "page"), said),
    )
    sort = _sort(typed(query, "tri"), search, has_point, said)
    return PlaceSearch(**{**search.__dict__, "sort": sort}), said


def typed(query: QueryDict, name: str) -> str:
    """The last value of a parameter: trimmed, without control characters nor lone surrogates, MAX_TEXT long at most."""
    return _clean(query.get(name) or "")


def _clean(value: str) -> str:
    kept = "".join(c for c in value[: MAX_TEXT * 4] if unicodedata.category(c) not in ("Cc", "Cs"))
    return kept[:MAX_TEXT].strip()


def _position(text: str, said: Messages) -> Spot | None:
    if not text:
        return None
    try:
        lat, lon = (round(float(part), 3) for part in text.split(","))
        return Spot(_("votre position"), Point(lat, lon))
    except (ValueError, OverflowError):
        message = _(
            "Position\u00a0: «\u00a0%(text)s\u00a0» n’est pas un point de la Terre. Donnez la latitude puis la longitude en "
            "degrés, par exemple 44.518,3.501."
        )
        said.append(Message("pres", message % {"text": text}))
        return None


def _zone(text: str, said: Messages) -> Zone | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        west = south = east = north = math.nan
    if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90:
        return Zone(*(round(value, 6) + 0.0 for value in (west, south, east, north)))
    message = _(
        "Zone de la carte\u00a0: «\u00a0%(text)s\u00a0» n’est pas une zone. Donnez l’ouest, le sud, l’est et le nord en degrés, "
        "par exemple 2.9,44.1,4.0,45.0."
    )
    said.append(Message("zone", message % {"text": text}))
    return None


def _radius(text: str, said: Messages) -> int:
    if not text:
        return DEFAULT_RADIUS
    try:
        asked = float(text.replace(",", "."))
        if not 0 < asked < math.inf:
            raise ValueError
    except ValueError:
        message = _("Distance\u00a0: «\u00a0%(text)s\u00a0» n’est pas un nombre de kilomètres, par exemple 20.")
        said.append(Message("rayon", message % {"text": text}))
        return DEFAULT_RADIUS
    nearest = min(RADII, key=lambda km: (abs(km - asked), km))
    if nearest != asked:
        message = _("Distance\u00a0: la recherche se fait à %(radii)s ou %(last)s\u00a0km. Voici à %(km)s\u00a0km.")
        radii = ", ".join(map(str, RADII[:-1]))
        said.append(Message("rayon", message % {"radii": radii, "last": RADII[-1], "km": nearest}, kind="info"))
    return nearest


def _labels() -> dict[str, str]:
    known = dict(Label.objects.values_list("code", "name"))
    return known | {NO_LABEL: _("Sans label"), TO_COME: _("Prévus")}


def _services() -> dict[str, str]:
    return dict(Service.objects.values_list("code", "name"))


def _known(
    query: QueryDict, name: str, field: str, values: Callable[[], dict[str, str]], said: Messages
) -> tuple[str, ...]:
    """The values of a repeated parameter that exist, in the order of the catalogue; one sentence names the others."""
    asked = dict.fromkeys(filter(None, (_clean(value) for value in query.getlist(name)[:MAX_VALUES])))
    if not asked:
        return ()
    known = values()
    unknown = [value for value in asked if value not in known]
    if unknown:
        words = {"field": field, "values": ", ".join(unknown[:3]), "example": next(iter(known), "")}
        message = _(
            "%(field)s\u00a0: «\u00a0%(values)s\u00a0» n’existe pas ici. Choisissez dans la liste, par exemple "
            "«\u00a0%(example)s\u00a0»."
        )
        said.append(Message(name, message % words))
    return tuple(value for value in known if value in asked)


def _facets(query: QueryDict, said: Messages) -> tuple[tuple[str, tuple[str, ...]], ...]:
    chosen = (
        (facet.name, _known(query, facet.name, str(facet.label), lambda facet=facet: dict(facet.values()), said))  # type: ignore[misc]
        for facet in place_facets
    )
    return tuple((name, values) for name, values in chosen if values)


def _opening(query: QueryDict, territory: Territory, said: Messages) -> tuple[bool, Span | None]:
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


def _span(text: str, territory: Territory, said: Messages) -> Span | None:
    today = territory.today()
    example = f"{today + timedelta(days=1):%Y-%m-%d}T09:00/12:00"
    matched = _SPAN.match(text)
    day, start, end = _parts(matched) if matched else (None, None, None)
    if day is None or start is None or end is None or start >= end:
        message = _(
            "Ouverture\u00a0: «\u00a0%(text)s\u00a0» n’est pas un jour avec une heure d’arrivée puis de départ, par exemple "
            "«\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"text": text, "example": example}))
        return None
    span = Span(*(datetime.combine(day, at, territory.zone) for at in (start, end)))
    if span.end <= territory.now():
        message = _(
            "Ouverture\u00a0: ce moment est passé. Choisissez-en un à venir, par exemple «\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"example": example}))
        return None
    if day > today + LAST_ASKED_DAY:
        message = _(
            "Ouverture\u00a0: les horaires sont connus pour %(n)s\u00a0jours. Choisissez un jour plus proche, par exemple "
            "«\u00a0%(example)s\u00a0»."
        )
        said.append(Message("ouvert", message % {"n": LAST_ASKED_DAY.days + 1, "example": example}))
        return None
    return span


def _parts(matched: re.Match[str]) -> tuple[datetime | None, time | None, time | None]:
    try:
        day = parse_date(matched[1])
        start, end = parse_time(matched[2]), parse_time(matched[3])
    except ValueError:
        return None, None, None
    return day, start, end  # type: ignore[return-value]


def _sort(text: str, search: PlaceSearch, has_point: bool, said: Messages) -> str:
    default = search.default_sort
    if not text:
        return default
    if text == BY_DISTANCE and not has_point:
        message = _(
            "Tri\u00a0: pour trier par distance, dites d’abord où vous voulez travailler, par exemple une commune."
        )
        said.append(Message("tri", message))
        return default
    if text == BY_RELEVANCE and not search.text:
        message = _(
            "Tri\u00a0: pour trier par pertinence, donnez d’abord un mot, par exemple «\u00a0imprimante\u00a0»."
        )
        said.append(Message("tri", message))
        return default
    if text not in (BY_DISTANCE, BY_NAME, BY_RELEVANCE):
        message = _(
            "Tri\u00a0: «\u00a0%(text)s\u00a0» n’existe pas. Choisissez «\u00a0distance\u00a0», «\u00a0nom\u00a0» ou "
            "«\u00a0pertinence\u00a0»."
        )
        said.append(Message("tri", message % {"text": text}))
        return default
    return text


def _page(text: str, said: Messages) -> int:
    if not text:
        return 1
    try:
        page = int(text)
        if not 1 <= page <= MAX_PAGE:
            raise ValueError
    except ValueError:
        message = _("Page\u00a0: «\u00a0%(text)s\u00a0» n’est pas un numéro de page, par exemple 2.")
        said.append(Message("page", message % {"text": text}))
        return 1
    return page

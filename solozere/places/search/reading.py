"""Reads the query string: whatever it holds, a search that runs, and a sentence for each value that cannot be used."""

import math
from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _

from solozere.core.fulltext.words import words_of
from solozere.core.geo import Point
from solozere.core.registries import place_facets
from solozere.places.models import Label, Service
from solozere.places.search.moments import opening
from solozere.places.search.params import (
    BY_DISTANCE,
    BY_NAME,
    BY_RELEVANCE,
    DEFAULT_RADIUS,
    NO_LABEL,
    RADII,
    TO_COME,
    Message,
    PlaceSearch,
    Spot,
    Zone,
)
from solozere.places.search.typed import clean, typed
from solozere.places.search.where import spot_of
from solozere.territory.models import Territory

MAX_VALUES = 40
MAX_PAGE = 1_000_000
Messages = list[Message]


def parse(query: QueryDict, territory: Territory) -> tuple[PlaceSearch, Messages]:
    """The search that `query` asks for, and what could not be understood. Never raises; the rest of the search still runs."""
    said: Messages = []
    where = typed(query, "ou")
    spot = _position(typed(query, "pres"), territory, said)
    if where:
        found, messages = spot_of(where)
        said += messages
        if found is not None or spot is None:
            spot = found
    has_point = spot is not None and spot.point is not None
    radius = _radius(typed(query, "rayon"), said)
    if radius != DEFAULT_RADIUS and not where and spot is None:
        around = _(
            "Distance\u00a0: dites d’abord autour de quoi, par exemple une commune\u00a0; elle n’est pas appliquée ici."
        )
        said.append(Message("rayon", around, kind="info"))
    text = _text(typed(query, "q"), said)
    now, span, moment = opening(query, territory, said)
    search = PlaceSearch(
        where=where if spot is None or spot.code else "",
        spot=spot,
        zone=_zone(typed(query, "zone"), said),
        km=radius if has_point else None,
        labels=_known(query, "label", _("Label"), _labels, said),
        services=_known(query, "service", _("Services"), _services, said),
        facets=_facets(query, said),
        open_now=now,
        span=span,
        moment=moment,
        text=text,
        page=_page(typed(query, "page"), said),
    )
    sort = _sort(typed(query, "tri"), search, has_point, said)
    return PlaceSearch(**{**search.__dict__, "sort": sort}), said


def _position(text: str, territory: Territory, said: Messages) -> Spot | None:
    if not text:
        return None
    try:
        lat, lon = (round(float(part), 3) for part in text.split(","))
        point = Point(lat, lon)
    except (ValueError, OverflowError):
        message = _(
            "Position\u00a0: «\u00a0%(text)s\u00a0» n’est pas un point de la Terre. Donnez la latitude puis la longitude en "
            "degrés, par exemple 44.518,3.501."
        )
        said.append(Message("pres", message % {"text": text}))
        return None
    if _turned(point, territory):
        message = _("Position\u00a0: la latitude vient d’abord. Vouliez-vous dire %(turned)s\u00a0?")
        said.append(Message("pres", message % {"turned": f"{lon:.3f},{lat:.3f}"}))
    return Spot(_("votre position"), point)


def _turned(point: Point, territory: Territory) -> bool:
    """Is it far from the territory, and in it once latitude and longitude change places?"""

    def inside(lat: float, lon: float) -> bool:
        return territory.south <= lat <= territory.north and territory.west <= lon <= territory.east

    return inside(point.lon, point.lat) and not inside(point.lat, point.lon)


def _text(text: str, said: Messages) -> str:
    """The words looked for; « !!! » holds none."""
    if not text or words_of(text):
        return text
    message = _(
        "Mots cherchés\u00a0: «\u00a0%(text)s\u00a0» ne dit rien de précis. Écrivez un mot, par exemple "
        "«\u00a0imprimante\u00a0»."
    )
    said.append(Message("q", message % {"text": text}))
    return ""


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
    asked = dict.fromkeys(filter(None, (clean(value) for value in query.getlist(name)[:MAX_VALUES])))
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

"""Where a place is and how one reaches it."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from solozere.places import phones
from solozere.places.enums import PointPrecision
from solozere.places.models import Place
from solozere.territory.models import Territory
from solozere.territory.outline import Projection, projection


@dataclass(frozen=True)
class Locator:
    """The territory drawn small with the place on it; `words` say the same."""

    view_box: str
    outline: str
    x: str
    y: str
    size: int
    words: str


@dataclass(frozen=True)
class Route:
    """Ways there: the place on OpenStreetMap, a route to it, its position for a map application; the precision in words."""

    map: str
    directions: str
    geo: str
    precision: str


@dataclass(frozen=True)
class Contact:
    """How to reach somebody: `tel` for the link, `phone` for the eye."""

    tel: str
    phone: str


MARKER = 84
"""Side of the label's shape on the locator, in units of a drawing 520 wide."""


def locator_of(place: Place, territory: Territory | None) -> Locator | None:
    """The place on the outline; None without an outline, a position, or for a place off the drawing."""
    if territory is None or place.point is None:
        return None
    drawing = projection(territory)
    if not drawing.outline or not drawing.shows(place.point.lat, place.point.lon):
        return None
    x, y = drawing.xy(place.point.lat, place.point.lon)
    words = _("%(commune)s est %(where)s %(of)s.") % {
        "commune": place.commune.name,
        "where": _where(x, y, drawing),
        "of": territory.with_of,
    }
    half = MARKER / 2
    return Locator(drawing.view_box, drawing.outline, f"{x - half:.1f}", f"{y - half:.1f}", MARKER, words)


def _where(x: float, y: float, drawing: Projection) -> str:
    """« au nord-est », « au centre »: which ninth of the drawing a position falls in."""
    column, row = (min(2, int(3 * value / whole)) for value, whole in ((x, drawing.width), (y, drawing.height)))
    return [
        [_("au nord-ouest"), _("au nord"), _("au nord-est")],
        [_("à l’ouest"), _("au centre"), _("à l’est")],
        [_("au sud-ouest"), _("au sud"), _("au sud-est")],
    ][row][column]


def route_to(place: Place) -> Route | None:
    """Links to the place's position; None where it is not known."""
    point = place.point
    if point is None:
        return None
    lat, lon = f"{point.lat:.5f}", f"{point.lon:.5f}"
    zoom = 13 if place.precision == PointPrecision.COMMUNE else 18
    precision = {
        PointPrecision.ENTRANCE: _("Le repère est à l’entrée."),
        PointPrecision.ADDRESS: _("Le repère est à l’adresse."),
        PointPrecision.STREET: _("Le repère est dans la rue, pas au numéro."),
        PointPrecision.COMMUNE: _("Le repère est au centre de la commune\u00a0: l’adresse exacte n’est pas placée."),
    }[PointPrecision(place.precision)]
    return Route(
        map=f"https://www.openstreetmap.org/?{urlencode({'mlat': lat, 'mlon': lon})}#map={zoom}/{lat}/{lon}",
        directions=f"https://www.openstreetmap.org/directions?{urlencode({'to': f'{lat},{lon}'})}",
        geo=f"geo:{lat},{lon}?{urlencode({'q': f'{lat},{lon}({place.name})'}, quote_via=quote)}",
        precision=precision,
    )


def address_lines(place: Place) -> list[str]:
    """« 1 quai du Langouyrou », « 48300 Langogne »; the commune alone where nothing more is known."""
    town = f"{place.postal_code} {place.commune.name}".strip()
    return [line for line in (place.address, town) if line]


def contact_of(place: Place) -> Contact:
    """The telephone of the place."""
    return Contact(
        tel=phones.dial(place.phone) if place.phone else "",
        phone=phones.spaced(place.phone) if place.phone else "",
    )

"""The position that a line gives: in degrees, on Earth, near its commune."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from solozere.core.geo import Point, distance_km
from solozere.places.enums import FactGroupCode, PointPrecision
from solozere.places.facts.parts import FAR_KM
from solozere.places.imports.communes import Town
from solozere.places.imports.parsed import ParsedRow, Remark
from solozere.places.search.words import of

_DEGREES = r"[-+−]?\d{1,4}(?:[.,]\d+)?\s*°?\s*[NSEOW]?"
_ONE = re.compile(r"([-+−]?\d{1,4}(?:[.,]\d+)?)\s*°?\s*([NSEOW]?)", re.IGNORECASE)
"""« 44.5181 », « -3,52 », « 44.5181° », « 44,5181 N », « 3.52 ° O »."""
_BOTH = re.compile(rf"\s*({_DEGREES})[\s,;]+({_DEGREES})\s*", re.IGNORECASE)


def read_point(row: ParsedRow, said: Mapping[str, str]) -> None:
    """The point, in degrees. One that cannot be read is left out, and the place stands at its commune; a wrong one refuses
    the line: nobody would find the place where it says."""
    lat, lon, shown = _given(said)
    if not shown:
        return
    right = _right_point(row.town)
    north, east = _degrees(lat, "NS"), _degrees(lon, "EOW")
    if north is None or east is None:
        message = _("La latitude et la longitude sont des degrés, en chiffres\u00a0: le lieu est placé à sa commune.")
        row.remarks.append(Remark("position", shown, message, right))
        return
    try:
        point = Point(north, east)
    except ValueError:
        message = _("Ce point n’est pas sur Terre\u00a0: la latitude va de −90 à 90, la longitude de −180 à 180.")
        row.refusals.append(Remark("position", shown, message, right))
        return
    wrong = _misplaced(point, row.town)
    if wrong:
        row.refusals.append(Remark("position", shown, wrong, _swapped(point, row.town) or right))
        return
    row.point = point
    if row.town is not None:
        own = {"lat": point.lat, "lon": point.lon, "precision": PointPrecision.ADDRESS.value}
        row.groups.setdefault(FactGroupCode.LOCATION, {}).update(own)


def _given(said: Mapping[str, str]) -> tuple[str, str, str]:
    """Latitude and longitude as the line writes them, and both as a remark shows them, "" where there are none."""
    lat, lon, both = said.get("lat", ""), said.get("lon", ""), said.get("position", "")
    if not lat and not lon:
        found = _BOTH.fullmatch(both)
        if found is None:
            return "", "", both
        lat, lon = found.groups()
    return lat, lon, _("latitude %(lat)s, longitude %(lon)s") % {"lat": lat or "?", "lon": lon or "?"}


def _degrees(text: str, sides: str) -> float | None:
    """Degrees from a text; None for what is none, or bears the letter of another side than these."""
    found = _ONE.fullmatch(text.strip())
    if found is None or found[2].upper() not in ("", *sides):
        return None
    number = float(found[1].replace(",", ".").replace("−", "-"))
    return -number if found[2].upper() in ("S", "O", "W") else number


def _misplaced(point: Point, town: Town | None) -> str:
    if town is None or town.point is None:
        return ""
    km = distance_km(point, town.point)
    if km <= FAR_KM:
        return ""
    if _swapped(point, town):
        return _("Latitude et longitude semblent échangées.")
    return _("Ce point tombe à %(km)d\u00a0km %(name)s.") % {"km": round(km), "name": of(town.name)}


def _swapped(point: Point, town: Town | None) -> str:
    """« latitude 44.49, longitude 3.52 » where turning the two around falls near the commune; else ""."""
    if town is None or town.point is None or abs(point.lon) > 90:
        return ""
    turned = Point(point.lon, point.lat)
    if distance_km(turned, town.point) > FAR_KM:
        return ""
    return _("latitude %(lat)s, longitude %(lon)s") % {"lat": turned.lat, "lon": turned.lon}


def _right_point(town: Town | None) -> str:
    if town is None or town.point is None:
        return ""
    point = town.point
    return _("par exemple latitude %(lat)s, longitude %(lon)s") % {"lat": point.lat, "lon": point.lon}

"""The position that a line gives: in degrees, on Earth, near its commune."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from solozere.core.geo import Point, distance_km
from solozere.places.enums import FactGroupCode, PointPrecision
from solozere.places.facts.parts import FAR_KM
from solozere.places.imports.communes import Town
from solozere.places.imports.parsed import ParsedRow, Remark

_NUMBER = re.compile(r"[-+]?\d{1,4}([.,]\d+)?")


def read_point(row: ParsedRow, said: Mapping[str, str]) -> None:
    """The point, in degrees; a wrong one refuses the line: nobody would find the place where it says."""
    lat, lon = said.get("lat", ""), said.get("lon", "")
    if not lat and not lon and said.get("position"):
        lat, _comma, lon = said["position"].replace(" ", ",").partition(",")
        lon = lon.strip(",")
    if not lat and not lon:
        return
    shown = _("latitude %(lat)s, longitude %(lon)s") % {"lat": lat or "?", "lon": lon or "?"}
    right = _right_point(row.town)
    degrees = [_degrees(text) for text in (lat, lon)]
    if None in degrees:
        message = _("La latitude et la longitude sont des degrés.")
        row.refusals.append(Remark("position", shown, message, right))
        return
    try:
        point = Point(float(degrees[0] or 0), float(degrees[1] or 0))
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


def _degrees(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _misplaced(point: Point, town: Town | None) -> str:
    if town is None or town.point is None:
        return ""
    km = distance_km(point, town.point)
    if km <= FAR_KM:
        return ""
    if _swapped(point, town):
        return _("Latitude et longitude semblent échangées.")
    return _("Ce point tombe à %(km)d\u00a0km de %(name)s.") % {"km": round(km), "name": town.name}


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

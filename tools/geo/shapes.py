"""Outlines: unions, neighbours, rounding. Degrees WGS84; five decimals are about a metre."""

from collections.abc import Iterable
from math import ceil, floor
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from tools.geo.registers import Commune, France

OUTSIDE = 0.004
"""Degrees (some 400 m) by which a town hall may stand out of its generalised contour and still be right."""
TOUCH = 0.0001
"""Degrees of a gap under which two départements still touch: their edges are not drawn from the same points."""
COARSE = 0.0005
"""Degrees by which the line of a neighbour may be moved: it is only a background."""

Geometry = dict[str, Any]


def rounded(value: Any, decimals: int) -> Any:
    """Nested coordinates, rounded; lists where there were tuples."""
    if isinstance(value, (list, tuple)):
        return [rounded(item, decimals) for item in value]
    return round(float(value), decimals)


def geometry(area: BaseGeometry, decimals: int = 5) -> Geometry:
    """GeoJSON of an area, Polygon or MultiPolygon."""
    drawn = mapping(area)
    return {"type": drawn["type"], "coordinates": rounded(drawn["coordinates"], decimals)}


def coarse(area: BaseGeometry) -> Geometry:
    """GeoJSON of an area simplified for a background."""
    return geometry(shape(geometry(area)).simplify(COARSE), 4)


def feature(code: str, name: str, drawn: Geometry) -> dict[str, Any]:
    """A GeoJSON feature as the packs have them."""
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": drawn}


def union(communes: Iterable[Commune]) -> BaseGeometry:
    """The area of the communes that have a contour, by code so that the result does not depend on their order."""
    known = [c.contour for c in sorted(communes, key=lambda c: c.code) if c.contour is not None]
    return shapely.union_all(known)


def position(commune: Commune) -> tuple[BaseGeometry | None, str]:
    """Where to draw a commune: its town hall, else, or when that stands outside, a point inside; ("" and None: unknown)."""
    hall, area = commune.town_hall, commune.contour
    if hall is not None and (area is None or area.distance(hall) <= OUTSIDE):
        return hall, "town_hall"
    if area is not None:
        return area.representative_point(), "inside"
    return None, ""


def neighbours(france: France, code: str, outline: BaseGeometry) -> list[str]:
    """Codes of the départements that touch `outline`."""
    near = outline.buffer(TOUCH)
    shapely.prepare(near)
    others = [c for c in france.communes.values() if c.contour is not None and c.departement != code]
    touching = shapely.intersects(near, [c.contour for c in others])
    return sorted({c.departement for c, touches in zip(others, touching, strict=True) if touches})


def extent(outline: BaseGeometry, points: Iterable[BaseGeometry]) -> list[float]:
    """West, south, east, north of everything, rounded outwards to four decimals."""
    west, south, east, north = shapely.total_bounds([outline, *points])
    return [floor(west * 1e4) / 1e4, floor(south * 1e4) / 1e4, ceil(east * 1e4) / 1e4, ceil(north * 1e4) / 1e4]

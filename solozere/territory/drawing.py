"""From GeoJSON areas to light SVG path data: pure, all lengths in units of the drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """Where degrees fall on the drawing: linear in longitude and latitude, the longitudes narrowed so that shapes look right."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    margin: float
    width: int
    height: int

    @classmethod
    def around(cls, extent: tuple[float, float, float, float], width: int, margin: float) -> "Frame":
        """A drawing `width` wide for west, south, east, north in degrees, `margin` free on every side."""
        west, south, east, north = extent
        narrowed = (east - west) * cos(radians((south + north) / 2))
        per_lat = (width - 2 * margin) / narrowed
        height = round((north - south) * per_lat + 2 * margin)
        return cls(west, north, (width - 2 * margin) / (east - west), per_lat, margin, width, height)

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """The place of a position on the drawing, to a tenth of a unit."""
        x = self.margin + (lon - self.west) * self.per_lon
        y = self.margin + (self.north - lat) * self.per_lat
        return round(x, 1), round(y, 1)


def extent_of(geometries: Iterable[Any]) -> tuple[float, float, float, float] | None:
    """West, south, east, north of GeoJSON areas; None where there is none."""
    positions = [position for geometry in geometries for ring in _rings(geometry) for position in ring]
    if not positions:
        return None
    lons, lats = [p[0] for p in positions], [p[1] for p in positions]
    return min(lons), min(lats), max(lons), max(lats)


def light_path(geometry: Any, frame: Frame, *, limit: int, tolerance: float = 0.8, smallest: float = 6.0) -> str:
    """Path data of an area under `limit` characters: ever coarser until it fits, islands under `smallest` square units dropped."""
    rings = _projected(geometry, frame)
    biggest = max((abs(_area(ring)) for ring in rings), default=0.0)
    kept = [ring for ring in rings if abs(_area(ring)) >= min(smallest, biggest)]
    while True:
        path = "".join(_path(_rounded(simplify(ring, tolerance), 1)) for ring in kept)
        if len(path) <= limit or tolerance > frame.width:
            return path
        tolerance *= 1.25


def snapped_path(geometry: Any, frame: Frame, step: int) -> str:
    """Path data of an area whose points stand on a grid of `step` units: neighbours drawn so keep the same border."""
    return "".join(_path(ring) for ring in (_rounded(r, step) for r in _projected(geometry, frame)))


def simplify(ring: Sequence[tuple[float, float]], tolerance: float) -> Ring:
    """A closed ring without the points that stand within `tolerance` of the line that is left (Ramer, Douglas and Peucker)."""
    if len(ring) < 5:
        return list(ring)
    far = max(range(len(ring)), key=lambda i: hypot(ring[i][0] - ring[0][0], ring[i][1] - ring[0][1]))
    keep = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        index, distance = _farthest(ring, first, last)
        if distance > tolerance:
            keep.add(index)
            stack += [(first, index), (index, last)]
    return [ring[i] for i in sorted(keep)]


def _farthest(ring: Sequence[tuple[float, float]], first: int, last: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = ring[first], ring[last]
    length = hypot(bx - ax, by - ay)
    best, distance = first, -1.0
    for i in range(first + 1, last):
        x, y = ring[i]
        away = abs((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / length if length else hypot(x - ax, y - ay)
        if away > distance:
            best, distance = i, away
    return best, distance


def _rings(geometry: Any) -> list[Any]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [ring for polygon in polygons for ring in polygon]


def _projected(geometry: Any, frame: Frame) -> list[Ring]:
    return [[frame.xy(position[1], position[0]) for position in ring] for ring in _rings(geometry)]


def _area(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _rounded(ring: Ring, step: int) -> list[tuple[int, int]]:
    """On the grid, without the repeated points and those in the middle of a straight line; empty when nothing is left."""
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x / step) * step, round(y / step) * step)
        if points and points[-1] == point:
            continue
        while len(points) > 1 and _aligned(points[-2], points[-1], point):
            points.pop()
        points.append(point)
    return points if len(set(points)) > 2 else []


def _aligned(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def _path(points: Sequence[tuple[int, int]]) -> str:
    """Closed, relative and compact: « M199 20l14 14 6-5z »."""
    if not points:
        return ""
    open_ring = points[:-1] if points[0] == points[-1] else points
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(open_ring)]
    text = f"M{open_ring[0][0]} {open_ring[0][1]}l"
    numbers = [number for step in steps for number in step]
    return text + " ".join(str(number) for number in numbers).replace(" -", "-") + "z"

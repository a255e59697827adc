"""Points on the sphere with plain arithmetic, the same on SQLite and PostgreSQL: no GIS library (docs/adr)."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
CELLS_PER_DEGREE = 10
_CELL_ROW = 4000
_COLUMNS = 360 * CELLS_PER_DEGREE
_MARGIN = 1e-9
"""A box is wider than its circle by a hair, so that rounding never leaves out a point on the edge."""
MAX_CELLS = 500


@dataclass(frozen=True)
class Point:
    """A position in degrees, WGS84. Raises ValueError when it is not on Earth."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"not a position: {self.lat}, {self.lon}")

    @property
    def cell(self) -> int:
        """The 0.1° grid cell that holds the point: an integer that a B-tree index serves."""
        return cell_of(self.lat, self.lon)

    @property
    def xyz(self) -> tuple[float, float, float]:
        """The point on the unit sphere."""
        lat, lon = radians(self.lat), radians(self.lon)
        return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def cell_of(lat: float, lon: float) -> int:
    """Number of the 0.1° cell of a position in degrees; ±180° are one meridian, so one column."""
    return _row(lat) * _CELL_ROW + _column(lon) % _COLUMNS


def _row(lat: float) -> int:
    return int((lat + 90) * CELLS_PER_DEGREE)


def _column(lon: float) -> int:
    return int((lon + 180) * CELLS_PER_DEGREE)


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in km."""
    chord = sqrt(sum((i - j) ** 2 for i, j in zip(a.xyz, b.xyz, strict=True)))
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, chord / 2))


def chord2(km: float) -> float:
    """Squared chord on the unit sphere that spans `km` on the ground: what (x-X)²+(y-Y)²+(z-Z)² is compared with."""
    return (2 * sin(min(km / (2 * EARTH_RADIUS_KM), 1.5707963267948966))) ** 2


def km_of_chord2(value: float) -> float:
    """The inverse of `chord2`: km on the ground for a squared chord."""
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(max(0.0, value)) / 2))


@dataclass(frozen=True)
class Box:
    """Latitudes and longitudes in degrees; two ranges of longitudes where the box crosses the 180° meridian."""

    south: float
    north: float
    longitudes: tuple[tuple[float, float], ...]


def box_around(centre: Point, km: float) -> Box:
    """The box that holds every point within `km` of `centre`, poles and 180° meridian included; raises ValueError below 0 km."""
    if not km >= 0:
        raise ValueError(f"not a radius: {km} km")
    angle = km / EARTH_RADIUS_KM * (1 + _MARGIN) + radians(_MARGIN)
    south, north = centre.lat - degrees(angle), centre.lat + degrees(angle)
    if south <= -90 or north >= 90:
        return Box(max(-90.0, south), min(90.0, north), ((-180.0, 180.0),))
    dlon = degrees(asin(min(1.0, sin(angle) / cos(radians(centre.lat)))))
    west, east = centre.lon - dlon, centre.lon + dlon
    if west < -180:
        return Box(south, north, ((west + 360, 180.0), (-180.0, east)))
    if east > 180:
        return Box(south, north, ((west, 180.0), (-180.0, east - 360)))
    return Box(south, north, ((west, east),))


def cells_around(centre: Point, km: float) -> list[int] | None:
    """Every cell that may hold a point within `km`; None when they are more than MAX_CELLS (then filter by box)."""
    box = box_around(centre, km)
    rows = range(_row(box.south), _row(box.north) + 1)
    columns = {column % _COLUMNS for west, east in box.longitudes for column in range(_column(west), _column(east) + 1)}
    if len(rows) * len(columns) > MAX_CELLS:
        return None
    return [row * _CELL_ROW + column for row in rows for column in sorted(columns)]

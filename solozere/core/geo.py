"""Points on the sphere with plain arithmetic, the same on SQLite and PostgreSQL: no GIS library (docs/adr)."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
CELLS_PER_DEGREE = 10
_CELL_ROW = 4000
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
    """Number of the 0.1° cell of a position in degrees."""
    return int((lat + 90) * CELLS_PER_DEGREE) * _CELL_ROW + int((lon + 180) * CELLS_PER_DEGREE)


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


def box_around(centre: Point, km: float) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees of a box that holds every point within `km`; longitudes stay in ±180."""
    dlat = degrees(km / EARTH_RADIUS_KM)
    south, north = max(-90.0, centre.lat - dlat), min(90.0, centre.lat + dlat)
    shrink = cos(radians(max(abs(south), abs(north))))
    dlon = 180.0 if shrink < 1e-9 else min(180.0, dlat / shrink)
    return max(-180.0, centre.lon - dlon), south, min(180.0, centre.lon + dlon), north


def cells_around(centre: Point, km: float) -> list[int] | None:
    """Every cell that may hold a point within `km`; None when they are more than MAX_CELLS (then filter by box)."""
    west, south, east, north = box_around(centre, km)
    rows = range(int((south + 90) * CELLS_PER_DEGREE), int((north + 90) * CELLS_PER_DEGREE) + 1)
    columns = range(int((west + 180) * CELLS_PER_DEGREE), int((east + 180) * CELLS_PER_DEGREE) + 1)
    if len(rows) * len(columns) > MAX_CELLS:
        return None
    return [row * _CELL_ROW + column for row in rows for column in columns]

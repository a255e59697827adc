"""The territory drawn on the server: outline, communes, groupings, and where a position falls on the drawing."""

from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache

from solozere.territory.drawing import Frame, extent_of, light_path, snapped_path
from solozere.territory.enums import ContourKind
from solozere.territory.models import Contour, Territory

OUTLINE_LIMIT = 2800
"""Characters of the outline's path, at the most."""
_KEPT_SECONDS = 24 * 3600
_GRID = 2


@dataclass(frozen=True)
class Area:
    """A contour to draw: `path` is SVG path data in the units of its projection."""

    code: str
    name: str
    path: str


class Projection:
    """A drawing of the territory, `width` units wide: everything in it shares one view box."""

    def __init__(self, version: str, frame: Frame, outline: str) -> None:
        self.version = version
        self.frame = frame
        self.outline = outline

    @property
    def width(self) -> int:
        """Width of the view box."""
        return self.frame.width

    @property
    def height(self) -> int:
        """Height of the view box."""
        return self.frame.height

    @property
    def view_box(self) -> str:
        """The attribute `viewBox` of the `<svg>`."""
        return f"0 0 {self.width} {self.height}"

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a position in degrees falls; outside of the view box for one that is far from the territory."""
        return self.frame.xy(lat, lon)

    def shows(self, lat: float, lon: float) -> bool:
        """Does the position fall within the view box?"""
        x, y = self.xy(lat, lon)
        return 0 <= x <= self.width and 0 <= y <= self.height

    @cached_property
    def communes(self) -> tuple[Area, ...]:
        """The communes of the territory that have a contour, by code."""
        return self._areas(ContourKind.COMMUNE)

    @cached_property
    def epci(self) -> tuple[Area, ...]:
        """The groupings, by code, as far as they lie in the territory."""
        return self._areas(ContourKind.EPCI)

    def _areas(self, kind: ContourKind) -> tuple[Area, ...]:
        key = f"areas-{kind.value}-{self.version}-{self.width}-{self.frame.margin}"
        found: tuple[Area, ...] | None = cache.get(key)
        if found is None:
            contours = Contour.objects.filter(kind=kind).order_by("code")
            found = tuple(Area(c.code, c.name, snapped_path(c.geometry, self.frame, _GRID)) for c in contours)
            cache.set(key, found, _KEPT_SECONDS)
        return found


def projection(territory: Territory, width: int = 520, *, margin: int = 20) -> Projection:
    """The drawing of `territory`, `width` units wide, made once for each set of contours.

    Without a contour, the outline is "" and the frame that of the extent written in the pack.
    """
    key = f"outline-{territory.pk}-{territory.contours_version}-{width}-{margin}"
    made: tuple[Frame, str] | None = cache.get(key)
    if made is None:
        made = _make(territory, width, margin)
        cache.set(key, made, _KEPT_SECONDS)
    return Projection(territory.contours_version, *made)


def _make(territory: Territory, width: int, margin: int) -> tuple[Frame, str]:
    contour = Contour.objects.filter(kind=ContourKind.TERRITORY).order_by("pk").first()
    written = (territory.west, territory.south, territory.east, territory.north)
    if contour is None:
        return Frame.around(written, width, margin), ""
    frame = Frame.around(extent_of([contour.geometry]) or written, width, margin)
    return frame, light_path(contour.geometry, frame, limit=OUTLINE_LIMIT)

"""What is looked for, as the address says it: a frozen value, and the addresses of its neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from solozere.core.geo import Point

RADII = (5, 10, 20, 30, 50)
"""Km that a visitor may choose from."""
DEFAULT_RADIUS = 30
NO_LABEL, TO_COME = "sans-label", "prevus"
"""Values of `label` that are no label: in service without one, not open yet."""
NOW = "maintenant"
PER_PAGE = 20
MORNING = ("09:00", "12:00")
"""What the fields of a moment hold until somebody says otherwise."""
BY_DISTANCE, BY_NAME, BY_RELEVANCE = "distance", "nom", "pertinence"


@dataclass(frozen=True)
class Message:
    """A sentence about one field of the search; `suggestions` are communes that may have been meant: (words, value of `ou`)."""

    field: str
    text: str
    suggestions: tuple[tuple[str, str], ...] = ()
    kind: str = "warn"


@dataclass(frozen=True)
class Spot:
    """Where somebody wants to work: a commune by its code, or a position (`code` is ""). A commune may have no point."""

    name: str
    point: Point | None
    code: str = ""


@dataclass(frozen=True)
class Zone:
    """A box in degrees; `west` is beyond `east` where it crosses the 180° meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> float:
        """The longitude half-way from west to east."""
        east = self.east if self.west <= self.east else self.east + 360
        return ((self.west + east) / 2 + 180) % 360 - 180

    def __str__(self) -> str:
        return ",".join(
            f"{value:.6f}".rstrip("0").rstrip(".") for value in (self.west, self.south, self.east, self.north)
        )


@dataclass(frozen=True)
class Span:
    """From one time to a later one, of the same day or of the next, on the territory's clock."""

    start: datetime
    end: datetime

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%dT%H:%M}/{self.end:%H:%M}"


@dataclass(frozen=True)
class Moment:
    """What the fields « le … de … à … » hold, as typed: kept in them where no span could be made of it."""

    day: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class PlaceSearch:
    """A search that was understood. `km` is the radius around `spot`, None where there is no point to measure from.

    `facets`: what upper apps registered, (name, values chosen). `sort` is always one that can be done.
    """

    where: str = ""
    spot: Spot | None = None
    zone: Zone | None = None
    km: int | None = None
    labels: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    open_now: bool = False
    span: Span | None = None
    moment: Moment | None = field(default=None, compare=False)
    text: str = ""
    sort: str = BY_NAME
    page: int = 1

    @property
    def everywhere(self) -> bool:
        """Does nothing bound it: no commune, no position, no box, no word?"""
        return self.spot is None and self.zone is None and not self.text

    @property
    def default_sort(self) -> str:
        """The order when nothing is said: by distance from a point, else the best answer to the words, else by name."""
        if self.spot is not None and self.spot.point is not None:
            return BY_DISTANCE
        return BY_RELEVANCE if self.text else BY_NAME

    @property
    def chosen(self) -> int:
        """How many filters are set."""
        values = sum(len(values) for _name, values in self.facets)
        radius = self.km is not None and self.km != DEFAULT_RADIUS
        return len(self.labels) + len(self.services) + values + self.open_now + (self.span is not None) + radius

    def params(self) -> dict[str, list[str]]:
        """Its parameters as the address writes them, without those that say nothing, always in the same order."""
        spot = self.spot
        position = spot is not None and not spot.code and spot.point is not None
        said: dict[str, list[str]] = {
            "ou": [self.where] if self.where else [],
            "pres": [f"{spot.point.lat:.3f},{spot.point.lon:.3f}"] if position and spot and spot.point else [],
            "zone": [str(self.zone)] if self.zone else [],
            "rayon": [str(self.km)] if self.km is not None and self.km != DEFAULT_RADIUS else [],
            "label": list(self.labels),
            "service": list(self.services),
            **{name: list(values) for name, values in self.facets},
            "ouvert": [NOW] if self.open_now else [str(self.span)] if self.span else [],
            "q": [self.text] if self.text else [],
            "tri": [self.sort] if self.sort != self.default_sort else [],
            "page": [str(self.page)] if self.page > 1 else [],
        }
        return {name: values for name, values in said.items() if values}

    def to_query(self, **changes: str | Iterable[str] | None) -> str:
        """The query string, "?" included ("" for none), with some parameters changed; None or nothing drops one.

        Without `page` it leads to the first page: another filter is another list.
        """
        said = self.params()
        said.pop("page", None)
        for name, value in changes.items():
            values = [value] if isinstance(value, str) else list(value or [])
            said.pop(name, None) if not values else said.__setitem__(name, values)
        return f"?{urlencode(said, doseq=True)}" if said else ""

    def without(self, name: str, value: str = "") -> str:
        """The query string without one value of a parameter, or without the parameter."""
        return self.to_query(**{name: [one for one in self.params().get(name, []) if value and one != value]})

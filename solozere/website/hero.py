"""The map of the home page: the territory's outline and a mark a place, drawn by the server; the list says the same in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solozere.places.models import Place
from solozere.territory.models import Territory
from solozere.territory.outline import projection

WIDTH = 520
SIZES = {"label-telecentre": 40, "label-comptoir": 28, "label-none": 26}
TEXT_HEIGHT = 19
TEXT_WIDTH = 10.2
"""Rough width of a letter of the map's names, to keep them apart."""
GAP = 8
MOST_NAMES = 8
SAINT = re.compile(r"(Sainte?-[^- ]+)[- ](?:d['’]|(?:de|du|des|sur|en|lès|sous)[- ]).*", re.IGNORECASE)

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """A place on the map: its shape, its top left corner and its size, in the units of the drawing."""

    shape: str
    x: float
    y: float
    size: int

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle."""
        return round(self.x + self.size / 2, 1), round(self.y + self.size / 2, 1)


@dataclass(frozen=True)
class Name:
    """The name of a commune beside a mark; `anchor` is the SVG text-anchor."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass
class HeroMap:
    """What the template draws; `view_box` and `outline` are the projection's."""

    view_box: str
    outline: str
    marks: list[Mark] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    @property
    def shapes(self) -> list[str]:
        """The symbols that the drawing refers to."""
        return sorted({mark.shape for mark in self.marks})


def mark(place: Place, xy: tuple[float, float]) -> Mark:
    """The place's mark, centred on its point."""
    size = SIZES[place.tone]
    return Mark(place.tone, round(xy[0] - size / 2, 1), round(xy[1] - size / 2, 1), size)


def names_beside(marks: Sequence[tuple[Mark, str]], width: float, height: float) -> list[Name]:
    """The communes of the largest `marks`, each once, where they cover no mark and no other name; those without room are left out."""
    taken = [(m.x, m.y, m.x + m.size, m.y + m.size) for m, _commune in marks]
    largest = max((m.size for m, _commune in marks), default=0)
    names: list[Name] = []
    for m, commune in marks:
        if m.size < largest or {commune, short(commune)} & {name.text for name in names}:
            continue
        for name, box in [*_beside(m, commune, width), *_beside(m, short(commune), width)]:
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                names.append(name)
                taken.append(box)
                break
    return names[:MOST_NAMES]


def short(commune: str) -> str:
    """« Saint-Chély » for « Saint-Chély-d’Apcher »: what people say where there is little room."""
    return SAINT.sub(r"\1", commune)


def _beside(m: Mark, commune: str, width: float) -> list[tuple[Name, Box]]:
    """Where the name may stand: to the inner side, to the other, under the mark, over it."""
    length, centre, middle = len(commune) * TEXT_WIDTH, m.x + m.size / 2, m.y + m.size / 2
    sides = [
        _name(commune, m.x + m.size + GAP, middle + TEXT_HEIGHT / 3, "start", length),
        _name(commune, m.x - GAP, middle + TEXT_HEIGHT / 3, "end", length),
    ]
    if centre > width * 0.6:
        sides.reverse()
    under, over = m.y + m.size + TEXT_HEIGHT, m.y - GAP
    corners = [(centre, under, "middle"), (m.x + m.size, under, "end"), (m.x, under, "start"), (centre, over, "middle")]
    return [*sides, *(_name(commune, x, y, anchor, length) for x, y, anchor in corners)]


def _name(text: str, x: float, y: float, anchor: str, length: float) -> tuple[Name, Box]:
    """A name on the base line `y`, with the room it takes."""
    left = x - {"start": 0, "middle": length / 2, "end": length}[anchor]
    return Name(text, round(x, 1), round(y, 1), anchor), (left, y - TEXT_HEIGHT, left + length, y + TEXT_HEIGHT / 4)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw(territory: Territory | None, places: Iterable[Place]) -> HeroMap | None:
    """The map of `places`, or None where the pack's outline is not loaded; a place without a point is not drawn."""
    drawing = projection(territory, WIDTH) if territory else None
    if drawing is None or not drawing.outline:
        return None
    located = [(p, p.point) for p in places if p.point and drawing.shows(p.point.lat, p.point.lon)]
    drawn = [(mark(p, drawing.xy(at.lat, at.lon)), str(p.commune)) for p, at in located]
    drawn.sort(key=lambda each: each[0].size)  # the larger over the smaller
    names = names_beside(list(reversed(drawn)), drawing.width, drawing.height)
    return HeroMap(drawing.view_box, drawing.outline, [m for m, _commune in drawn], names)

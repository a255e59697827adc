"""The pictures of a place, or the drawings that stand for them until somebody sends some."""

from dataclasses import dataclass

from solozere.core import files
from solozere.places.models import Place

TOGETHER = 3
"""A large picture and two small ones beside it."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture with its addresses by width, its size, what it shows, what is said under it."""

    src: str
    srcset: str
    width: int | None
    height: int | None
    alt: str
    caption: str


def pictures_of(place: Place) -> list[list[ShownPicture]]:
    """The pictures in their order, in groups of TOGETHER; the credit ends the caption."""
    shown = [
        ShownPicture(
            src=files.url(row.file, 960),
            srcset=files.srcset(row.file),
            width=row.file.width,
            height=row.file.height,
            alt=row.alt,
            caption=" – ".join(part for part in (row.caption, row.credit) if part),
        )
        for row in place.pictures.all()
    ]
    return [shown[start : start + TOGETHER] for start in range(0, len(shown), TOGETHER)]

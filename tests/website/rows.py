"""Rows for the pages of the website: places with or without a label, memberships, an outline."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.text import slugify

from solozere.charter.models import CharterVersion, Membership
from solozere.core.authors import Author, AuthorKind
from solozere.core.geo import Point
from solozere.places.enums import FactGroupCode, PlaceOrigin, PlaceStatus
from solozere.places.models import FactGroup, Label, Place
from solozere.places.openings.keeping import keep_hours
from solozere.territory.enums import ContourKind
from solozere.territory.models import Contour
from tests.factories import CommuneFactory

SOMEBODY = Author(AuthorKind.SYSTEM, "la mairie")


def label(code: str, name: str, plural: str, tone: str, rank: int = 0) -> Label:
    """A label of the charter."""
    return Label.objects.create(code=code, name=name, plural=plural, definition="…", tone=tone, rank=rank)


def gable() -> Label:
    """The first label."""
    return label("gite", "Gîte", "Gîtes", "telecentre", rank=1)


def disc() -> Label:
    """The second label."""
    return label("table", "Table", "Tables", "comptoir", rank=2)


def place(name: str, *, at: Point | None = Point(44.5, 3.5), **values: Any) -> Place:  # noqa: B008 (a frozen point)
    """A place in service in a commune of its own."""
    values = {"slug": slugify(name), "status": PlaceStatus.IN_SERVICE, **values}
    made = Place(
        name=name,
        commune=values.pop("commune", None) or CommuneFactory(),
        origin=PlaceOrigin.APPLICATION,
        **values,
    )
    made.place_at(at)
    made.save()
    return made


def confirmed(of: Place, code: FactGroupCode, on: datetime) -> FactGroup:
    """Somebody confirmed a group of facts."""
    group = FactGroup(place=of, code=code, source="sur place", confirmed_at=on)
    group.set_author(SOMEBODY)
    group.save()
    keep_hours(of)
    of.save()
    return group


def member(of: Place, since: date, until: date | None = None) -> Membership:
    """A membership under a charter."""
    charter = CharterVersion.objects.get_or_create(
        code="2013", defaults={"title": "Charte", "in_force_from": date(2013, 3, 3), "definition": {}}
    )[0]
    made = Membership(
        place=of, label=of.label, charter=charter, facts={}, assessment={}, since=since, until=until, reason="…"
    )
    made.set_author(SOMEBODY)
    made.save()
    return made


def outline() -> Contour:
    """A square territory, from 3° to 4° east and from 44° to 45° north."""
    ring = [[3, 44], [4, 44], [4, 45], [3, 45], [3, 44]]
    return Contour.objects.create(
        kind=ContourKind.TERRITORY, code="99", name="Valdoré", geometry={"type": "Polygon", "coordinates": [ring]}
    )


def noon(day: date) -> datetime:
    """Noon in universal time."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

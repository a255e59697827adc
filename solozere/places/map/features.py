"""GeoJSON features of a search, written by the database: one for each place, or for each cell that holds several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Avg,
    Case,
    Count,
    F,
    FloatField,
    IntegerField,
    Max,
    Min,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models import Window as Over
from django.db.models.functions import Cast, Concat, Floor, JSONArray, JSONObject
from django.urls import reverse

from solozere.core.geo import CELLS_PER_DEGREE
from solozere.places.enums import Listing
from solozere.places.models import Place, PlaceQuerySet
from solozere.places.search.asking import Question, matching

CELL_ROW = 4000
CROWD = 3
"""From so many places in a cell, one marker stands for all of them; from two where they are at the same point."""
FINEST, COARSEST = -9, 9
"""Powers of two of the 0.1° cell that a mesh may have: from 20 m to 51°."""


@dataclass(frozen=True)
class Mesh:
    """Squares of 0.1° × 2^power, in which the places of a map are put together."""

    power: int

    @property
    def degrees(self) -> float:
        """The side of a square."""
        return 2.0**self.power / CELLS_PER_DEGREE

    @classmethod
    def of(cls, degrees: float) -> "Mesh":
        """The finest mesh whose squares are at least `degrees` wide, within the bounds."""
        power = FINEST
        while power < COARSEST and cls(power).degrees < degrees * (1 - 1e-9):
            power += 1
        return cls(power)


def feature_collection(features: Iterable[str]) -> Iterator[str]:
    """The text of a FeatureCollection, piece by piece."""
    yield '{"type":"FeatureCollection","features":['
    before = ""
    for feature in features:
        yield before + feature
        before = ","
    yield "]}"


def place_features(places: PlaceQuerySet) -> "QuerySet[Place, str]":
    """A feature, as text, for each of `places` that has a point: those that are there, then those to come, by name."""
    return (
        places.exclude(lat=None)
        .order_by("listing", "sort_key", "pk")
        .values_list(Cast(_place_object(), TextField()), flat=True)
    )


def of_search(question: Question, mesh: Mesh | None = None) -> list[str]:
    """The features of a search, as texts: crowded cells of `mesh` first, then places one by one; without it, all places.

    The number of queries depends on nothing. A cell says how many places it holds, the box around them and their commune.
    """
    places = matching(question)
    if mesh is None:
        return list(place_features(places))
    in_cells = places.exclude(lat=None).annotate(**_cells(mesh))
    return [*_crowds(in_cells), *_alone(in_cells)]


def _place_object() -> JSONObject:
    before, after = reverse("place", args=["slug"]).split("slug")
    return JSONObject(
        type=Value("Feature"),
        id=F("pk"),
        geometry=JSONObject(type=Value("Point"), coordinates=JSONArray(F("lon"), F("lat"))),
        properties=JSONObject(
            name=F("name"),
            url=Concat(Value(before), F("slug"), Value(after)),
            label=F("label_id"),
            look=_look(),
            status=F("status"),
            commune=F("commune__name"),
            precision=F("precision"),
        ),
    )


def _look() -> Case:
    """What `Place.look` says: the shape of the marker."""
    return Case(
        When(label_id__isnull=False, then=Concat(Value("label-"), F("label__tone"))),
        When(listing=Listing.LATER, then=Value("label-planned")),
        default=Value("label-none"),
    )


def _cells(mesh: Mesh) -> dict[str, Any]:
    """Row and column of each place: from the kept cell where squares hold whole cells, else from the point."""
    if mesh.power >= 0:
        size = 2**mesh.power
        return {
            "row": F("cell") / Value(CELL_ROW * size),
            "column": F("cell") % Value(CELL_ROW) / Value(size),
        }
    side = Value(mesh.degrees, FloatField())

    def number(name: str, offset: float) -> Cast:
        return Cast(Floor((F(name) + Value(offset, FloatField())) / side), IntegerField())

    return {"row": number("lat", 90.0), "column": number("lon", 180.0)}


def _crowded(count: Any, spread: Any) -> Q:
    return Q(**{f"{count}__gte": CROWD}) | Q(**{f"{count}__gte": 2, spread: 0.0})


def _crowds(places: PlaceQuerySet) -> "QuerySet[Place, str]":
    """One feature for each crowded cell: where the places are on average, how many, the box that holds them."""
    cells = places.order_by().values("row", "column")
    cells = cells.annotate(
        count=Count("pk"),
        west=Min("lon"),
        south=Min("lat"),
        east=Max("lon"),
        north=Max("lat"),
        near=Min("commune__name"),
        middle_lon=Avg("lon"),
        middle_lat=Avg("lat"),
    ).annotate(spread=F("east") - F("west") + F("north") - F("south"))
    found = JSONObject(
        type=Value("Feature"),
        geometry=JSONObject(type=Value("Point"), coordinates=JSONArray(F("middle_lon"), F("middle_lat"))),
        properties=JSONObject(
            count=F("count"),
            near=F("near"),
            west=F("west"),
            south=F("south"),
            east=F("east"),
            north=F("north"),
        ),
    )
    return (
        cells.filter(_crowded("count", "spread"))
        .order_by("row", "column")
        .annotate(feature=Cast(found, TextField()))
        .values_list("feature", flat=True)
    )


def _alone(places: PlaceQuerySet) -> "QuerySet[Place, str]":
    """The places of the cells that are not crowded, one by one."""

    def over(value: Any) -> Over:
        return Over(value, partition_by=[F("row"), F("column")])

    spread = over(Max("lon")) - over(Min("lon")) + over(Max("lat")) - over(Min("lat"))
    return place_features(
        places.annotate(together=over(Count("pk")), spread=spread).exclude(_crowded("together", "spread"))
    )

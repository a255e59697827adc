"""Rows with a point: distance and radius in plain arithmetic."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from solozere.core.geo import Point, box_around, cells_around, chord2


class PointQuerySet(models.QuerySet[Any]):
    """Rows that have lat, lon, cell, x, y, z: radius and distance by plain arithmetic, served by the index on `cell`."""

    def with_distance(self, centre: Point) -> "PointQuerySet":
        """Annotate `chord2`, which grows with the distance to `centre` (see `core.geo.km_of_chord2`)."""
        x, y, z = centre.xyz
        return self.annotate(
            chord2=(F("x") - x) * (F("x") - x) + (F("y") - y) * (F("y") - y) + (F("z") - z) * (F("z") - z)
        )

    def within(self, centre: Point, km: float) -> "PointQuerySet":
        """Rows within `km` of `centre`, annotated with `chord2`."""
        cells = cells_around(centre, km)
        if cells is not None:
            near = self.filter(cell__in=cells)
        else:
            box = box_around(centre, km)
            columns = Q()
            for west, east in box.longitudes:
                columns |= Q(lon__range=(west, east))
            near = self.filter(columns, lat__range=(box.south, box.north))
        return near.with_distance(centre).filter(chord2__lte=chord2(km))


class Located(models.Model):
    """A row with a point: `place_at` keeps the grid cell and the unit-sphere coordinates in step with lat and lon."""

    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    cell = models.IntegerField(_("cellule"), null=True, blank=True, editable=False)
    x = models.FloatField(null=True, blank=True, editable=False)
    y = models.FloatField(null=True, blank=True, editable=False)
    z = models.FloatField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def point(self) -> Point | None:
        """The position, or None where it is not known."""
        return None if self.lat is None or self.lon is None else Point(self.lat, self.lon)

    def place_at(self, point: Point | None) -> None:
        """Set the position and everything computed from it."""
        if point is None:
            self.lat = self.lon = self.cell = self.x = self.y = self.z = None
            return
        self.lat, self.lon, self.cell = point.lat, point.lon, point.cell
        self.x, self.y, self.z = point.xyz

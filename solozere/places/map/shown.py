"""What the page of results says to its map."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from solozere.core.geo import box_around
from solozere.places.models import Label
from solozere.places.search.params import PlaceSearch, Zone
from solozere.territory.models import Territory


def map_of(territory: Territory, labels: Iterable[Label]) -> dict[str, Any]:
    """The context of places/search/map.html: addresses of the contours, extent in degrees (west,south,east,north), tiles."""

    def contour(kind: str) -> str:
        return f"{reverse('contours', args=[kind])}?v={territory.contours_version}"

    return {
        "contour": contour("contour"),
        "communes": contour("communes"),
        "extent": str(Zone(territory.west, territory.south, territory.east, territory.north)),
        "looks": json.dumps(
            {f"label-{label.tone}": label.name for label in labels}
            | {"label-none": gettext("sans label"), "label-planned": gettext("prévu")},
            ensure_ascii=False,
        ),
        "tiles": settings.MAP_TILES_URL,
        "attribution": settings.MAP_TILES_ATTRIBUTION if settings.MAP_TILES_URL else "",
        "labels": list(labels),
    }


def view_of(search: PlaceSearch) -> str:
    """The box that the map frames for a search, west,south,east,north in degrees; "" for the whole territory."""
    if search.zone is not None:
        return str(search.zone)
    if search.spot is None or search.spot.point is None or search.km is None:
        return ""
    box = box_around(search.spot.point, search.km)
    if len(box.longitudes) > 1:  # across the 180° meridian, where the map has two ends
        return ""
    west, east = box.longitudes[0]
    return str(Zone(west, box.south, east, box.north))

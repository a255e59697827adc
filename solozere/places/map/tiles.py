"""The tile server that an installation may name: none by default, the map then draws the pack's contours alone."""

import re
from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

ADDRESS = re.compile(r"https?://[^/{}\s\"',;]+/[^\s\"']*\Z")


@register("map")
def tiles_can_be_asked_for(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """places.E001 for an address of tiles that the map cannot use, places.E002 without the words that credit them."""
    url = settings.MAP_TILES_URL
    if not url:
        return []
    found: list[CheckMessage] = []
    if not ADDRESS.match(url) or not all(name in url for name in ("{z}", "{x}", "{y}")):
        found.append(
            Error(
                f"MAP_TILES_URL={url} n’est pas une adresse de tuiles.",
                hint="Par exemple https://tuiles.example/{z}/{x}/{y}.png, ou une adresse WMTS avec {TileMatrix}, {TileCol} et {TileRow}.",
                id="places.E001",
            )
        )
    if not settings.MAP_TILES_ATTRIBUTION:
        found.append(
            Error(
                "MAP_TILES_URL est donnée sans MAP_TILES_ATTRIBUTION.",
                hint="Écrivez à qui sont les fonds, par exemple © les contributeurs d’OpenStreetMap.",
                id="places.E002",
            )
        )
    return found

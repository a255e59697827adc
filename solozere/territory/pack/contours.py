"""`geography/*.geojson`: outlines of the territory, its communes, its groupings and its neighbours."""

import re
from itertools import chain
from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _

from solozere.core.packs import BulkCounts, BulkSection, Pack, Row
from solozere.territory import current
from solozere.territory.enums import ContourKind
from solozere.territory.models import Territory
from solozere.territory.pack import writing
from solozere.territory.pack.cells import printed

FILES = {
    ContourKind.TERRITORY: "geography/outline.geojson",
    ContourKind.COMMUNE: "geography/communes.geojson",
    ContourKind.EPCI: "geography/epci.geojson",
    ContourKind.NEIGHBOUR: "geography/neighbours.geojson",
}
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')


class ContourSection(BulkSection):
    """Everything that a map of the territory draws."""

    name = "contours"
    label = _("contours")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """One row a feature, keyed « kind:code »; only the outline's file is needed."""
        needed = (kind for kind, file in FILES.items() if kind == ContourKind.TERRITORY or pack.exists(file))
        return list(chain.from_iterable(_read(pack, kind, FILES[kind]) for kind in needed))

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """One outline under the territory's code; communes and EPCI that the pack has."""
        for territory in pack.rows.get("territory", []):
            outlines = [row for row in rows if row.data["kind"] == ContourKind.TERRITORY]
            if pack.exists(FILES[ContourKind.TERRITORY]) and [row.data["code"] for row in outlines] != [territory.key]:
                message = f"le fichier contient un seul contour, celui du territoire, de code « {territory.key} »."
                pack.problem(FILES[ContourKind.TERRITORY], None, message)
        local = {row.key for row in pack.rows.get("communes", []) if row.data["local"]}
        known = {ContourKind.COMMUNE.value: local, ContourKind.EPCI.value: pack.keys("epci")}
        for row in rows:
            kind, code = row.data["kind"], row.data["code"]
            if kind in known and code not in known[kind]:
                pack.problem(row.file, row.line, f"« {code} » n’est pas dans geography/communes.csv.")

    def replace(self, rows: list[Row]) -> BulkCounts:
        """Bring the contours in step; the territory keeps their fingerprint, by which drawings are kept."""
        counts = writing.write_contours({(row.data["kind"], row.data["code"]): row.data for row in rows})
        Territory.objects.update(contours_version=self.version(rows))
        current.forget()
        return counts


def _read(pack: Pack, kind: ContourKind, file: str) -> list[Row]:
    text = pack.text(file)
    whole = pack.json(file) if text is not None else None
    if text is None or whole is None:
        return []
    collection = isinstance(whole, dict) and whole.get("type") == "FeatureCollection"
    features = whole.get("features") if collection else None
    if not isinstance(features, list):
        pack.problem(file, 1, "c’est une « FeatureCollection » de GeoJSON qui est attendue.")
        return []
    lines = [text.count("\n", 0, match.start()) + 1 for match in _FEATURE.finditer(text)]
    if len(lines) != len(features):
        lines = [1] * len(features)
    found = (_row(pack, kind, file, line, feature) for line, feature in zip(lines, features, strict=True))
    return [row for row in found if row is not None]


def _row(pack: Pack, kind: ContourKind, file: str, line: int, feature: Any) -> Row | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    code = properties.get("code") if isinstance(properties, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not (isinstance(code, str) and isinstance(name, str) and 0 < len(code) <= 9 and 0 < len(name) <= 200):
        pack.problem(file, line, "chaque contour porte « code » et « name » dans ses « properties ».")
        return None
    geometry = feature.get("geometry")
    wrong = _wrong(geometry)
    if wrong:
        pack.problem(file, line, f"{name} : {wrong}")
        return None
    data: dict[str, Any] = {"kind": kind.value, "code": code, "name": printed(name)}
    data["geometry"] = {"type": geometry["type"], "coordinates": geometry["coordinates"]}
    return Row(f"{kind.value}:{code}", data, file, line)


def _wrong(geometry: Any) -> str:
    """Why `geometry` is not an area in degrees; "" when it is."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list) or not coordinates:
        return "la géométrie est un « Polygon » ou un « MultiPolygon »."
    polygons = [coordinates] if kind == "Polygon" else coordinates
    for rings in polygons:
        if not isinstance(rings, list) or not rings or not all(_is_ring(ring) for ring in rings):
            return "chaque anneau a quatre points au moins, longitude puis latitude en degrés, et finit où il commence."
    return ""


def _is_ring(ring: Any) -> bool:
    return isinstance(ring, list) and len(ring) >= 4 and all(_is_position(p) for p in ring) and ring[0] == ring[-1]


def _is_position(position: Any) -> bool:
    if not isinstance(position, list) or len(position) < 2:
        return False
    lon, lat = position[:2]
    numbers = all(isinstance(n, int | float) and not isinstance(n, bool) and isfinite(n) for n in (lon, lat))
    return numbers and -180 <= lon <= 180 and -90 <= lat <= 90

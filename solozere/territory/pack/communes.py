"""`geography/communes.csv`: the communes of the territory, their groupings and cantons, over those of all France."""

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from solozere.core.packs import BulkCounts, BulkSection, Pack, Row
from solozere.territory.models import Canton, Commune, Epci
from solozere.territory.pack import writing
from solozere.territory.pack.cells import Cells, departement_of, printed
from solozere.territory.pack.national import national_communes

FILE = "geography/communes.csv"
COLUMNS = (*("code", "name", "postal_codes", "population", "canton", "canton_name", "epci", "epci_name", "lat", "lon"),)
TOLERANCE = 0.1
"""Degrees by which a point may stand out of the territory's extent: town halls are not always in their commune."""


class _NamedAreas(BulkSection):
    """Areas that communes.csv names beside each commune, in two columns."""

    code_column: str
    name_column: str
    pattern: str
    example: str
    model: type[Epci] | type[Canton]

    def read(self, pack: Pack) -> list[Row]:
        """One row an area; a second name for the same code is a problem."""
        rows: dict[str, Row] = {}
        for line, raw in pack.csv(FILE, COLUMNS):
            cells = Cells(pack, FILE, line, raw)
            code, name = cells.couple(self.code_column, self.name_column)
            if not code or not name:
                continue
            if not re.fullmatch(self.pattern, code):
                cells.refuse(f"« {code} » n’est pas un code dans la colonne {self.code_column}, comme {self.example}.")
                continue
            first = rows.setdefault(code, Row(code, {"name": printed(name)}, FILE, line))
            if first.data["name"] != printed(name):
                cells.refuse(
                    f"« {name} » : le code {code} porte un autre nom ligne {first.line}, {first.data['name']}."
                )
        return list(rows.values())

    def replace(self, rows: list[Row]) -> BulkCounts:
        """Create and rename; what left the pack goes in `prune`, once no commune points to it."""
        return writing.name_areas(self.model, {row.key: row.data["name"] for row in rows})

    def prune(self, rows: list[Row]) -> BulkCounts:
        """Delete the areas that the pack no longer names."""
        return writing.delete_unless_used(self.model.objects.exclude(pk__in=[row.key for row in rows]))


class EpciSection(_NamedAreas):
    """Groupings of communes; they may reach beyond the département."""

    name = "epci"
    label = _("EPCI")  # type: ignore[assignment]
    code_column, name_column = "epci", "epci_name"
    pattern, example = r"\d{9}", "200069144"
    model = Epci


class CantonSection(_NamedAreas):
    """Today's cantons."""

    name = "cantons"
    label = _("cantons")  # type: ignore[assignment]
    code_column, name_column = "canton", "canton_name"
    pattern, example = r"[0-9AB]{4,5}", "4801"
    model = Canton


class CommuneSection(BulkSection):
    """All the communes of France, those of the territory as the pack describes them."""

    name = "communes"
    label = _("communes")  # type: ignore[assignment]
    national: Callable[[], dict[str, dict[str, Any]]] = staticmethod(national_communes)

    def read(self, pack: Pack) -> list[Row]:
        """The national rows, then those of the pack over them (key: the Insee code)."""
        national = self.national()
        departements = {data["departement"] for data in national.values()}
        local: list[Row] = []
        for line, raw in pack.csv(FILE, COLUMNS):
            cells = Cells(pack, FILE, line, raw)
            code, data = _local(cells, national)
            if cells.right and code not in national and data["departement"] in departements:
                cells.refuse(f"« {code} » n’est le code d’aucune commune d’aujourd’hui en France.")
            local.append(Row(code, data, FILE, line))
        known = {row.key for row in local}
        source = "communes_fr.csv"
        return [*local, *(Row(code, data, source, 1) for code, data in national.items() if code not in known)]

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """A local commune at least, each within the extent."""
        local = [row for row in rows if row.data["local"]]
        if not local and pack.exists(FILE):
            pack.problem(FILE, 1, "aucune commune : le territoire en a une au moins.")
        for territory in pack.rows.get("territory", []):
            _check_extent(pack, local, territory.data)

    def version(self, rows: list[Row]) -> str:
        """One hash over the values: thirty-five thousand rows are too many for a hash each."""
        digest = hashlib.sha256()
        for row in rows:
            digest.update(repr((row.key, *row.data.values())).encode())
        return digest.hexdigest()

    def replace(self, rows: list[Row]) -> BulkCounts:
        """Create and update; what left the pack goes in `prune`, once no old name or zone points to it."""
        return writing.write_communes({row.key: row.data for row in rows})

    def prune(self, rows: list[Row]) -> BulkCounts:
        """Delete the communes that are neither in the pack nor in France any more, but those in use."""
        codes = {row.key for row in rows}
        gone = [code for code in Commune.objects.values_list("pk", flat=True) if code not in codes]
        return writing.delete_unless_used(Commune.objects.filter(pk__in=gone)) if gone else BulkCounts()


def _local(cells: Cells, national: dict[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    code = cells.commune_code("code")
    lat, lon = cells.degrees("lat"), cells.degrees("lon")
    if (lat is None) != (lon is None):
        cells.refuse("« lat » et « lon » vont ensemble : il en manque un.")
        lat = lon = None
    if lat is not None and lon is not None and not (-90 <= lat <= 90 and -180 <= lon <= 180):
        cells.refuse(f"« {lat}, {lon} » n’est pas un point sur la Terre.")
        lat = lon = None
    also = national.get(code, {}).get("postal_codes", [])
    data = {
        "name": printed(cells.text("name", 100)),
        "postal_codes": sorted({*_postal_codes(cells), *also}),
        "population": cells.whole("population"),
        "departement": departement_of(code),
        "epci": cells.cells["epci"],
        "canton": cells.cells["canton"],
        "lat": lat,
        "lon": lon,
        "local": True,
    }
    return code, data


def _postal_codes(cells: Cells) -> list[str]:
    codes = cells.cells["postal_codes"].split()
    for code in codes:
        if not re.fullmatch(r"\d{5}", code):
            cells.refuse(f"« {code} » n’est pas un code postal, comme 15100 ; une espace les sépare.")
    return codes


def _check_extent(pack: Pack, local: Iterable[Row], territory: dict[str, Any]) -> None:
    west, south, east, north = (territory[side] for side in ("west", "south", "east", "north"))
    for row in local:
        lat, lon = row.data["lat"], row.data["lon"]
        if lat is None:
            continue
        if not (south - TOLERANCE <= lat <= north + TOLERANCE and west - TOLERANCE <= lon <= east + TOLERANCE):
            message = f"{row.data['name']} : le point {lat}, {lon} est hors de l’étendue du territoire."
            pack.problem(row.file, row.line, message)

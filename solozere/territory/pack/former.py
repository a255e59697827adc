"""`geography/former_communes.csv`: names and codes of merged communes, which people still give."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from solozere.core.packs import BulkCounts, BulkSection, Pack, Row
from solozere.territory.enums import FormerKind
from solozere.territory.pack import writing
from solozere.territory.pack.cells import Cells, printed

FILE = "geography/former_communes.csv"
COLUMNS = ("code", "name", "kind", "today")


class FormerSection(BulkSection):
    """Merged communes, found by old name and old code."""

    name = "former_communes"
    label = _("anciennes communes")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """One row an old commune; the key is its code and its name, which may be unknown. No file: none."""
        if not pack.exists(FILE):
            return []
        return [_row(Cells(pack, FILE, line, raw)) for line, raw in pack.csv(FILE, COLUMNS)]

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """Today's commune is one of the territory."""
        local = {row.key: row.data["name"] for row in pack.rows.get("communes", []) if row.data["local"]}
        for row in rows:
            if row.data["today"] and row.data["today"] not in local:
                message = f"« {row.data['today']} » n’est pas une commune de geography/communes.csv."
                pack.problem(row.file, row.line, message)

    def replace(self, rows: list[Row]) -> BulkCounts:
        """Bring the old names in step; those that left the pack go."""
        return writing.write_former([{**row.data, "merged_on": _day(row.data["merged_on"])} for row in rows])


def _row(cells: Cells) -> Row:
    kind = cells.text("kind", 10)
    if kind and kind not in FormerKind.values:
        cells.refuse(f"« {kind} » n’est pas une nature : écrivez {', '.join(FormerKind.values)}.")
    data: dict[str, Any] = {
        "code": cells.commune_code("code"),
        "name": printed(cells.text("name", 100, needed=False)),
        "kind": kind,
        "today": cells.commune_code("today"),
        "merged_on": cells.day("merged_on"),
    }
    return Row(f"{data['code']} {data['name']}".strip(), data, FILE, cells.line)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

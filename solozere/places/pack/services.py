"""The pack's `services.toml`: what a place may offer."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from solozere.core.packs import NewPack, Pack, Row, RowSection, loading_author
from solozere.places.actions import save_service
from solozere.places.models import Service
from solozere.places.pack.tables import Reader

FILE = "services.toml"
DEFAULT = Path(__file__).resolve().parent.parent / "data" / "services.toml"
"""The catalogue that a new territory starts with."""
KEYS = {"code": "code", "name": "name", "name.en": "name_en", "icon": "icon", "hint": "hint", "hint.en": "hint_en"}
"""Key of the file → column."""
RESERVED = {"source", "source_date"}
"""Words that `[place.services]` keeps for itself."""


class ServicesSection(RowSection):
    """The catalogue of services, in the order of the file unless `order` says otherwise."""

    name = "services"
    label = "services"

    def read(self, pack: Pack) -> list[Row]:
        """One row a service. No file: no service."""
        file = pack.toml(FILE) if pack.exists(FILE) else None
        if file is None:
            return []
        reader = Reader(pack, file)
        rows: dict[str, Row] = {}
        for index, (line, table) in enumerate(reader.tables("service")):
            problems = len(pack.problems)
            data = _service(reader, line, table, index)
            if data["code"] in rows:
                words = {"code": data["code"], "line": rows[data["code"]].line}
                reader.refuse(
                    line, "code", _("«\u00a0%(code)s\u00a0» est déjà le code du service de la ligne %(line)s.") % words
                )
            elif len(pack.problems) == problems:
                rows[data["code"]] = Row(data["code"], data, FILE, line)
        return list(rows.values())

    def starter(self, new: NewPack) -> dict[str, str]:
        """The default catalogue."""
        return {FILE: DEFAULT.read_text(encoding="utf-8")}

    def find(self, key: str) -> Service | None:
        """The service whose code is `key`."""
        return Service.objects.filter(code=key).first()

    def write(self, row: Row, existing: models.Model | None) -> Service:
        """Through `actions.save_service`, in the name of who loads."""
        return save_service(row.data, author=loading_author(), reason=f"{row.file}, ligne {row.line}")

    def state(self, obj: Any) -> Any:
        """Its columns."""
        return {column: getattr(obj, column) for column in (*KEYS.values(), "order")}


def _service(reader: Reader, line: int, table: dict[str, Any], index: int) -> dict[str, Any]:
    """The columns of a service, with the problems of each."""
    reader.known_keys(table, {*KEYS, "order"}, line)
    expected = {
        "code": _("son code, en minuscules, par exemple «\u00a0free_wifi\u00a0»"),
        "name": _("son nom, par exemple «\u00a0Wifi gratuit\u00a0»"),
        "icon": _("une icône du site, par exemple «\u00a0wifi\u00a0»"),
    }
    data: dict[str, Any] = {
        column: reader.text(table, key, line, expected.get(key, "")) for key, column in KEYS.items()
    }
    order = table.get("order", (index + 1) * 10)
    if not isinstance(order, int) or isinstance(order, bool) or not 0 <= order <= 32767:
        reader.refuse(line, "order", _("«\u00a0order\u00a0» doit être un nombre entre 0 et 32767."))
        order = 0
    data["order"] = order
    if data["code"] in RESERVED:
        reader.refuse(line, "code", _("ce mot est réservé\u00a0: choisissez un autre code."))
    for key, column in KEYS.items():
        if data[column]:
            try:
                Service._meta.get_field(column).clean(data[column], None)  # type: ignore[union-attr]
            except ValidationError as error:
                reader.refuse_error(line, key, error)
    return data

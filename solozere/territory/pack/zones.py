"""`zones/*.toml`: lists of communes at a date, with the commune of today that holds each."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.packs import Pack, Row, RowSection, TomlFile
from solozere.core.text import fold
from solozere.territory.models import Zone, ZoneCommune
from solozere.territory.pack.cells import COMMUNE_CODE, Table, printed

COMMUNE_KEYS = ("code", "name", "today")


class ZoneSection(RowSection):
    """Dated zones; the same everywhere in the software, whatever today's cantons are."""

    name = "zones"
    label = _("zones datées")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """One row a file of `zones/`."""
        rows = []
        for path in pack.glob("zones/*.toml"):
            file = pack.toml(path)
            row = _read(pack, file) if file is not None else None
            if row is not None:
                rows.append(row)
        return rows

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """Today's codes exist; an old commune is one that the pack can find, under that name."""
        names = _names(pack)
        known = set().union(*names.values())
        merged = {(row.data["code"], row.data["today"]) for row in pack.rows.get("former_communes", [])}
        local = {row.key for row in pack.rows.get("communes", []) if row.data["local"]}
        for row in rows:
            for commune in row.data["communes"]:
                code, today, line = commune["code"], commune["today"], row.lines[commune["code"]]
                others = names.get(fold(commune["name"]), {code})
                if today not in pack.keys("communes"):
                    pack.problem(row.file, line, f"« {today} » n’est le code d’aucune commune d’aujourd’hui.")
                elif today in local and code != today and (code, today) not in merged:
                    message = f"{commune['name']} ({code}) devenue {today} manque dans geography/former_communes.csv."
                    pack.problem(row.file, line, message)
                elif code not in others and code in known:
                    message = f"{commune['name']} a le code {' ou '.join(sorted(others))}, pas {code}."
                    pack.problem(row.file, line, message)

    def find(self, key: str) -> Zone | None:
        """The zone loaded under `key`."""
        return Zone.objects.filter(key=key).first()

    def write(self, row: Row, existing: models.Model | None) -> Zone:
        """Create the zone or bring it and its list to what the row says."""
        zone = existing if isinstance(existing, Zone) else Zone(key=row.key)
        zone.name, zone.source = row.data["name"], row.data["source"]
        zone.geography_date = date.fromisoformat(row.data["geography_date"])
        zone.full_clean()
        zone.save()
        zone.communes.all().delete()
        ZoneCommune.objects.bulk_create(
            ZoneCommune(zone=zone, group=c["group"], code=c["code"], name=c["name"], today_id=c["today"])
            for c in row.data["communes"]
        )
        return zone

    def state(self, obj: Any) -> Any:
        """The zone and its list, in the order of codes."""
        communes = obj.communes.order_by("code").values_list("group", "code", "name", "today_id")
        return [obj.name, obj.geography_date.isoformat(), obj.source, [list(values) for values in communes]]


def _names(pack: Pack) -> dict[str, set[str]]:
    """Codes of the territory's communes, of today and of old, by folded name."""
    names: dict[str, set[str]] = {}
    for row in pack.rows.get("communes", []):
        if row.data["local"]:
            names.setdefault(fold(row.data["name"]), set()).add(row.key)
    for row in pack.rows.get("former_communes", []):
        names.setdefault(fold(row.data["name"]), set()).add(row.data["code"])
    return names


def _read(pack: Pack, file: TomlFile) -> Row | None:
    whole = Table(pack, file, file.data, 1)
    whole.only(("zone", "groups"))
    zone = Table(pack, file, file.data.get("zone", {}), file.table_line("zone"))
    zone.only(("key", "name", "geography_date", "source"))
    data: dict[str, Any] = {
        "name": zone.text("name", needed=True),
        "geography_date": zone.day("geography_date"),
        "source": zone.text("source", needed=True),
    }
    key = zone.text("key", needed=True)
    right = _fits(pack, zone, Zone(key=key, **data)) if zone.right else False
    listing = _Listing(pack, file)
    data["communes"] = listing.communes
    if not (right and whole.right and listing.right):
        return None
    return Row(key, data, file.path, zone.line, listing.lines)


def _fits(pack: Pack, table: Table, zone: Zone) -> bool:
    try:
        zone.clean_fields()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            for message in messages:
                table.refuse(table.at(field), f"« {field} » : {message}")
    return table.right


class _Listing:
    """The groups of a file and their communes, with the line of each."""

    def __init__(self, pack: Pack, file: TomlFile) -> None:
        self.communes: list[dict[str, str]] = []
        self.lines: dict[str, int] = {}
        self.right = True
        self.pack, self.file = pack, file
        groups = file.data.get("groups")
        if not isinstance(groups, list) or not groups:
            self.refuse(1, "écrivez au moins un groupe de communes sous [[groups]].")
            return
        for index, values in enumerate(groups):
            group = Table(pack, file, values, file.table_line("groups", index))
            group.only(("name", "communes"))
            name = printed(group.text("name", needed=True, limit=100))
            communes = group.values.get("communes")
            if not isinstance(communes, list) or not communes or not all(isinstance(c, dict) for c in communes):
                group.refuse(group.at("communes"), "« communes » est une liste de { code, name, today }.")
                communes = []
            for commune in communes:
                self._add(name, commune, group.line)
            self.right = self.right and group.right

    def refuse(self, line: int, message: str) -> None:
        """Record why the listing is not right."""
        self.right = False
        self.pack.problem(self.file.path, line, message)

    def _add(self, group: str, commune: dict[str, Any], after: int) -> None:
        line = self._line(commune.get("code"), after)
        for key in commune:
            if key not in COMMUNE_KEYS:
                self.refuse(line, f"« {key} » n’est pas attendu ici ; les clés sont : {', '.join(COMMUNE_KEYS)}.")
        for key in ("code", "today"):
            if not isinstance(commune.get(key), str) or not COMMUNE_CODE.fullmatch(commune[key]):
                self.refuse(line, f'« {key} » est un code de commune entre guillemets, comme "15014".')
                return
        name = commune.get("name")
        if not isinstance(name, str) or not 0 < len(name) <= 100:
            self.refuse(line, "il manque « name », le nom de la commune à cette date.")
            return
        code = commune["code"]
        if code in self.lines:
            self.refuse(line, f"« {code} » est déjà dans cette zone, ligne {self.lines[code]}.")
            return
        self.lines[code] = line
        self.communes.append({"group": group, "code": code, "name": printed(name), "today": commune["today"]})

    def _line(self, code: Any, after: int) -> int:
        """Line of the entry of `code` at or below `after`, beyond the one found for the same code; `after` by default."""
        wanted = f'"{code}"'
        start = max(after, self.lines.get(code, 0) if isinstance(code, str) else 0)
        for number, text in enumerate(self.file.text.splitlines()[start:], start + 1):
            if wanted in text:
                return number
        return after

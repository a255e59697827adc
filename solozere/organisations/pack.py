"""The pack's `organisations.toml`: read, checked by file and line, loaded through the same action as everybody."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.packs import NewPack, Pack, Row, RowSection, TomlFile, loading_author
from solozere.organisations import actions
from solozere.organisations.models import Mission, Organisation

FILE = "organisations.toml"
MAX_ORDER = 32767
REQUIRED = ("slug", "name", "kind", "source", "date")
STARTER = """# Les partenaires du réseau : ce que chacun fait, pour qui, où, depuis quand, et qui le dit.
# Une date s’écrit 2013, 2013-03 ou 2013-03-15, selon ce que dit la source. Exemple, à décommenter :
#
# [[organisation]]
# slug = "agence-de-developpement"
# name = "Agence de développement"
# kind = "agency"                      # {kinds}
# source = "Annonce du Département"
# date = "2026-01-15"
#
# [[organisation.mission]]
# what = "Anime le réseau"
# for = "les personnes qui télétravaillent"
# where = "tout le département"
"""


class OrganisationSection(RowSection):
    """Partners, with their missions."""

    name = "organisations"
    label = _("organisations")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """One row an organisation, successors and those who run others first. No file: no organisation."""
        if not pack.exists(FILE):
            return []
        file = pack.toml(FILE)
        if file is None:
            return []
        tables = file.data.get("organisation", [])
        for key in file.data:
            if key != "organisation":
                pack.problem(FILE, file.key_line(key), f"« {key} » n’est pas attendu ici : écrivez [[organisation]].")
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            pack.problem(FILE, file.table_line("organisation"), "écrivez chaque organisation sous [[organisation]].")
            return []
        rows = _Reader(pack, file).rows(tables)
        return _in_order(pack, rows)

    def starter(self, new: NewPack) -> dict[str, str]:
        """A file that says how to write one, with no organisation in it."""
        return {FILE: STARTER.format(kinds=", ".join(_kinds()))}

    def find(self, key: str) -> Organisation | None:
        """The organisation whose slug is `key`."""
        return Organisation.objects.filter(slug=key).first()

    def write(self, row: Row, existing: models.Model | None) -> Organisation:
        """Through `actions.save`, in the name of the pack."""
        return actions.save(row.data, author=loading_author(), reason=f"{row.file}, ligne {row.line}")

    def state(self, obj: Any) -> Any:
        """What `actions.state_of` reads back."""
        return actions.state_of(obj)


def _kinds() -> list[str]:
    return [str(value) for value, _label in Organisation._meta.get_field("kind").choices or []]


class _Reader:
    """Turns the tables of one file into rows, with a problem by line for each thing that is not right."""

    def __init__(self, pack: Pack, file: TomlFile) -> None:
        self.pack = pack
        self.file = file
        self.missions_seen = 0

    def rows(self, tables: list[dict[str, Any]]) -> list[Row]:
        """The rows that are right; a slug given twice is right the first time only."""
        rows: dict[str, Row] = {}
        slugs = {table.get("slug") for table in tables}
        for index, table in enumerate(tables):
            line = self.file.table_line("organisation", index)
            problems = len(self.pack.problems)
            data = self._organisation(table, line, slugs)
            slug = data["slug"]
            if slug in rows:
                first = rows[slug].line
                self._refuse(line, "slug", f"« {slug} » est déjà l’adresse de l’organisation de la ligne {first}.")
            elif len(self.pack.problems) == problems:
                rows[slug] = Row(slug, data, FILE, line)
        return list(rows.values())

    def _refuse(self, line: int, key: str, message: str) -> None:
        self.pack.problem(FILE, self.file.key_line(key, after=line), message)

    def _organisation(self, table: dict[str, Any], line: int, slugs: set[Any]) -> dict[str, Any]:
        data = self._texts(table, (*actions.TEXTS, *actions.LINKS), line, more=("order", "mission"))
        data["order"] = self._order(table.get("order"), line)
        for key in REQUIRED:
            if not data[key]:
                self._refuse(line, key, f"il manque « {key} » : {_EXPECTED[key]}.")
        if data["kind"] and data["kind"] not in _kinds():
            self._refuse(line, "kind", f"« {data['kind']} » n’est pas une nature connue : {', '.join(_kinds())}.")
        said = {field: data[key] for key, field in actions.TEXTS.items() if key != "kind"}
        self._check(Organisation(**said), line, actions.TEXTS)
        for link in actions.LINKS:
            if data[link] and data[link] == data["slug"]:
                self._refuse(line, link, "une organisation ne peut pas renvoyer à elle-même.")
            elif data[link] and data[link] not in slugs:
                self._refuse(line, link, f"« {data[link]} » n’est l’adresse d’aucune organisation de ce fichier.")
        data["missions"] = self._missions(table.get("mission", []), line, data)
        return data

    def _order(self, value: Any, line: int) -> int:
        if value is None:
            return actions.DEFAULT_ORDER
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_ORDER:
            self._refuse(line, "order", f"« order » est le rang dans la liste, un nombre entier de 0 à {MAX_ORDER}.")
            return actions.DEFAULT_ORDER
        return value

    def _missions(self, tables: Any, line: int, organisation: dict[str, Any]) -> list[dict[str, Any]]:
        """The missions; one without a source has the organisation's, with its date."""
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._refuse(line, "mission", "écrivez chaque mission sous [[organisation.mission]].")
            return []
        missions = []
        for table in tables:
            at = self.file.table_line("organisation.mission", self.missions_seen)
            self.missions_seen += 1
            data = self._texts(table, tuple(actions.MISSION_TEXTS), at)
            if not data["source"]:
                data["source"], data["date"] = organisation["source"], data["date"] or organisation["date"]
            if not data["what"]:
                self._refuse(at, "what", "il manque « what » : dites en une phrase ce que fait l’organisation.")
            fields = {field: data[key] for key, field in actions.MISSION_TEXTS.items()}
            self._check(Mission(**fields), at, actions.MISSION_TEXTS)
            missions.append(data)
        return missions

    def _texts(
        self, table: dict[str, Any], keys: tuple[str, ...], line: int, more: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The values of `keys` as text (dates and years may be written bare), "" where there is none."""
        for key in table.keys() - {*keys, *more}:
            self._refuse(line, key, f"« {key} » n’est pas attendu ici ; les clés sont : {', '.join([*keys, *more])}.")
        data: dict[str, Any] = {}
        for key in keys:
            value = table.get(key, "")
            if isinstance(value, date):
                value = value.isoformat()
            elif isinstance(value, int) and not isinstance(value, bool) and key in {"since", "until", "date"}:
                value = str(value)
            if not isinstance(value, str):
                self._refuse(line, key, f"« {key} » doit être un texte entre guillemets.")
                value = ""
            data[key] = value.strip()
        return data

    def _check(self, obj: Organisation | Mission, line: int, keys: dict[str, str]) -> None:
        """What the model refuses, at the line of the key; what is missing was said already."""
        try:
            obj.clean_fields(exclude={"organisation", *(f for f in keys.values() if not getattr(obj, f))})
            obj.clean()
        except ValidationError as error:
            for key, field in keys.items():
                for message in error.message_dict.get(field, []):
                    self._refuse(line, key, f"« {key} » : {message}")


_EXPECTED = {
    "slug": "l’adresse de sa page, en minuscules et tirets, par exemple « chambre-de-metiers »",
    "name": "son nom, tel que la source l’écrit",
    "kind": "sa nature, par exemple « agency »",
    "source": "qui le dit, par exemple « Annonce du Département »",
    "date": "la date de la source, par exemple 2013-03-03",
}


def _in_order(pack: Pack, rows: list[Row]) -> list[Row]:
    """Each row after those that it refers to; rows in a circle are refused."""
    waiting = {row.key: row for row in rows}
    ordered: list[Row] = []
    while waiting:
        ready = [
            row
            for row in waiting.values()
            if not any(row.data[link] in waiting for link in actions.LINKS if row.data[link])
        ]
        ordered.extend(waiting.pop(row.key) for row in ready)
        if not ready:
            for row in waiting.values():
                pack.problem(FILE, row.line, "la succession tourne en rond : une organisation finit par se succéder.")
            break
    return ordered

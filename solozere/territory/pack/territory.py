"""`territory.toml`: name, clock, extent, wording, goal and colours of the territory."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solozere.core.packs import NewPack, Pack, Row, RowSection, TomlFile
from solozere.territory import current
from solozere.territory.checks import TERRITORY_FIELDS, territory_problems
from solozere.territory.models import Territory
from solozere.territory.pack.cells import Table
from solozere.territory.pack.starting import territory_file

FILE = "territory.toml"
TEXTS = ("code", "name", "with_in", "with_of", "network", "tagline", "time_zone", "holidays_subdivision", "attribution")
OPTIONAL = ("holidays_subdivision", "attribution")
TABLES = ("territory", "contacts", "goal", "texts", "colours")
SET = ("west", "south", "east", "north", "historic_mailbox", "goal", "observations", "texts", "colours")


class TerritorySection(RowSection):
    """The one territory of the installation."""

    name = "territory"
    label = _("territoire")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """One row, whose key is the territory's code."""
        file = pack.toml(FILE)
        if file is None:
            return []
        whole = Table(pack, file, file.data, 1)
        whole.only(TABLES)
        main = Table(pack, file, file.data.get("territory", {}), file.table_line("territory"))
        main.only((*TEXTS, "extent"))
        data: dict[str, Any] = {key: main.text(key, needed=key not in OPTIONAL) for key in TEXTS}
        data |= _extent(main) | _contacts(pack, file) | _goal(pack, file)
        data["texts"] = _plain(file.data.get("texts", {}))
        data["colours"] = _plain(file.data.get("colours", {}))
        right = _check(pack, file, data)
        return [Row(data["code"], data, FILE, main.line)] if right and whole.right and main.right else []

    def find(self, key: str) -> Territory | None:
        """The territory loaded, if its code is `key`."""
        return Territory.objects.filter(code=key).first()

    def write(self, row: Row, existing: models.Model | None) -> Territory:
        """Bring the single row to what the pack says; a base that serves another territory is refused."""
        other = Territory.objects.exclude(code=row.key).first()
        if other is not None:
            message = gettext(
                "Cette base sert déjà un autre territoire, %(name)s (%(code)s) : "
                "donnez à celui-ci sa propre base, avec DATA_DIR ou DATABASE_URL."
            )
            raise ValidationError(message % {"name": other.name, "code": other.code})
        territory = existing if isinstance(existing, Territory) else Territory()
        for field, value in row.data.items():
            setattr(territory, field, value)
        territory.full_clean()
        territory.save()
        current.forget()
        return territory

    def state(self, obj: Any) -> Any:
        """Every value that the pack sets."""
        return {field: getattr(obj, field) for field in (*TEXTS, *SET)}

    def starter(self, new: NewPack) -> dict[str, str]:
        """The file of a new territory, with neutral sentences to make one's own."""
        return {FILE: territory_file(new)}


def _extent(main: Table) -> dict[str, Any]:
    value = main.values.get("extent")
    numbers = isinstance(value, list) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
    if not numbers or not isinstance(value, list) or len(value) != 4:
        main.refuse(main.at("extent"), "« extent » est une liste de quatre nombres : ouest, sud, est, nord, en degrés.")
        value = [None] * 4
    return dict(zip(("west", "south", "east", "north"), value, strict=True))


def _contacts(pack: Pack, file: TomlFile) -> dict[str, Any]:
    table = Table(pack, file, file.data.get("contacts", {}), file.table_line("contacts"))
    table.only(("historic_mailbox",))
    return {"historic_mailbox": table.text("historic_mailbox")}


def _goal(pack: Pack, file: TomlFile) -> dict[str, Any]:
    table = Table(pack, file, file.data.get("goal", {}), file.table_line("goal"))
    table.only(("teleworkers", "observations"))
    goal = table.values.get("teleworkers", 100)
    if not isinstance(goal, int) or isinstance(goal, bool) or goal < 1:
        table.refuse(table.at("teleworkers"), "« teleworkers » est un nombre entier à partir de 1, par exemple 100.")
        goal = 100
    return {"goal": goal, "observations": _plain(table.values.get("observations", []))}


def _plain(value: Any) -> Any:
    """`value` with its dates as text, fit for JSON."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _check(pack: Pack, file: TomlFile, data: dict[str, Any]) -> bool:
    """What the model refuses, at the line of its key; True when nothing is."""
    before = len(pack.problems)
    values = {field: data[field] for field in TERRITORY_FIELDS}
    for field, key, message in territory_problems(values):
        if not (field in data and data[field] == "" and field in TEXTS):  # a missing one is said already
            pack.problem(FILE, _line(file, field, key), message)
    told = {field for field in data if data[field] in ("", None) or field in TERRITORY_FIELDS}
    try:
        Territory(**data).clean_fields(exclude=told)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            for message in messages:
                pack.problem(FILE, _line(file, field, field), f"« {field} » : {message}")
    return len(pack.problems) == before


def _line(file: TomlFile, field: str, key: str) -> int:
    """Line of `key` in the table where `field` is written."""
    if field == "colours":
        theme, _dot, role = key.partition(".")
        return file.key_line(role, after=file.table_line(f"colours.{theme}"))
    table = {"texts": "texts", "observations": "goal.observations", "goal": "goal", "historic_mailbox": "contacts"}
    return file.key_line(key, after=file.table_line(table.get(field, "territory")))

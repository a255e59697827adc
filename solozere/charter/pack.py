"""The pack's `charter/*.toml`: labels and versions of the charter, checked by file and line."""

import json
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.charter import vocabulary
from solozere.charter.models import CharterVersion
from solozere.charter.rules import Charter, Fault, LabelDefinition, charter_of, read_charter
from solozere.core.packs import NewPack, Pack, Row, RowSection, TomlFile
from solozere.places.models import Label
from solozere.places.search import version as places_version

FILES = "charter/*.toml"
STARTER = Path(__file__).resolve().parent / "starter" / "charte.toml"
LABEL, VERSION = "label/", "version/"
LABEL_FIELDS = ("name", "plural", "definition", "tone", "rank")


class CharterSection(RowSection):
    """One row a label (as the latest version says it), then one a version."""

    name = "charter"
    label = _("labels et versions de la charte")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """The labels first: the places point to them."""
        read = [each for path in pack.glob(FILES) if (each := _read_file(pack, path))]
        versions = {each.charter.code: each for each in reversed(read)}
        for each in read:
            if versions[each.charter.code] is not each:
                each.refuse(pack, Fault("charter", 0, "code", _twice(each, versions[each.charter.code])))
        latest = sorted(versions.values(), key=lambda each: each.charter.in_force_from)
        labels = {row.key: row for each in latest for row in each.label_rows()}
        return [*labels.values(), *(each.version_row() for each in latest)]

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """Facts that no place can declare, and versions in force on the same day."""
        known = vocabulary.kinds(pack.keys("services"))
        read = [_File.of(pack, row) for row in rows if row.key.startswith(VERSION)]
        for each in read:
            for fault in _unknown_facts(each.charter, known):
                each.refuse(pack, fault)
        for earlier, later in pairwise(read):
            end = earlier.charter.in_force_until
            if end is None or end >= later.charter.in_force_from:
                later.refuse(pack, Fault("charter", 0, "in_force_from", _overlap(earlier, later)))

    def starter(self, new: NewPack) -> dict[str, str]:
        """The default charter: the two labels with the criteria that usually define them, all proposals to be validated."""
        return {"charter/charte.toml": STARTER.read_text(encoding="utf-8").replace("@territory@", _quoted(new.name))}

    def find(self, key: str) -> Label | CharterVersion | None:
        """The label or the version loaded under `key`."""
        if key.startswith(LABEL):
            return Label.objects.filter(code=key.removeprefix(LABEL)).first()
        return CharterVersion.objects.filter(code=key.removeprefix(VERSION)).first()

    def write(self, row: Row, existing: models.Model | None) -> Label | CharterVersion:
        """Create the label or the version, or bring it to what the pack says. Memberships keep the charter they were judged by."""
        places_version.bump()
        if row.key.startswith(LABEL):
            label, _created = Label.objects.update_or_create(
                code=row.key.removeprefix(LABEL), defaults={name: row.data[name] for name in LABEL_FIELDS}
            )
            return label
        charter = charter_of(row.data)
        version, _created = CharterVersion.objects.update_or_create(
            code=charter.code,
            defaults={
                "title": charter.title,
                "in_force_from": charter.in_force_from,
                "in_force_until": charter.in_force_until,
                "definition": row.data,
            },
        )
        return version

    def state(self, obj: Any) -> Any:
        """All that `write` sets."""
        if isinstance(obj, Label):
            return {name: getattr(obj, name) for name in LABEL_FIELDS}
        fields = ("title", "in_force_from", "in_force_until", "definition")
        return {name: _plain(getattr(obj, name)) for name in fields}


@dataclass(frozen=True)
class _File:
    """A charter read from a file that still knows its lines."""

    toml: TomlFile
    charter: Charter
    definition: dict[str, Any]

    @classmethod
    def of(cls, pack: Pack, row: Row) -> "_File":
        """The file that a row of version came from."""
        text = (pack.root / row.file).read_text(encoding="utf-8-sig")
        return cls(TomlFile(row.file, text), charter_of(row.data), row.data)

    def refuse(self, pack: Pack, fault: Fault) -> None:
        """Record a fault at its line."""
        pack.problem(self.toml.path, _line(self.toml, fault), fault.message)

    def label_rows(self) -> list[Row]:
        """One row a label, at its own line."""
        order = [table["code"] for table in self.definition["labels"]]
        return [
            Row(
                LABEL + label.code,
                _label_data(label),
                self.toml.path,
                self.toml.table_line("labels", order.index(label.code)),
            )
            for label in self.charter.labels
        ]

    def version_row(self) -> Row:
        """The version as a whole."""
        return Row(VERSION + self.charter.code, self.definition, self.toml.path, self.toml.table_line("charter"))


def _read_file(pack: Pack, path: str) -> _File | None:
    toml = pack.toml(path)
    if toml is None:
        return None
    definition = json.loads(json.dumps(toml.data, default=_plain))
    charter, faults = read_charter(definition)
    for fault in faults:
        pack.problem(path, _line(toml, fault), fault.message)
    return None if charter is None else _File(toml, charter, definition)


def _line(toml: TomlFile, fault: Fault) -> int:
    """The line of the key, else of its table."""
    if fault.table not in ("charter", "labels", "criteria"):
        return max(
            toml.table_line(fault.table), toml.key_line(fault.table)
        )  # a table or a key: 1 where it is not written
    line = toml.table_line(fault.table, fault.index)
    return toml.key_line(fault.key, after=line) if fault.key else line


def _unknown_facts(charter: Charter, known: dict[str, Any]) -> list[Fault]:
    """Facts that no place declares, or that are asked for as another kind of value than they are."""
    faults = []
    for index, criterion in enumerate(charter.criteria):
        for name, kind in criterion.when.kinds():
            if name not in known:
                examples = ", ".join(sorted(known)[:3])
                message = (
                    f"«\u00a0{name}\u00a0» n’est pas un fait qu’un lieu déclare\u00a0; il y a par exemple {examples}."
                )
                faults.append(Fault("criteria", index, "when", message))
            elif kind not in (None, known[name]):
                message = (
                    f"«\u00a0{name}\u00a0» est {_KINDS[known[name]]}, pas {_KINDS[kind]}\u00a0: changez la condition."
                )
                faults.append(Fault("criteria", index, "when", message))
    return faults


_KINDS = {"boolean": "un oui ou un non", "number": "un nombre", "text": "un texte"}


def _twice(each: _File, first: _File) -> str:
    return (
        f"la version «\u00a0{each.charter.code}\u00a0» est déjà dans {first.toml.path}\u00a0: donnez-lui un autre code."
    )


def _overlap(earlier: _File, later: _File) -> str:
    begin = later.charter.in_force_from.isoformat()
    return (
        f"la version «\u00a0{earlier.charter.code}\u00a0» est encore en vigueur le {begin}\u00a0: "
        "terminez-la la veille, par in_force_until."
    )


def _label_data(label: LabelDefinition) -> dict[str, Any]:
    return {name: getattr(label, name) for name in LABEL_FIELDS}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _quoted(name: str) -> str:
    return name.replace("\\", "").replace('"', "")

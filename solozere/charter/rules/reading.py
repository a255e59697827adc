"""Reading a table of TOML key by key, with a French sentence and its place for each thing that is not right."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from solozere.charter.enums import Status
from solozere.charter.rules.definition import Sentence

LANGUAGES = ("en",)
"""A text may be given again in these languages, as `"wording.en" = "…"`."""


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a French sentence; `table` « charter », « labels » or « criteria », `index` from 0, `key` or ""."""

    table: str
    index: int
    key: str
    message: str


@dataclass(frozen=True)
class Table:
    """A table of the file: its name, its place among those of that name, what it holds."""

    name: str
    index: int
    raw: Mapping[str, Any]


@dataclass
class Reader:
    """Reads tables and notes what is wrong, so that all faults are seen at once."""

    language: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, table: Table, key: str, message: str) -> None:
        """Note that `key` of `table` is not right ("" for the table itself)."""
        self.faults.append(Fault(table.name, table.index, key, message))

    def table(self, name: str, index: int, raw: Any, keys: set[str]) -> Table:
        """`raw` as a table whose keys are among `keys`."""
        table = Table(name, index, raw if isinstance(raw, dict) else {})
        if not isinstance(raw, dict):
            self.fault(table, "", f"il manque la table [{name}].")
        for key in table.raw:
            if key.removesuffix(".en") not in keys:
                self.fault(
                    table,
                    key,
                    f"«\u00a0{key}\u00a0» n’est pas attendu ici\u00a0; les clés sont\u00a0: {joined(keys)}.",
                )
        return table

    def text(self, table: Table, key: str, *, optional: bool = False, longest: int = 2000) -> str:
        """The text under `key` in the reader's language if it is given, else in French; "" where it is not right."""
        translated = table.raw.get(f"{key}.{self.language}") if self.language in LANGUAGES else None
        value = table.raw.get(key) if translated is None else translated
        if value is None and optional:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.fault(table, key, f'«\u00a0{key}\u00a0» attend un texte, par exemple {key} = "…".')
            return ""
        if len(value) > longest:
            self.fault(table, key, f"«\u00a0{key}\u00a0» a {len(value)} caractères\u00a0: {longest} au plus.")
        return value.strip()

    def code(self, table: Table, key: str) -> str:
        """The identifier under `key`, fit for an address."""
        code = self.text(table, key, longest=40)
        if code and not re.fullmatch(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", code):
            self.fault(
                table,
                key,
                f"«\u00a0{code}\u00a0» doit s’écrire en minuscules sans accent, par exemple «\u00a0wifi\u00a0».",
            )
        return code

    def day(self, table: Table, key: str, *, optional: bool = False) -> date | None:
        """The date under `key`, written as TOML's or in ISO 8601; None where it is not right."""
        value = table.raw.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = ""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None or not optional:
            self.fault(table, key, f"«\u00a0{key}\u00a0» attend une date, par exemple {key} = 2013-03-03.")
        return None

    def status(self, table: Table, raw: Any, key: str) -> Status:
        """What the source says, or a proposal."""
        if raw in Status.values:
            return Status(raw)
        self.fault(table, key, f"le statut est {joined(Status.values)}\u00a0; ici\u00a0: {raw!r}.")
        return Status.PROPOSAL

    def sentence(self, table: Table, key: str, *, optional: bool = False) -> Sentence | None:
        """A text with its own status, written as a table; None where it is not right or not there."""
        raw = table.raw.get(key)
        if raw is None and optional:
            return None
        example = f'{key} = {{ text = "…", status = "proposal" }}'
        if not isinstance(raw, dict) or not {"text", "status"} <= set(raw) <= {"text", "text.en", "status"}:
            self.fault(table, key, f"«\u00a0{key}\u00a0» s’écrit {example}.")
            return None
        inner = Table(table.name, table.index, raw)
        before = len(self.faults)
        text, status = self.text(inner, "text"), self.status(inner, raw["status"], "status")
        self.faults[before:] = [
            Fault(fault.table, fault.index, key, f"dans «\u00a0{key}\u00a0»\u00a0: {fault.message}")
            for fault in self.faults[before:]
        ]
        return Sentence(text, status)


def joined(words: Iterable[Any]) -> str:
    """The words in a fixed order, with commas."""
    return ", ".join(sorted(str(word) for word in words))

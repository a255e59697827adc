"""A territory pack: a folder of TOML, CSV and GeoJSON files read by sections that the apps register.

The engine (`territory.loading`) only iterates over `registries.pack_sections`. Every problem carries its file and line.
"""

import csv
import hashlib
import json
import re
import tomllib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from django.db import models

from solozere.core.authors import Author

_author: ContextVar[Author | None] = ContextVar("pack_author", default=None)


@contextmanager
def loading_as(author: Author) -> Iterator[None]:
    """Within it, `loading_author()` is `author`."""
    token = _author.set(author)
    try:
        yield
    finally:
        _author.reset(token)


def loading_author() -> Author:
    """Who loads the pack, for the histories that `write` records; the system outside of a load."""
    return _author.get() or Author.system("pack")


@dataclass(frozen=True)
class Problem:
    """Why a pack is refused: `file` relative to the pack, `line` from 1 (None: the whole file), `message` a French sentence."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, ligne {self.line}"
        return f"{where} : {self.message}"


@dataclass(frozen=True)
class Row:
    """One thing that a pack says: a stable `key` within its section, the `data` as read, and where it stands.

    `lines`: where its parts stand, for the problems that a cross-check finds; no part of what the row says.
    """

    key: str
    data: dict[str, Any]
    file: str
    line: int
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def hash(self) -> str:
        """Fingerprint of what the row says."""
        return fingerprint(self.data)


def fingerprint(value: Any) -> str:
    """Stable sha256 of a JSON-like value (dates and decimals by their text)."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


class TomlFile:
    """A parsed TOML file that still knows on which line each table and key stands."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.data: dict[str, Any] = tomllib.loads(text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def table_line(self, name: str, index: int = 0) -> int:
        """Line of the `index`-th `[name]` or `[[name]]` header; 1 when it has none."""
        pattern = re.compile(rf"^\s*\[\[?\s*{re.escape(name)}\s*\]\]?")
        found = [number for number, line in enumerate(self._lines, 1) if pattern.match(line)]
        return found[index] if index < len(found) else 1

    def key_line(self, key: str, *, after: int = 1) -> int:
        """Line of the first `key =` at or below line `after`; `after` itself when it is not written."""
        pattern = re.compile(rf"^\s*\"?{re.escape(key)}\"?\s*=")
        for number, line in enumerate(self._lines[after - 1 :], after):
            if number > after and re.match(r"^\s*\[", line):
                break
            if pattern.match(line):
                return number
        return after


@dataclass
class Pack:
    """The folder being read: gives its files to the sections and collects their problems and rows."""

    root: Path
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    _keys: dict[str, tuple[int, frozenset[str]]] = field(default_factory=dict, repr=False)

    def problem(self, file: str, line: int | None, message: str) -> None:
        """Record why the pack is refused; reading goes on, so that all problems are seen at once."""
        self.problems.append(Problem(file, line, message))

    def keys(self, section: str) -> frozenset[str]:
        """Keys of the rows that an earlier section read, for cross-references; computed once, so fit for a loop."""
        rows = self.rows.get(section, [])
        known = self._keys.get(section)
        if known is None or known[0] != len(rows):
            known = self._keys[section] = (len(rows), frozenset(row.key for row in rows))
        return known[1]

    def exists(self, relative: str) -> bool:
        """Is there such a file in the pack?"""
        return (self.root / relative).is_file()

    def glob(self, pattern: str) -> list[str]:
        """Relative paths that match, sorted."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern) if path.is_file())

    def text(self, relative: str) -> str | None:
        """The file as UTF-8 text; None, with a problem recorded, when it is missing or not UTF-8."""
        try:
            text = (self.root / relative).read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.problem(relative, None, "le fichier manque dans le pack.")
            return None
        except UnicodeDecodeError:
            self.problem(relative, None, "le fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage.")
            return None
        except OSError as error:
            self.problem(relative, None, f"le fichier ne peut pas être lu ({error.strerror}).")
            return None
        if "\x00" in text:
            self.problem(relative, text[: text.index("\x00")].count("\n") + 1, "caractère nul : le fichier est abîmé.")
            return None
        return text

    def toml(self, relative: str) -> TomlFile | None:
        """A parsed TOML file; None, with the line of the mistake recorded, when it cannot be."""
        text = self.text(relative)
        if text is None:
            return None
        try:
            return TomlFile(relative, text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            self.problem(relative, int(line[1]) if line else None, f"ce n’est pas du TOML lisible ({error}).")
        return None

    def csv(self, relative: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """Lines of a comma-separated file with a header: (line number, cells stripped). Missing columns are a problem."""
        text = self.text(relative)
        if text is None:
            return
        reader = csv.DictReader(text.splitlines())
        missing = [column for column in columns if column not in (reader.fieldnames or [])]
        if missing:
            self.problem(relative, 1, f"il manque la colonne {', '.join(missing)}.")
            return
        for cells in reader:
            if None in cells or None in cells.values():
                self.problem(relative, reader.line_num, f"cette ligne n’a pas {len(reader.fieldnames or [])} colonnes.")
                continue
            yield reader.line_num, {name: value.strip() for name, value in cells.items()}

    def json(self, relative: str) -> Any:
        """A parsed JSON file; None, with the line of the mistake recorded, when it cannot be."""
        text = self.text(relative)
        if text is None:
            return None
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            self.problem(relative, error.lineno, f"ce n’est pas du JSON lisible ({error.msg}).")
        return None


@dataclass(frozen=True)
class NewPack:
    """What `new_territory` knows of the département when it asks each section for its starting files."""

    code: str
    name: str
    region: str
    capital_code: str
    capital_name: str
    time_zone: str
    extent: tuple[float, float, float, float]


class Section(ABC):
    """A part of the pack: reads and checks its rows. Subclass RowSection (editable on the site) or BulkSection (reference data)."""

    name: ClassVar[str]
    label: ClassVar[str]
    """French plural shown in reports: « organisations », « lieux »."""

    @abstractmethod
    def read(self, pack: Pack) -> list[Row]:
        """Parse the section's files; record problems on `pack` and return the rows that are right."""

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """Cross-check with sections of lower order (`pack.keys`, `pack.rows`); record problems on `pack`."""
        return

    def starter(self, new: NewPack) -> dict[str, str]:
        """Files (relative path → text) that a new territory starts with; none by default."""
        return {}


class RowSection(Section):
    """Rows that people may edit on the site afterwards: the engine compares `state` before it overwrites anything."""

    @abstractmethod
    def find(self, key: str) -> models.Model | None:
        """The object loaded under `key`, if it exists."""

    @abstractmethod
    def write(self, row: Row, existing: models.Model | None) -> models.Model:
        """Create the object or bring it to what the row says; runs inside the load's transaction."""

    @abstractmethod
    def state(self, obj: Any) -> Any:
        """JSON-like value of all that `write` sets, read back from the database: differs when somebody edited it."""


@dataclass(frozen=True)
class BulkCounts:
    """What a bulk load did, in rows. `kept`: what left the pack but stays, with the reason, as French sentences."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = ()


class BulkSection(Section):
    """Reference data that nobody edits on the site: brought in step as a whole, and only when its rows changed."""

    edition: ClassVar[int] = 1
    """Raise it when `replace` makes something else of the same rows, so that bases already loaded follow."""

    @abstractmethod
    def replace(self, rows: list[Row]) -> BulkCounts:
        """Create and update what `rows` say, in bulk queries; also delete what they no longer say, unless `prune` does."""

    def prune(self, rows: list[Row]) -> BulkCounts:
        """Delete what `rows` no longer say; called in reverse order, once what points here is in step. Counts are added."""
        return BulkCounts()

    def version(self, rows: list[Row]) -> str:
        """Fingerprint of `rows`: the same as at the last load means nothing to do. Override where hashing rows is slow."""
        return fingerprint([(row.key, row.hash) for row in rows])

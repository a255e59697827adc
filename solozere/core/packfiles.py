"""Files of a territory pack, TOML, CSV and GeoJSON: read with the file and the line of every problem."""

import csv
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any


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

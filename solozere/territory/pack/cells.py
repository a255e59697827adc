"""Cells of a CSV and values of a TOML table, read with a problem by file and line for each that is not right."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from solozere.core.packs import Pack, TomlFile

COMMUNE_CODE = re.compile(r"(\d{2}|2[AB])\d{3}")


def printed(name: str) -> str:
    """A name with the typographic apostrophe: registers write « Val-d'Oise »."""
    return name.replace("'", "’")


def departement_of(code: str) -> str:
    """Département of a commune's code: 15 for 15014, 2A for 2A004, 974 for 97411."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


class Cells:
    """One line of a CSV: each reader records a problem on that line and returns an empty value when the cell is wrong."""

    def __init__(self, pack: Pack, file: str, line: int, cells: dict[str, str]) -> None:
        self.pack, self.file, self.line, self.cells = pack, file, line, cells
        self.right = True

    def refuse(self, message: str) -> None:
        """Record why this line is not right."""
        self.right = False
        self.pack.problem(self.file, self.line, message)

    def text(self, column: str, limit: int, *, needed: bool = True) -> str:
        """The cell, at most `limit` characters."""
        value = self.cells.get(column, "")
        if needed and not value:
            self.refuse(f"il manque « {column} ».")
        if len(value) > limit:
            self.refuse(f"« {column} » dépasse {limit} caractères.")
        return value

    def commune_code(self, column: str) -> str:
        """An Insee code of a commune, as « 15014 », « 2A004 » or « 97411 »."""
        value = self.cells.get(column, "").upper()
        if not COMMUNE_CODE.fullmatch(value):
            self.refuse(f"« {value} » n’est pas un code de commune, comme 15014, 2A004 ou 97411.")
        return value

    def whole(self, column: str) -> int | None:
        """A whole number from 0, None where the cell is empty."""
        value = self.cells.get(column, "")
        if value and not re.fullmatch(r"\d{1,9}", value):
            self.refuse(f"« {column} » est un nombre entier, pas « {value} ».")
            return None
        return int(value) if value else None

    def degrees(self, column: str) -> float | None:
        """A position in degrees, None where the cell is empty."""
        value = self.cells.get(column, "")
        if value and not re.fullmatch(r"-?\d{1,3}(\.\d+)?", value):
            self.refuse(f"« {column} » est un nombre de degrés avec un point, comme 44.8031, pas « {value} ».")
            return None
        return float(value) if value else None

    def day(self, column: str) -> str | None:
        """A date as « 2017-01-01 », None where the cell is empty."""
        value = self.cells.get(column, "")
        try:
            return date.fromisoformat(value).isoformat() if value else None
        except ValueError:
            self.refuse(f"« {value} » n’est pas une date, comme 2017-01-01.")
            return None

    def couple(self, first: str, second: str) -> tuple[str, str]:
        """Two cells that are both written or both empty."""
        a, b = self.cells.get(first, ""), self.cells.get(second, "")
        if bool(a) != bool(b):
            self.refuse(f"« {first} » et « {second} » vont ensemble : il en manque un.")
        return a, b


class Table:
    """One table of a TOML file, `line` that of its header."""

    def __init__(self, pack: Pack, file: TomlFile, values: Any, line: int) -> None:
        self.pack, self.file, self.line = pack, file, line
        self.values: dict[str, Any] = values if isinstance(values, dict) else {}
        self.right = True
        if not isinstance(values, dict):
            self.refuse(line, "c’est une table, avec son titre entre crochets, qui est attendue ici.")

    def at(self, key: str) -> int:
        """Line of `key`, or of its own header where it is a table, or of this table where it is not written."""
        line = self.file.key_line(key, after=self.line)
        return self.file.table_line(key) if line == self.line == 1 else line

    def refuse(self, line: int, message: str) -> None:
        """Record why the file is not right there."""
        self.right = False
        self.pack.problem(self.file.path, line, message)

    def only(self, known: Collection[str]) -> None:
        """A problem for each key that is not one of `known`."""
        for key in self.values:
            if key not in known:
                self.refuse(self.at(key), f"« {key} » n’est pas attendu ici ; les clés sont : {', '.join(known)}.")

    def text(self, key: str, *, needed: bool = False, limit: int | None = None) -> str:
        """The text of `key`, "" where it is not written."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.refuse(self.at(key), f"« {key} » doit être un texte entre guillemets.")
            return ""
        if needed and not value.strip():
            self.refuse(self.at(key), f"il manque « {key} ».")
        if limit and len(value) > limit:
            self.refuse(self.at(key), f"« {key} » dépasse {limit} caractères.")
        return value.strip()

    def day(self, key: str) -> str:
        """The date of `key` as « 2013-01-01 », written bare or between quotes; "" with a problem when it is not one."""
        value = self.values.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = None
        if type(value) is not date:
            self.refuse(self.at(key), f"« {key} » est une date, comme 2013-01-01.")
            return ""
        return value.isoformat()

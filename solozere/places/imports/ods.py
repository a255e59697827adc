"""The first sheet of an ODS, row by row. tablib's reader drops repeated empty cells: later ones land in another column."""

from collections.abc import Iterator, Mapping
from typing import IO

from solozere.places.imports.markup import END, LAST_COLUMN, START, TEXT, events, too_big

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_CELLS = {f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"}
_ROW, _SHEET = f"{_TABLE} table-row", f"{_TABLE} table"
_PARAGRAPH, _COMMENT = f"{_TEXT} p", f"{_OFFICE} annotation"
_SPACES = {f"{_TEXT} s", f"{_TEXT} tab", f"{_TEXT} line-break"}


def ods_rows(content: IO[bytes], max_columns: int) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of each row of the first sheet of `content.xml` that holds something.

    Cells after `max_columns` are left out, but for one that says that there are more. Raises what `events` raises.
    """
    number, row = 1, _Row(max_columns)
    repeated = 1
    for kind, name, attributes in events(content):
        if row.inside(kind, name, attributes):
            continue
        if kind == START and name == _ROW:
            row, repeated = _Row(max_columns), _times(attributes, "number-rows-repeated")
        elif kind == END and name == _ROW:
            if any(row.cells):
                yield from ((number + n, row.cells) for n in range(repeated))
            number += repeated
        elif kind == END and name == _SHEET:
            return


class _Row:
    """The cells of a row as they come."""

    def __init__(self, max_columns: int) -> None:
        self.cells: list[str] = []
        self._most, self._read = max_columns + 1, 0
        self._cell: Mapping[str, str] | None = None
        self._open: list[str] = []
        self._words: list[str] = []
        # In a paragraph of the cell itself: that of a comment, or of a drawing laid on it, is no fact of the place.
        self._shown = False

    def inside(self, kind: str, name: str, attributes: Mapping[str, str]) -> bool:
        """Take what belongs to a cell; False for what does not."""
        if self._cell is None:
            if kind != START or name not in _CELLS:
                return False
            self._cell = attributes
        elif kind == TEXT:
            if self._shown:
                self._words.append(name)
        elif kind == START:
            self._open.append(name)
            self._shown = self._open[0] == _PARAGRAPH and _COMMENT not in self._open
            if self._shown and (name in _SPACES or len(self._open) == 1):
                self._words.append(" ")
        elif self._open:
            self._open.pop()
            self._shown = self._open[:1] == [_PARAGRAPH] and _COMMENT not in self._open
        else:
            self._end(self._cell)
        return True

    def _end(self, cell: Mapping[str, str]) -> None:
        self._read += 1
        if self._read > LAST_COLUMN:
            raise too_big()
        room = self._most - len(self.cells)
        if room > 0:
            times = _times(cell, "number-columns-repeated")
            self.cells += [_value(cell, "".join(self._words))] * min(times, room)
        elif not self.cells[-1]:
            self.cells[-1] = _value(cell, "".join(self._words))
        self._cell, self._words = None, []


def _value(cell: Mapping[str, str], words: str) -> str:
    """Numbers and dates as the file keeps them, not as they are shown: 44,5 is 44.5."""
    kind = cell.get(f"{_OFFICE} value-type", "")
    if kind in ("float", "percentage", "currency"):
        return cell.get(f"{_OFFICE} value", "").removesuffix(".0")
    if kind == "date":
        return cell.get(f"{_OFFICE} date-value", "").partition("T")[0]
    return words.strip()


def _times(attributes: Mapping[str, str], name: str) -> int:
    said = attributes.get(f"{_TABLE} {name}")
    return int(said) if said and said.isdecimal() and len(said) < 10 else 1

"""The first sheet of an XLSX, row by row: openpyxl says what a date is, and keeps too much to be given a stranger's file."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zipfile import ZipFile

from solozere.places.imports.markup import LAST_COLUMN, START, TEXT, Event, events, too_big

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WHOLE = re.compile(r"[-+]?[0-9]+")


@dataclass(frozen=True)
class _Book:
    """What the cells refer to: the texts, the styles that show a date, and whether days are counted from 1904."""

    texts: Sequence[str]
    dates: frozenset[int]
    since_1904: bool


def xlsx_rows(archive: ZipFile, max_columns: int) -> Iterator[tuple[int, list[str]]]:
    """(number, cells) of each row of the first sheet that holds something.

    Cells after `max_columns` are left out, but for one that says that there are more. Raises what a damaged file makes
    Python raise, and ImportFileError.
    """
    names = set(archive.namelist())
    path, since_1904 = _first_sheet(archive, names)
    texts = list(_texts(archive)) if "xl/sharedStrings.xml" in names else []
    dates = frozenset(_dates(archive)) if "xl/styles.xml" in names else frozenset()
    yield from _rows(archive, path, _Book(texts, dates, since_1904), max_columns)


def _read(archive: ZipFile, path: str) -> Iterator[Event]:
    """Its events, names without their namespace: there are two, transitional and strict."""
    with archive.open(path) as stream:
        for kind, name, attributes in events(stream):
            yield kind, name if kind == TEXT else name.rpartition(" ")[2], attributes


def _first_sheet(archive: ZipFile, names: set[str]) -> tuple[str, bool]:
    """The part of the first sheet of cells, and whether its days are counted from 1904. Raises ValueError without any."""
    sheets, targets, since_1904 = [], {}, False
    for kind, name, attributes in _read(archive, "xl/workbook.xml"):
        if kind == START and name == "sheet":
            sheets += [value for key, value in attributes.items() if key.endswith(" id")]
        elif kind == START and name == "workbookPr":
            since_1904 = attributes.get("date1904") in ("1", "true")
    for kind, name, attributes in _read(archive, "xl/_rels/workbook.xml.rels"):
        if kind == START and name == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes["Id"]] = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
    for sheet in sheets:
        if targets.get(sheet) in names:
            return targets[sheet], since_1904
    raise ValueError("no sheet of cells")


def _texts(archive: ZipFile) -> Iterator[str]:
    """The shared texts, in order, without the pronunciation that some carry."""
    words: list[str] = []
    inside: list[str] = []
    for kind, name, _attributes in _read(archive, "xl/sharedStrings.xml"):
        if kind == START:
            inside.append(name)
        elif kind == TEXT:
            if inside[-1] == "t" and "rPh" not in inside:
                words.append(name)
        elif inside.pop() == "si":
            yield "".join(words)
            words = []


def _dates(archive: ZipFile) -> Iterator[int]:
    """The styles of cells that show a number as a date."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format  # type: ignore[import-untyped]  # 20 MB of memory

    formats: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    rank, of_cells = 0, False
    for kind, name, attributes in _read(archive, "xl/styles.xml"):
        if name == "cellXfs" and kind != TEXT:
            of_cells = kind == START
        elif kind == START and name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif kind == START and name == "xf" and of_cells:
            if is_date_format(formats.get(attributes.get("numFmtId", ""), "")):
                yield rank
            rank += 1


def _rows(archive: ZipFile, path: str, book: _Book, max_columns: int) -> Iterator[tuple[int, list[str]]]:
    number = column = read = 0
    cells: list[str] = []
    words: list[str] = []
    inside: list[str] = []
    cell: Mapping[str, str] = {}
    for kind, name, attributes in _read(archive, path):
        if kind == START:
            inside.append(name)
            if name == "row":
                number, column, read, cells = int(attributes.get("r", number + 1)), 0, 0, []
            elif name == "c":
                cell, words, read = attributes, [], read + 1
                column = _column(attributes.get("r", "")) or column + 1
                if read > LAST_COLUMN:
                    raise too_big()
        elif kind == TEXT:
            if inside[-1] in ("v", "t") and "rPh" not in inside:
                words.append(name)
        elif inside.pop() == "c":
            _put(cells, min(column, max_columns + 1), _value(cell, "".join(words), book))
        elif name == "row" and any(cells):
            yield number, cells


def _put(cells: list[str], column: int, value: str) -> None:
    """Set the cell of a column, counted from 1: those that the file passes over are empty."""
    if value:
        cells += [""] * (column - len(cells))
        cells[column - 1] = value


def _column(place: str) -> int:
    """28 for AB7; 0 for what is no place."""
    found = _PLACE.fullmatch(place)
    column = 0
    for letter in found[1] if found else "":
        column = 26 * column + ord(letter) - ord("A") + 1
    return column


def _value(cell: Mapping[str, str], text: str, book: _Book) -> str:
    kind = cell.get("t", "n")
    if kind == "s":
        return book.texts[int(text)] if text else ""
    if kind == "d":
        return text.partition("T")[0]
    if kind != "n" or not text:
        return text
    if int(cell.get("s", 0)) in book.dates:
        return _date(text, since_1904=book.since_1904)
    return text if _WHOLE.fullmatch(text) else str(float(text)).removesuffix(".0")


def _date(text: str, *, since_1904: bool) -> str:
    """A day, or an hour of the day, in ISO 8601; what is no day of the calendar is left as it is written."""
    from openpyxl.utils.datetime import (  # type: ignore[import-untyped]  # 20 MB of memory
        CALENDAR_MAC_1904,
        CALENDAR_WINDOWS_1900,
        from_excel,
    )

    try:
        day = from_excel(float(text), CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return text
    return day.date().isoformat() if isinstance(day, datetime) else str(day)

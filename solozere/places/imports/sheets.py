"""The first sheet of a workbook as rows of texts.

ODS is read here, not by tablib: its reader drops repeated empty cells, and every cell after them lands in another column.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def ods_rows(content: bytes, max_rows: int, max_columns: int) -> list[list[str]]:
    """The rows of the first sheet of `content.xml`; at most `max_rows` of `max_columns` cells. Raises what XML raises."""
    rows: list[list[str]] = []
    for _event, element in iterparse(io.BytesIO(content), events=("end",)):
        if element.tag == f"{_TABLE}table":
            break
        if element.tag != f"{_TABLE}table-row":
            continue
        cells = _ods_cells(element, max_columns)
        times = _times(element, "number-rows-repeated", max_rows)
        rows += [cells] * min(times, max_rows - len(rows))
        element.clear()
        if len(rows) >= max_rows:
            break
    return rows


def _ods_cells(row: Any, max_columns: int) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _times(cell, "number-columns-repeated", max_columns)
        cells += [_ods_value(cell)] * min(times, max_columns - len(cells))
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _times(element: Any, name: str, most: int) -> int:
    said = element.get(f"{_TABLE}{name}", "1")
    return min(int(said), most) if said.isdecimal() and len(said) < 10 else 1


def _ods_value(cell: Any) -> str:
    """Numbers and dates as the file keeps them, not as they are shown: 44,5 is 44.5."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency"):
        return _number(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return str(cell.get(f"{_OFFICE}date-value", "")).partition("T")[0]
    return "\n".join("".join(paragraph.itertext()) for paragraph in cell.iter(f"{_TEXT}p"))


def _number(text: str) -> str:
    return text.removesuffix(".0")


def xlsx_rows(data: bytes, max_rows: int, max_columns: int) -> list[list[str]]:
    """The rows of the first sheet; at most `max_rows` of `max_columns` cells. Raises what the library raises."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # heavy, and rarely needed

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        return list(_xlsx(book.worksheets[0], max_rows, max_columns))
    finally:
        book.close()


def _xlsx(sheet: Any, max_rows: int, max_columns: int) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_row=max_rows, max_col=max_columns, values_only=True):
        yield [_xlsx_value(value) for value in row]


def _xlsx_value(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return _number(str(value)) if isinstance(value, float) else str(value)

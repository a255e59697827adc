"""A file as a table of texts: CSV in the encodings and with the separators that spreadsheets write, ODS, XLSX."""

import io
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from django.utils.translation import gettext as _

from solozere.places.imports.csv_rows import csv_rows
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.headers import TITLES, header_names, header_rank
from solozere.places.imports.markup import too_big
from solozere.places.imports.ods import ods_rows
from solozere.places.imports.xlsx import xlsx_rows

MB = 1_000_000
MAX_BYTES = 10 * MB
MAX_UNZIPPED = 60 * MB
MAX_ROWS = 20_000
"""Lines that hold something: empty ones are not counted."""
LAST_ROW = 1_048_576
"""The last row that a spreadsheet has, empty ones included."""
MAX_COLUMNS = 200
MAX_CELL = 5_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell that a spreadsheet would run begins with."""
Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Line:
    """One line of the table: its number as a spreadsheet shows it (the header is usually 1), its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headers, each different from the others, and the lines that hold something; as many cells as headers."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(data: bytes, mapped: Collection[str] = ()) -> Table:
    """Read `data`, whose form is told from its content, never from its name. Raises ImportFileError, whatever the bytes.

    `mapped`: names of columns that are known beside those of `fields`, to tell the headers from a title above them.
    """
    if len(data) > MAX_BYTES:
        raise ImportFileError(
            _("Ce fichier pèse plus de %(mb)d\u00a0Mo\u00a0: coupez-le en plusieurs.") % {"mb": MAX_BYTES // MB}
        )
    return _table(_zipped(data) if data[:4] == b"PK\x03\x04" else csv_rows(data), mapped)


def _table(rows: Iterable[Row], mapped: Collection[str]) -> Table:
    held = _held(rows)
    first = list(islice(held, TITLES + 1))
    rank = header_rank([cells for _number, cells in first], mapped)
    headers = header_names(first[rank][1]) if first else ()
    lines: list[Line] = []
    for number, cells in chain(first[rank + 1 :], held):
        if len(lines) == MAX_ROWS:
            raise ImportFileError(
                _("Ce fichier a plus de %(n)d lignes\u00a0: coupez-le en plusieurs.") % {"n": MAX_ROWS}
            )
        lines.append(Line(number, tuple((cells + [""] * len(headers))[: len(headers)])))
    if not lines:
        raise ImportFileError(
            _("Ce fichier ne contient aucun lieu\u00a0: la première ligne nomme les colonnes, les suivantes les lieux.")
        )
    return Table(headers, tuple(lines))


def _held(rows: Iterable[Row]) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, with their number, their cells on one line each."""
    for number, row in rows:
        if number > LAST_ROW:
            raise ImportFileError(_too_long() % {"n": LAST_ROW})
        if not any(row):
            continue
        cells = [_cell(cell) for cell in row[:MAX_COLUMNS]]
        if any(_cell(cell) for cell in row[MAX_COLUMNS:]):
            raise ImportFileError(
                _("Ce fichier a plus de %(n)d colonnes\u00a0: gardez celles des lieux.") % {"n": MAX_COLUMNS}
            )
        if any(cells):
            yield number, cells


def _too_long() -> str:
    return _("Ce fichier va au-delà de la ligne %(n)d, la dernière d’un tableur\u00a0: supprimez ses lignes vides.")


def _cell(cell: str) -> str:
    """The text on one line, without the apostrophe that `report.as_csv` puts before what a spreadsheet would run."""
    text = " ".join(cell.replace("\x00", "").split())[:MAX_CELL]
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


def _zipped(data: bytes) -> Iterator[Row]:
    """The first sheet of an ODS or an XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename: info.file_size for info in archive.infolist()}
            if sum(members.values()) > MAX_UNZIPPED:
                raise too_big()
            if "content.xml" in members:
                with archive.open("content.xml") as content:
                    yield from ods_rows(content, MAX_COLUMNS)
            elif "[Content_Types].xml" in members:
                yield from xlsx_rows(archive, MAX_COLUMNS)
            else:
                raise ImportFileError(
                    _("Cette archive n’est pas un classeur\u00a0: donnez un fichier CSV, ODS ou XLSX.")
                )
    except ImportFileError:
        raise
    except Exception as error:  # whatever a damaged or hostile archive makes a library raise
        raise ImportFileError(
            _("Ce classeur est abîmé ou protégé\u00a0: ouvrez-le, enregistrez-le en ODS ou en CSV, puis recommencez.")
        ) from error

"""The rows of a CSV, in the encodings and with the separators that spreadsheets write; no line of it gets lost in a cell."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from solozere.places.imports.errors import ImportFileError

MAX_QUOTED = 100_000
"""Characters of one cell between quotation marks."""
_SEPARATORS = (",", ";", "\t", "|")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NEWLINE = re.compile(r"\r\n?|\n")


def csv_rows(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with its number as a spreadsheet shows it. Raises ImportFileError, whatever the bytes."""
    text = _text(data).rstrip()
    separator = _separator(text)
    _check_quotes(text, separator)
    number = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            # The library's own limit is the process's, not ours.
            if any(len(cell) > MAX_QUOTED for cell in row):
                raise _too_long(number)
            yield number, row
    except csv.Error as error:
        raise _too_long(number + 1) from error


def _text(data: bytes) -> str:
    """The text of a CSV: by its mark, else UTF-8, else Windows-1252, as older spreadsheets write."""
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise ImportFileError(
        _("Ce fichier n’est pas un tableau lisible\u00a0: enregistrez-le en CSV (UTF-8) ou en ODS, puis recommencez.")
    )


def _separator(text: str) -> str:
    """The separator that cuts the first line that holds something into the most cells."""
    start = text.lstrip("\r\n ")[:20_000]

    def width(separator: str) -> int:
        try:
            return len(next(csv.reader(io.StringIO(start, newline=""), delimiter=separator), []))
        except csv.Error:
            return 0

    return max(_SEPARATORS, key=width)


def _check_quotes(text: str, separator: str) -> None:
    """Refuse a cell whose quotation mark does not close at its end: the library would put the next lines into it."""
    edge = re.escape(separator)
    quoted = re.compile(rf'(?:\A|(?<=[{edge}\r\n]))"[^"]*+(?:""[^"]*+)*+(?P<closed>" *(?=[{edge}\r\n]|\Z))?')
    inside = 0
    for found in quoted.finditer(text):
        if found["closed"] is None:
            # As a spreadsheet counts: the lines inside a cell are none of its own.
            number = len(_NEWLINE.findall(text, 0, found.start())) - inside + 1
            raise _left_open(number, _NEWLINE.split(found[0], maxsplit=1)[0])
        inside += len(_NEWLINE.findall(found[0]))


def _left_open(number: int, text: str) -> ImportFileError:
    return ImportFileError(
        _(
            "Ligne %(n)d\u00a0: le guillemet qui ouvre la case «\u00a0%(text)s\u00a0» ne se ferme pas à la fin de cette case. "
            'Fermez-le, ou ôtez-le\u00a0; un guillemet à l’intérieur d’une case s’écrit deux fois ("").'
        )
        % {"n": number, "text": text[:40]}
    )


def _too_long(number: int) -> ImportFileError:
    return ImportFileError(
        _("Ligne %(n)d\u00a0: une case contient plus de %(most)d caractères. Raccourcissez-la, puis recommencez.")
        % {"n": number, "most": MAX_QUOTED}
    )

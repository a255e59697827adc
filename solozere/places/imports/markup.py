"""XML read as it comes: nothing of it is kept, so that a small file that swells costs neither memory nor minutes.

The parser of Python's own `xml` builds a tree, and its hardened version does so without the help of C: ten times slower.
"""

from collections.abc import Iterator, Mapping
from typing import IO, Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from solozere.places.imports.errors import ImportFileError

START, END, TEXT = "start", "end", "text"
Event = tuple[str, str, Mapping[str, str]]
MAX_ELEMENTS = 1_250_000
"""Elements in one part of a workbook: 20 000 lines of 30 cells have 1 220 000."""
LAST_COLUMN = 16_384
"""The last column that a spreadsheet has."""
_CHUNK = 65_536


def too_big() -> ImportFileError:
    """The refusal of a workbook that would take too long to read."""
    return ImportFileError(_("Ce classeur est trop grand une fois ouvert\u00a0: enregistrez-le en CSV."))


def events(stream: IO[bytes]) -> Iterator[Event]:
    """(START, name, attributes), (END, name, {}) and (TEXT, text, {}); a name is its namespace, a space, its local part.

    Raises ImportFileError beyond MAX_ELEMENTS, ValueError for a document type, which could declare entities, ExpatError.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    found: list[Event] = []
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: found.append((START, name, attributes))
    parser.EndElementHandler = lambda name: found.append((END, name, {}))
    parser.CharacterDataHandler = lambda text: found.append((TEXT, text, {}))
    elements = 0
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
        elements += chunk.count(b"<") - chunk.count(b"</")
        if elements > MAX_ELEMENTS:
            raise too_big()
        yield from found
        found.clear()
    parser.Parse(b"", True)
    yield from found


def _refuse(*_arguments: Any) -> None:
    raise ValueError("a document type is declared")

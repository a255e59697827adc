"""By what a line is known again at the next import: the identifier that the file gives, else its name and where it stands."""

from collections import Counter
from collections.abc import Sequence

from solozere.core.text import fold
from solozere.places.enums import FactGroupCode
from solozere.places.imports.parsed import ParsedRow

_LONG = 190
_SHORT = 80
_DECIMALS = 3
"""A hundred metres: a point that is put right by more is shown to somebody as a likely duplicate."""


def identify(rows: Sequence[ParsedRow]) -> None:
    """Give an identifier to the lines of which the file gives none; no two of them get the same.

    It is the name and the commune where they name one line only, whatever its point. Namesakes of a commune are told apart by
    their point, else their address, else their order. The words hold no sign, so that « @ » and « # » start what is added.
    """
    without = [row for row in rows if not row.identifier and row.town is not None]
    lines = Counter(_short(row, _LONG) for row in without)
    ranks: Counter[str] = Counter()
    for row in without:
        name, exact = _short(row, _LONG), f"{_short(row, _SHORT)} @{_where(row)}"
        ranks[exact] += 1
        exact += f" #{ranks[exact]}" if ranks[exact] > 1 else ""
        row.identifier, row.aliases = (name, (exact,)) if lines[name] == 1 else (exact, ())


def _short(row: ParsedRow, length: int) -> str:
    return f"{fold(row.name)[:length]} {row.town.code if row.town else ''}"


def _where(row: ParsedRow) -> str:
    if row.point is not None:
        return f"{row.point.lat:.{_DECIMALS}f},{row.point.lon:.{_DECIMALS}f}"
    return fold(str(row.groups.get(FactGroupCode.LOCATION, {}).get("address", "")))[:_SHORT]

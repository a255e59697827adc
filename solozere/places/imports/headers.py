"""Which row of a file names its columns, and how: titles may stand above it."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from solozere.core.text import fold
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.fields import guess

TITLES = 9
"""Rows that may stand above the headers."""
_ENOUGH = 2


def header_rank(rows: Sequence[Sequence[str]], mapped: Collection[str] = ()) -> int:
    """The rank of the first of these rows that names columns we know, or that are `mapped`; else 0, the first.

    Raises ImportFileError where that one is a title, a cell alone above rows of several: no column could be told from it.
    """
    known = {fold(name) for name in mapped}
    for rank, cells in enumerate(rows):
        said = {fold(cell) for cell in cells if cell}
        if len(said & known) >= min(_ENOUGH, len(known) or _ENOUGH):
            return rank
        if sum(bool(guess(name)) or name in known for name in said) >= _ENOUGH:
            return rank
    alone = [cell for cell in rows[0] if cell] if rows else []
    if len(alone) == 1 and not guess(alone[0]) and any(sum(map(bool, cells)) >= _ENOUGH for cells in rows[1:]):
        raise ImportFileError(
            _(
                "La première ligne, «\u00a0%(title)s\u00a0», est un titre, et nous ne trouvons pas dessous celle qui nomme les "
                "colonnes. Supprimez les lignes du haut, pour que la première soit celle-là, par exemple nom, commune, adresse."
            )
            % {"title": alone[0][:80]}
        )
    return 0


def header_names(cells: list[str]) -> tuple[str, ...]:
    """The names of the columns; one without a name is « colonne 3 », a second one of the same name « nom (2) »."""
    last = max((rank for rank, cell in enumerate(cells, start=1) if cell), default=0)
    found: list[str] = []
    for rank, cell in enumerate(cells[:last], start=1):
        name = cell or _("colonne %(n)d") % {"n": rank}
        times = 1
        while name in found:
            times += 1
            name = f"{cell} ({times})"
        found.append(name)
    return tuple(found)

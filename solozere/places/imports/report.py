"""The report of an import as a table to download: one line for each line of the file, or the refused lines to put right."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.places.imports.reading import FORMULA, read_table
from solozere.places.imports.wording import Names, conflict_words, groups_words, names_for
from solozere.places.models import PlaceImport, PlaceImportLine

Rows = list[list[str]]


def report_rows(lines: Iterable[PlaceImportLine]) -> Rows:
    """Header, then each line: its number, what became of it, the place, its page, what was wrong, what would be right, the
    groups of facts that it changes, and those on which it differs from the place, with both values."""
    header = [_("ligne"), _("résultat"), _("lieu"), _("page"), _("remarques"), _("ce qui serait juste")]
    header += [_("mis à jour"), _("en conflit")]
    kept = list(lines)
    names = names_for(kept)
    return [header, *(_row(line, names) for line in kept)]


def _row(line: PlaceImportLine, names: Names) -> list[str]:
    right = [one["right"] for one in _wrong(line) if one["right"]]
    return [
        str(line.number),
        line.get_outcome_display(),
        line.title,
        line.place.get_absolute_url() if line.place else "",
        _remarks(line),
        " / ".join(right),
        groups_words(line.details.get("groups", [])),
        " ".join(conflict_words(conflict, names) for conflict in line.details.get("conflicts", [])),
    ]


def _wrong(line: PlaceImportLine) -> list[dict[str, str]]:
    return [*line.details.get("refusals", []), *line.details.get("remarks", [])]


def _remarks(line: PlaceImportLine) -> str:
    words = [f"{one['field']}\u00a0: «\u00a0{one['value']}\u00a0». {one['message']}" for one in _wrong(line)]
    words += [line.details["notes"][0]] if line.details.get("notes") else []
    words += [duplicate_words(line)] if line.details.get("duplicate") else []
    return " ".join(words)


def duplicate_words(line: PlaceImportLine) -> str:
    """Why a line may be about a place that is there already, in a sentence."""
    found = line.details["duplicate"]
    if found.get("same_id"):
        return _("Même identifiant que la ligne %(line)s.") % found
    if found.get("same_place"):
        return _("Même lieu que la ligne %(line)s\u00a0: une seule ligne dit ce que le fichier en sait.") % found
    where = _("la ligne %(line)s") % found if found.get("line") else _("la fiche «\u00a0%(name)s\u00a0»") % found
    like = _("Même nom que %(where)s") if found.get("same_name") else _("Nom proche de %(where)s")
    if found.get("metres") is None:
        return _("%(like)s, dans la même commune.") % {"like": like % {"where": where}}
    words = {"like": like % {"where": where}, "metres": found["metres"]}
    if not found["metres"]:
        return _("%(like)s, au même endroit, sans numéro de source commun.") % words
    far = ngettext(
        "%(like)s, à %(metres)d\u00a0mètre, sans numéro de source commun.",
        "%(like)s, à %(metres)d\u00a0mètres, sans numéro de source commun.",
        found["metres"],
    )
    return far % words


def refused_rows(batch: PlaceImport) -> Rows:
    """The refused lines as the file has them, with one more column: why. Put right, they can be imported alone."""
    lines = {line.number: line for line in batch.lines.filter(outcome=PlaceImportLine.Outcome.REFUSED)}
    table = read_table(bytes(batch.content), batch.mapping.get("columns", {}))
    kept = [[*line.cells, _remarks(lines[line.number])] for line in table.lines if line.number in lines]
    return [[*table.headers, _("motif du refus")], *kept]


def as_csv(rows: Rows) -> bytes:
    """CSV that spreadsheets open by themselves; no cell of it runs as a formula."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([[_harmless(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def as_ods(rows: Rows) -> bytes:
    """The same as an ODS, all its cells being texts."""
    import tablib  # type: ignore[import-untyped]  # heavy, and rarely needed

    table = tablib.Dataset(*(tuple(_printable(row)) for row in rows[1:]), headers=_printable(rows[0]))
    return bytes(table.export("ods"))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdigit() and cell[0] in "+-"


def _printable(row: Sequence[str]) -> list[str]:
    """XML has no control characters."""
    return ["".join(c for c in cell if c.isprintable() or c == "\u00a0") for cell in row]

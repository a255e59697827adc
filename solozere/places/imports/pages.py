"""What the pages of imports say: counts, columns, refused lines, what has to be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.core.templatetags.ui import day
from solozere.places.imports.deciding import Outcome
from solozere.places.imports.fields import FIELDS
from solozere.places.imports.questions import duplicate_chosen, questions_of, taken
from solozere.places.imports.report import duplicate_words
from solozere.places.imports.steps import BUSY, is_stale
from solozere.places.imports.wording import names_for
from solozere.places.models import PlaceImport, PlaceImportLine

SHOWN = 50
PER_PAGE = 20
_ICONS = {
    Outcome.CREATED: "plus",
    Outcome.UPDATED: "refresh-cw",
    Outcome.LEFT: "circle-check",
    Outcome.CONFLICT: "git-compare",
    Outcome.DUPLICATE: "eye",
    Outcome.REFUSED: "circle-x",
}


@dataclass(frozen=True)
class Bar:
    """One outcome: its words, how many lines, its part of the whole."""

    words: str
    icon: str
    count: int
    width: str


def bars(batch: PlaceImport, counts: Mapping[str, int]) -> list[Bar]:
    """How many lines became what, in the order of the report."""
    words = _past() if batch.state == PlaceImport.State.APPLIED else _future()
    total = sum(counts.values()) or 1
    return [
        Bar(words[code], _ICONS[code], counts.get(code, 0), f"{100 * counts.get(code, 0) / total:.1f}%")
        for code in _ICONS
    ]


def outcome_counts(batch: PlaceImport) -> dict[str, int]:
    """Outcome → number of lines."""
    counted = batch.lines.order_by().values_list("outcome").annotate(n=Count("pk"))
    return dict(counted)


def _future() -> dict[str, str]:
    return {
        Outcome.CREATED: _("Lieux à créer"),
        Outcome.UPDATED: _("Lieux à mettre à jour"),
        **_either(),
    }


def _past() -> dict[str, str]:
    return {Outcome.CREATED: _("Lieux créés"), Outcome.UPDATED: _("Lieux mis à jour"), **_either()}


def _either() -> dict[str, str]:
    return {
        Outcome.LEFT: _("Déjà à jour, laissés tels quels"),
        Outcome.CONFLICT: _("Conflits avec un fait confirmé"),
        Outcome.DUPLICATE: _("Sans doute déjà là"),
        Outcome.REFUSED: _("Lignes refusées"),
    }


def columns(batch: PlaceImport) -> list[tuple[str, str]]:
    """Each column of the file with what it becomes."""
    mapping = batch.mapping.get("columns", {})
    headers = batch.headers or list(mapping)
    return [(h, str(FIELDS[mapping[h]].label) if h in mapping else _("Laissée de côté")) for h in headers]


def sheet(batch: PlaceImport, page: Any) -> dict[str, Any]:
    """All that the page of an import shows; while it is at work, where it is only: the page is asked for every two seconds."""
    state, stale = batch.state, is_stale(batch)
    shown = {
        "batch": batch,
        "busy": state in BUSY and not stale,
        "stale": stale,
        "unwritten": stale and state == PlaceImport.State.WRITING,
        "unknown": state == PlaceImport.State.COLUMNS,
        "tried": state == PlaceImport.State.TRIED,
        "written": state == PlaceImport.State.APPLIED,
        "failed": state == PlaceImport.State.FAILED,
        "eyebrow": eyebrow(batch),
    }
    return {**shown, **_report(batch, page)} if shown["tried"] or shown["written"] else shown


def _report(batch: PlaceImport, page: Any) -> dict[str, Any]:
    """What became of the lines, and what is to be chosen."""
    counts = outcome_counts(batch)
    shown = Paginator(_asked(batch).select_related("place__commune").order_by("number"), PER_PAGE).get_page(page)
    names = names_for(shown)
    remarked = batch.lines.filter(remarked=True).exclude(outcome=Outcome.REFUSED)
    return {
        "bars": bars(batch, counts),
        "columns": columns(batch),
        "changes": counts.get(Outcome.CREATED, 0) + counts.get(Outcome.UPDATED, 0) + _chosen(batch),
        "refused": _first(batch.lines.filter(outcome=Outcome.REFUSED)),
        "refused_count": counts.get(Outcome.REFUSED, 0),
        "remarked": _first(remarked),
        "remarked_count": remarked.count(),
        "repeating": [_repeated(line) for line in _first(_repeating(batch))],
        "repeating_count": _repeating(batch).count(),
        "questions": [question for line in shown for question in questions_of(line, batch, names)],
        "question_count": shown.paginator.count,
        "page": shown,
        "shown": SHOWN,
    }


def _asked(batch: PlaceImport) -> "QuerySet[PlaceImportLine]":
    """The lines about which there is something to choose."""
    likely = Q(details__duplicate__same_id__isnull=True, details__duplicate__same_place__isnull=True)
    return batch.lines.filter(Q(outcome=Outcome.CONFLICT) | Q(outcome=Outcome.DUPLICATE) & likely)


def _repeating(batch: PlaceImport) -> "QuerySet[PlaceImportLine]":
    """The lines about what an earlier one is about: the earlier one counts."""
    said = Q(details__duplicate__same_id__isnull=False) | Q(details__duplicate__same_place__isnull=False)
    return batch.lines.filter(said, outcome=Outcome.DUPLICATE)


def _repeated(line: PlaceImportLine) -> tuple[PlaceImportLine, list[dict[str, str]]]:
    """A repeating line as `line.html` shows one."""
    words = {"field": _("Ligne répétée"), "value": "", "message": duplicate_words(line), "right": "", "kind": ""}
    return line, [words]


def _chosen(batch: PlaceImport) -> int:
    """Lines about which a choice would write something."""
    return sum(_chooses(line) for line in _asked(batch).exclude(choices={}))


def _chooses(line: PlaceImportLine) -> bool:
    if line.outcome == Outcome.DUPLICATE:
        return bool(duplicate_chosen(line))
    return any(taken(line, conflict) for conflict in line.details["conflicts"])


def _first(lines: "QuerySet[PlaceImportLine]") -> list[PlaceImportLine]:
    return list(lines.select_related("place").order_by("number")[:SHOWN])


def eyebrow(batch: PlaceImport) -> str:
    """« Essai à blanc du 24 novembre 2026, 148 lignes lues en 2 secondes »."""
    when = batch.finished_at or batch.created_at
    words = {"day": day(when), "state": batch.get_state_display().capitalize(), "source": batch.source}
    if batch.state in BUSY or batch.seconds is None:
        return _("%(source)s, déposé le %(day)s") % words
    said = _("%(state)s du %(day)s") % words
    seconds = max(1, round(batch.seconds))
    lines = ngettext("%(n)d ligne lue", "%(n)d lignes lues", batch.total) % {"n": batch.total}
    time = ngettext("en %(n)d seconde", "en %(n)d secondes", seconds) % {"n": seconds}
    return f"{said}, {lines} {time}"

"""What the pages of imports say: counts, columns, refused lines, what has to be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.core.templatetags.ui import day
from solozere.organisations.rules import PartialDate
from solozere.places.enums import FactGroupCode
from solozere.places.imports.choosing import (
    DUPLICATE,
    SAME,
    TAKE,
    TWO,
    about_conflict,
    about_duplicate,
    duplicate_choice,
    takes,
)
from solozere.places.imports.deciding import Outcome
from solozere.places.imports.fields import FIELDS
from solozere.places.imports.report import duplicate_words
from solozere.places.imports.steps import BUSY, is_stale
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


@dataclass(frozen=True)
class Option:
    """One answer to a question: its value, its words, a precision, whether it is chosen."""

    value: str
    words: str
    more: str
    chosen: bool


@dataclass(frozen=True)
class Question:
    """Something that an administrator chooses: the name of its answer in the form, what it is about, its options."""

    name: str
    legend: str
    hint: str
    options: tuple[Option, ...]


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
    remarked = batch.lines.filter(remarked=True).exclude(outcome=Outcome.REFUSED)
    return {
        "bars": bars(batch, counts),
        "columns": columns(batch),
        "changes": counts.get(Outcome.CREATED, 0) + counts.get(Outcome.UPDATED, 0) + _chosen(batch),
        "refused": _first(batch.lines.filter(outcome=Outcome.REFUSED)),
        "refused_count": counts.get(Outcome.REFUSED, 0),
        "remarked": _first(remarked),
        "remarked_count": remarked.count(),
        "questions": [question for line in shown for question in questions_of(line, batch)],
        "question_count": shown.paginator.count,
        "page": shown,
        "shown": SHOWN,
    }


def _asked(batch: PlaceImport) -> "QuerySet[PlaceImportLine]":
    return batch.lines.filter(outcome__in=[Outcome.CONFLICT, Outcome.DUPLICATE])


def _chosen(batch: PlaceImport) -> int:
    """Lines about which a choice would write something."""
    return sum(_chooses(line) for line in _asked(batch).exclude(choices={}))


def _chooses(line: PlaceImportLine) -> bool:
    if line.outcome == Outcome.DUPLICATE:
        return bool(_duplicate_chosen(line))
    return any(_taken(line, conflict) for conflict in line.details["conflicts"])


def _duplicate_chosen(line: PlaceImportLine) -> str:
    return duplicate_choice(line.choices, _about(line))


def _about(line: PlaceImportLine) -> dict[str, Any]:
    return {name: line.details["duplicate"].get(name) for name in ("place", "line", "title")}


def _taken(line: PlaceImportLine, conflict: Mapping[str, Any]) -> bool:
    return takes(line.choices, conflict["group"], conflict["standing"], conflict["given"])


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


def questions_of(line: PlaceImportLine, batch: PlaceImport) -> list[Question]:
    """What is to be chosen about a line."""
    if line.outcome == Outcome.DUPLICATE:
        return [_about_duplicate(line)] if _asks(line) else []
    return [_about_conflict(line, conflict, batch) for conflict in line.details["conflicts"]]


def _asks(line: PlaceImportLine) -> bool:
    """Is there anything to choose about a duplicate? Not where the file says the same thing twice."""
    return not {"same_id", "same_place"} & set(line.details["duplicate"])


def _about_duplicate(line: PlaceImportLine) -> Question:
    chosen = _duplicate_chosen(line)
    options = [
        Option("", _("Décider plus tard"), _("La ligne est laissée de côté"), chosen == ""),
        Option(TWO, _("Ce sont deux lieux"), _("Créer une fiche"), chosen == TWO),
    ]
    if line.place_id:
        options.insert(1, Option(SAME, _("C’est le même lieu"), _("Mettre à jour la fiche existante"), chosen == SAME))
    legend = _("%(title)s\u00a0: peut-être deux fois le même lieu") % {"title": line.title}
    return Question(f"l{line.number}-{DUPLICATE}", legend, duplicate_words(line), tuple(options))


def _about_conflict(line: PlaceImportLine, conflict: Mapping[str, Any], batch: PlaceImport) -> Question:
    code = conflict["group"]
    chosen = _taken(line, conflict)
    keep = Option("", in_words(conflict["standing"]), _vouched(conflict), not chosen)
    dated = PartialDate.parse(batch.source_date).words if batch.source_date else ""
    given = _("Dans le fichier, ligne %(n)d") % {"n": line.number}
    given = _("%(line)s, daté de %(date)s") % {"line": given, "date": dated} if dated else given
    take = Option(TAKE, in_words(conflict["given"]), given, chosen)
    words = {"place": line.place or line.title, "group": FactGroupCode(code).label}
    if line.place:
        words["place"] = f"{line.place}, {line.place.commune}"
    return Question(f"l{line.number}-{code}", _("%(place)s\u00a0: %(group)s") % words, "", (keep, take))


def _vouched(conflict: Mapping[str, Any]) -> str:
    if not conflict["by"]:
        return _("Sur la fiche")
    words = {"by": conflict["by"], "on": PartialDate.parse(conflict["at"]).words if conflict["at"] else ""}
    return _("Sur la fiche\u00a0: %(by)s, %(on)s") % words if words["on"] else _("Sur la fiche\u00a0: %(by)s") % words


def in_words(values: Mapping[str, Any]) -> str:
    """The values of a group in one line; « rien » where it says nothing."""
    parts = []
    for name, value in values.items():
        if name == "services":
            value = ", ".join(row["service_id"] for row in value if row["available"])
        elif name == "precision":
            continue
        label = str(FIELDS[name].label) if name in FIELDS and len(values) > 1 else ""
        if value not in ("", None):
            parts.append(f"{label}\u00a0: {value}" if label else str(value))
    return ", ".join(parts) or _("rien")


def chosen_from(line: PlaceImportLine, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says about a line, with what stands beside it; answers that were not asked for are dropped."""
    if line.outcome == Outcome.DUPLICATE:
        said = sent.get(f"l{line.number}-{DUPLICATE}", "")
        possible = {TWO, SAME} if line.place_id else {TWO}
        return about_duplicate(said, _about(line)) if said in possible and _asks(line) else {}
    return {
        conflict["group"]: about_conflict(conflict)
        for conflict in line.details["conflicts"]
        if sent.get(f"l{line.number}-{conflict['group']}") == TAKE
    }

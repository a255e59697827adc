"""What an administrator is asked about the lines of an import, and what the form answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

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
from solozere.places.imports.report import duplicate_words
from solozere.places.imports.wording import Names, in_words, said
from solozere.places.models import PlaceImport, PlaceImportLine


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


def duplicate_chosen(line: PlaceImportLine) -> str:
    """What was chosen about a likely duplicate: see `choosing.duplicate_choice`."""
    return duplicate_choice(line.choices, _about(line))


def _about(line: PlaceImportLine) -> dict[str, Any]:
    return {name: line.details["duplicate"].get(name) for name in ("place", "line", "title")}


def taken(line: PlaceImportLine, conflict: Mapping[str, Any]) -> bool:
    """Was the file's word chosen on this conflict?"""
    return takes(line.choices, conflict["group"], conflict["standing"], conflict["given"])


def questions_of(line: PlaceImportLine, batch: PlaceImport, names: Names) -> list[Question]:
    """What is to be chosen about a line."""
    if line.outcome == Outcome.DUPLICATE:
        return [_about_duplicate(line)] if _asks(line) else []
    return [_about_conflict(line, conflict, batch, names) for conflict in line.details["conflicts"]]


def _asks(line: PlaceImportLine) -> bool:
    """Is there anything to choose about a duplicate? Not where the file says the same thing twice."""
    return not {"same_id", "same_place"} & set(line.details["duplicate"])


def _about_duplicate(line: PlaceImportLine) -> Question:
    chosen = duplicate_chosen(line)
    options = [
        Option("", _("Décider plus tard"), _("La ligne est laissée de côté"), chosen == ""),
        Option(TWO, _("Ce sont deux lieux"), _("Créer une fiche"), chosen == TWO),
    ]
    if line.place_id:
        options.insert(1, Option(SAME, _("C’est le même lieu"), _("Mettre à jour la fiche existante"), chosen == SAME))
    legend = _("Ligne %(n)d, %(title)s\u00a0: peut-être deux fois le même lieu") % {
        "n": line.number,
        "title": line.title,
    }
    return Question(f"l{line.number}-{DUPLICATE}", legend, duplicate_words(line), tuple(options))


def _about_conflict(line: PlaceImportLine, conflict: Mapping[str, Any], batch: PlaceImport, names: Names) -> Question:
    code = conflict["group"]
    chosen = taken(line, conflict)
    keep = Option("", in_words(conflict["standing"], names), _vouched(conflict), not chosen)
    dated = PartialDate.parse(batch.source_date).words if batch.source_date else ""
    given = _("Dans le fichier, daté de %(date)s") % {"date": dated} if dated else _("Dans le fichier")
    take = Option(TAKE, in_words(said(conflict), names), given, chosen)
    words = {"n": line.number, "place": line.place or line.title, "group": FactGroupCode(code).label}
    if line.place:
        words["place"] = f"{line.place}, {line.place.commune}"
    return Question(f"l{line.number}-{code}", _("Ligne %(n)d, %(place)s\u00a0: %(group)s") % words, "", (keep, take))


def _vouched(conflict: Mapping[str, Any]) -> str:
    if not conflict["by"]:
        return _("Sur la fiche")
    words = {"by": conflict["by"], "on": PartialDate.parse(conflict["at"]).words if conflict["at"] else ""}
    return _("Sur la fiche\u00a0: %(by)s, %(on)s") % words if words["on"] else _("Sur la fiche\u00a0: %(by)s") % words


def chosen_from(line: PlaceImportLine, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says about a line, with what stands beside it; answers that were not asked for are dropped."""
    if line.outcome == Outcome.DUPLICATE:
        answer = sent.get(f"l{line.number}-{DUPLICATE}", "")
        possible = {TWO, SAME} if line.place_id else {TWO}
        return about_duplicate(answer, _about(line)) if answer in possible and _asks(line) else {}
    return {
        conflict["group"]: about_conflict(conflict)
        for conflict in line.details["conflicts"]
        if sent.get(f"l{line.number}-{conflict['group']}") == TAKE
    }

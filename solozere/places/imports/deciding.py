"""What becomes of each line: created, updated, left, in conflict, perhaps there already, refused. Reads, never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from solozere.places.imports.choosing import SAME, TWO, duplicate_choice, takes
from solozere.places.imports.comparing import Conflict, conflict_of, differing, may_write, refused, standing_values
from solozere.places.imports.neighbours import Likeness, Neighbour, Neighbours, standing_around
from solozere.places.imports.parsed import ParsedRow
from solozere.places.imports.standing import Standing, known_places, standing_place
from solozere.places.models import Place
from solozere.places.models.imports import PlaceImportLine

Outcome = PlaceImportLine.Outcome
Chosen = Mapping[str, Any]
Choices = Mapping[int, Chosen]


@dataclass(frozen=True)
class Origin:
    """Where the facts come from: the source, named as its identifiers and its facts bear it, and its date (may be "")."""

    source: str
    source_date: str = ""


@dataclass
class Decision:
    """One line with what becomes of it. `writes`: group → values to write on `place`; `attach`: its identifier is new there."""

    row: ParsedRow
    outcome: str
    place: Place | None = None
    place_pk: int | None = None
    writes: dict[str, dict[str, Any]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    duplicate: dict[str, Any] | None = None
    attach: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Does it write anything?"""
        return self.outcome == Outcome.CREATED or bool(self.writes) or self.attach

    def details(self) -> dict[str, Any]:
        """As the report keeps it."""
        return {
            "refusals": [remark.as_json() for remark in self.row.refusals],
            "remarks": [remark.as_json() for remark in self.row.remarks],
            "groups": sorted(self.writes),
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "duplicate": self.duplicate,
            "notes": self.notes,
        }


def decide(rows: Sequence[ParsedRow], origin: Origin, choices: Choices | None = None) -> list[Decision]:
    """One decision for each line, in their order. Queries: a few for each chunk of lines, whatever they say.

    `choices`: line → what was chosen about it, as `choosing` makes it.
    """
    good = [row for row in rows if not row.refusals]
    deciding = _Deciding(origin, known_places(origin.source, good), standing_around(good))
    return [deciding.of(row, (choices or {}).get(row.number, {})) for row in rows]


class _Deciding:
    """What is known of the places, and what the lines before said: two lines never change the same place."""

    def __init__(self, origin: Origin, known: Mapping[str, Standing], near: Neighbours) -> None:
        self.origin, self.known, self.near = origin, known, near
        self.identifiers: dict[str, int] = {}
        self.compared: dict[int, int] = {}

    def of(self, row: ParsedRow, chosen: Chosen) -> Decision:
        """What becomes of a line."""
        if row.refusals:
            return Decision(row, Outcome.REFUSED)
        if row.identifier in self.identifiers:
            return _twice(row, self.identifiers[row.identifier], "same_id")
        self.identifiers[row.identifier] = row.number
        for identifier in (*row.aliases, row.identifier):
            if identifier in self.known:
                return self._compared(row, self.known[identifier], chosen)
        likeness = self.near.like(row)
        said = duplicate_choice(chosen, about(row, likeness)) if likeness else TWO
        if likeness is None or said == TWO:
            point, commune = row.stands_at, row.town.code if row.town else ""
            self.near.add(Neighbour(row.name, commune, point, row.point is not None, line=row.number))
            return Decision(row, Outcome.CREATED)
        if said == SAME and likeness.neighbour.pk is not None:
            return self._attached(self._compared(row, standing_place(likeness.neighbour.pk), chosen))
        return _alike(row, likeness)

    def _compared(self, row: ParsedRow, standing: Standing, chosen: Chosen) -> Decision:
        """A line about a place that stands: the first one says what the file says of it."""
        place = standing.place
        if place.pk in self.compared:
            decision = _twice(row, self.compared[place.pk], "same_place")
            decision.place, decision.place_pk = place, place.pk
            return decision
        self.compared[place.pk] = row.number
        return compared(row, standing, self.origin, chosen)

    def _attached(self, decision: Decision) -> Decision:
        """Its identifier is new on a place that somebody said to be the same."""
        decision.attach = decision.outcome != Outcome.REFUSED
        if decision.outcome == Outcome.LEFT:
            decision.outcome = Outcome.UPDATED
        return decision


def _twice(row: ParsedRow, line: int, why: str) -> Decision:
    """A line about what an earlier one of the file is about: nothing to choose."""
    return Decision(row, Outcome.DUPLICATE, duplicate={"line": line, why: True, "name": row.name})


def _alike(row: ParsedRow, likeness: Likeness) -> Decision:
    near = likeness.neighbour
    metres = None if likeness.km is None else round(likeness.km * 1000)
    words = {"name": near.name, "metres": metres, "same_name": likeness.same_name, **about(row, likeness)}
    return Decision(row, Outcome.DUPLICATE, place_pk=near.pk, duplicate=words)


def about(row: ParsedRow, likeness: Likeness) -> dict[str, Any]:
    """What is asked about a likely duplicate: a choice made about another place, or for another name, is void."""
    return {"place": likeness.neighbour.pk, "line": likeness.neighbour.line, "title": row.name}


def compared(row: ParsedRow, standing: Standing, origin: Origin, chosen: Chosen) -> Decision:
    """A line about a place that stands, group by group."""
    place = standing.place
    decision = Decision(row, Outcome.LEFT, place=place, place_pk=place.pk)
    date = row.updated_on or origin.source_date
    for code, values in row.groups.items():
        given = differing(place, code, values)
        if not given:
            continue
        allowed = may_write(standing, code, origin.source, date)
        if allowed or takes(chosen, code, standing_values(place, code, given), given):
            decision.writes[code] = given
        elif allowed is None:
            decision.notes.append(_("La fiche garde un fait plus récent de la même source."))
        else:
            decision.conflicts.append(conflict_of(standing, code, given, values))
    wrong = [remark for code, given in decision.writes.items() for remark in refused(place, code, given)]
    if wrong:
        return Decision(replace(row, refusals=wrong), Outcome.REFUSED, place_pk=place.pk)
    if decision.conflicts:
        decision.outcome = Outcome.CONFLICT
    elif decision.writes:
        decision.outcome = Outcome.UPDATED
    return decision

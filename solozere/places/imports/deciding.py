"""What becomes of each line: created, updated, left, in conflict, perhaps there already, refused. Reads, never writes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from solozere.places.imports.choosing import SAME, TWO, duplicate_choice, takes
from solozere.places.imports.comparing import Conflict, conflict_of, differing, may_write, standing_values
from solozere.places.imports.neighbours import CHUNK, Likeness, Neighbour, Neighbours, standing_around
from solozere.places.imports.parsed import ParsedRow
from solozere.places.models import Place
from solozere.places.models.imports import PlaceImportLine

Outcome = PlaceImportLine.Outcome
Choices = Mapping[int, Mapping[str, Any]]


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
    """One decision for each line, in their order. Queries: a few for each CHUNK of lines, whatever they say.

    `choices`: line → what was chosen about it, as `choosing` makes it.
    """
    good = [row for row in rows if not row.refusals]
    known = _known(origin.source, [row.identifier for row in good])
    return list(_decisions(rows, known, standing_around(good), origin, choices or {}))


def _known(source: str, identifiers: Sequence[str]) -> dict[str, Place]:
    """The places that bear these identifiers of the source, with what is compared."""
    found: dict[str, Place] = {}
    for start in range(0, len(identifiers), CHUNK):
        wanted = identifiers[start : start + CHUNK]
        places = (
            Place.objects.filter(external_ids__source=source, external_ids__value__in=wanted)
            .select_related("commune")
            .prefetch_related("fact_groups", "services", "external_ids")
            .order_by("pk")
            .distinct()
        )
        for place in places:
            found |= {one.value: place for one in place.external_ids.all() if one.source == source}
    return found


def _decisions(
    rows: Iterable[ParsedRow], known: Mapping[str, Place], near: Neighbours, origin: Origin, choices: Choices
) -> Iterable[Decision]:
    seen: dict[str, int] = {}
    for row in rows:
        chosen = choices.get(row.number, {})
        if row.refusals:
            yield Decision(row, Outcome.REFUSED)
            continue
        if row.identifier in seen:
            words = {"line": seen[row.identifier], "same_id": True, "name": row.name}
            yield Decision(row, Outcome.DUPLICATE, duplicate=words)
            continue
        seen[row.identifier] = row.number
        if place := known.get(row.identifier):
            yield compared(row, place, origin, chosen)
            continue
        likeness = near.like(row)
        if likeness is None or duplicate_choice(chosen, about(row, likeness)) == TWO:
            point, commune = row.stands_at, row.town.code if row.town else ""
            near.add(Neighbour(row.name, commune, point, row.point is not None, line=row.number))
            yield Decision(row, Outcome.CREATED)
        else:
            yield _alike(row, likeness, origin, chosen)


def _alike(row: ParsedRow, likeness: Likeness, origin: Origin, chosen: Mapping[str, Any]) -> Decision:
    near = likeness.neighbour
    if near.pk is not None and duplicate_choice(chosen, about(row, likeness)) == SAME:
        place = Place.objects.prefetch_related("fact_groups", "services").select_related("commune").get(pk=near.pk)
        decision = compared(row, place, origin, chosen)
        decision.attach = True
        if decision.outcome == Outcome.LEFT:
            decision.outcome = Outcome.UPDATED
        return decision
    metres = None if likeness.km is None else round(likeness.km * 1000)
    words = {"name": near.name, "metres": metres, "same_name": likeness.same_name, **about(row, likeness)}
    return Decision(row, Outcome.DUPLICATE, place_pk=near.pk, duplicate=words)


def about(row: ParsedRow, likeness: Likeness) -> dict[str, Any]:
    """What is asked about a likely duplicate: a choice made about another place, or for another name, is void."""
    return {"place": likeness.neighbour.pk, "line": likeness.neighbour.line, "title": row.name}


def compared(row: ParsedRow, place: Place, origin: Origin, chosen: Mapping[str, Any]) -> Decision:
    """A line about a place that stands, group by group."""
    decision = Decision(row, Outcome.LEFT, place=place, place_pk=place.pk)
    date = row.updated_on or origin.source_date
    for code, values in row.groups.items():
        given = differing(place, code, values)
        if not given:
            continue
        allowed = may_write(place, code, origin.source, date)
        if allowed or takes(chosen, code, standing_values(place, code, given), given):
            decision.writes[code] = given
        elif allowed is None:
            decision.notes.append(_("La fiche garde un fait plus récent de la même source."))
        else:
            decision.conflicts.append(conflict_of(place, code, given))
    if decision.conflicts:
        decision.outcome = Outcome.CONFLICT
    elif decision.writes:
        decision.outcome = Outcome.UPDATED
    return decision

"""An import from its bytes to its report: tried, or written in one transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from solozere.core.authors import Author
from solozere.places.actions import update_group
from solozere.places.enums import FactGroupCode
from solozere.places.imports.communes import load_towns
from solozere.places.imports.comparing import remarks_of
from solozere.places.imports.creating import create_places
from solozere.places.imports.deciding import Choices, Decision, Origin, Outcome, decide
from solozere.places.imports.identifying import identify
from solozere.places.imports.mapping import Mapping, fitted
from solozere.places.imports.parsed import ParsedRow, Progress
from solozere.places.imports.reading import Table
from solozere.places.imports.rows import read_row
from solozere.places.imports.timetables import prepare
from solozere.places.models import ExternalId, Service
from solozere.places.search import version

EVERY = 100
Keep = Callable[[Sequence[Decision]], None]
"""Keeps the report, in the transaction that writes the places: both, or neither."""


@dataclass(frozen=True)
class Watch:
    """Who is told how far the writing is: the opening hours that are prepared, the places that are created."""

    prepared: Progress | None = None
    created: Progress | None = None


@dataclass(frozen=True)
class Request:
    """What is asked: the table, how it is read, where it comes from, who asks, what was chosen."""

    table: Table
    mapping: Mapping
    origin: Origin
    author: Author
    choices: Choices | None = None


def read_rows(request: Request, progress: Progress | None = None) -> list[ParsedRow]:
    """Every line read; `progress(done, total)` is called every EVERY lines. Raises ImportFileError for unusable columns."""
    mapping = fitted(request.mapping, request.table.headers)
    towns, catalogue = load_towns(), set(Service.objects.values_list("code", flat=True))
    rows: list[ParsedRow] = []
    for line in request.table.lines:
        rows.append(read_row(line.number, mapping.read(request.table.headers, line.cells), towns, catalogue))
        if progress and (len(rows) % EVERY == 0 or len(rows) == len(request.table.lines)):
            progress(len(rows), len(request.table.lines))
    identify(rows)
    return rows


def tried(request: Request, progress: Progress | None = None, keep: Keep | None = None) -> list[Decision]:
    """What would become of each line; writes nothing but what `keep` does."""
    decisions = decide(read_rows(request, progress), request.origin, request.choices)
    return _kept(decisions, keep)


def _kept(decisions: list[Decision], keep: Keep | None) -> list[Decision]:
    if keep is not None:
        with transaction.atomic():
            keep(decisions)
    return decisions


def applied(
    request: Request, progress: Progress | None = None, keep: Keep | None = None, watch: Watch | None = None
) -> list[Decision]:
    """Write what can be, all or nothing, and say what became of each line. Where nothing changes, nothing is written.

    What is decided before the lock holds under it where no place changed meanwhile. Else it is decided again, so that two
    imports at once, or a person who confirms a fact meanwhile, follow one another. `watch` is told of the writing.
    """
    watch = watch or Watch()
    rows = read_rows(request, progress)
    seen = version.current()
    decisions = decide(rows, request.origin, request.choices)
    if not any(decision.changes for decision in decisions):
        return _kept(decisions, keep)
    new = (decision.row.groups for decision in decisions if decision.outcome == Outcome.CREATED)
    prepare(
        (said[FactGroupCode.HOURS].get("opening_hours", "") for said in new if FactGroupCode.HOURS in said),
        watch.prepared,
    )
    with transaction.atomic():
        version.bump()
        if version.current() != seen + 1:
            decisions = decide(rows, request.origin, request.choices)
        _create(decisions, request, watch.created)
        for decision in decisions:
            if decision.place is not None and decision.changes:
                _update(decision, request)
        return _kept(decisions, keep)


def _create(decisions: Sequence[Decision], request: Request, progress: Progress | None) -> None:
    new = [decision for decision in decisions if decision.outcome == Outcome.CREATED]
    made = create_places([decision.row for decision in new], request.origin, request.author, progress)
    for decision in new:
        decision.place_pk = made[decision.row.number]


def _update(decision: Decision, request: Request) -> None:
    """Write one line in a savepoint: what an action refuses leaves the others alone, and is said."""
    row, origin, place = decision.row, request.origin, decision.place
    date = row.updated_on or origin.source_date
    assert place is not None  # the caller's condition
    try:
        with transaction.atomic():
            for code, values in decision.writes.items():
                reason = _("import, ligne %(n)d") % {"n": row.number}
                update_group(
                    place, code, values, author=request.author, source=origin.source, source_date=date, reason=reason
                )
            if decision.attach:
                ExternalId.objects.create(place=place, source=origin.source, value=row.identifier, seen_on=date)
    except ValidationError as error:
        decision.outcome, decision.writes = Outcome.REFUSED, {}
        row.refusals += remarks_of(error, {name: value for said in row.groups.values() for name, value in said.items()})

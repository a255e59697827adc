"""The two works of the worker: try a file, write it. A second run of either changes nothing more."""

import time
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core.authors import Author, AuthorKind
from solozere.core.jobs import job
from solozere.places.imports.deciding import Choices, Decision, Origin, Outcome
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.mapping import from_data
from solozere.places.imports.reading import read_table
from solozere.places.imports.running import Progress, Request, applied, tried
from solozere.places.models import PlaceImport, PlaceImportLine

BATCH = 500
State = PlaceImport.State
Run = Callable[[Request, Progress], list[Decision]]


@job(attempts=2)
def try_import(pk: int) -> str:
    """Say what would become of each line of an import; no place is touched."""
    return _run(pk, State.READING, State.TRIED, tried)


@job(attempts=2)
def apply_import(pk: int) -> str:
    """Write an import, all or nothing, with the choices made on its lines."""
    return _run(pk, State.WRITING, State.APPLIED, applied)


def _run(pk: int, during: str, after: str, work: Run) -> str:
    rows = PlaceImport.objects.filter(pk=pk)
    batch = rows.first()
    if batch is None:  # deleted since it was asked for
        return "gone"
    start = time.monotonic()
    rows.update(state=during, done=0, problem="")

    def progress(done: int, total: int) -> None:
        rows.update(done=done, total=total)

    try:
        decisions = work(request_of(batch), progress)
    except ImportFileError as error:
        rows.update(state=State.FAILED, problem=str(error), finished_at=timezone.now())
        return "refused"
    except Exception:
        words = _(
            "L’import s’est arrêté\u00a0: rien n’a été écrit. Réessayez\u00a0; si cela recommence, prévenez-nous."
        )
        rows.update(state=State.FAILED, problem=words, finished_at=timezone.now())
        raise
    with transaction.atomic():
        keep_lines(batch, decisions)
        rows.update(
            state=after,
            done=len(decisions),
            total=len(decisions),
            seconds=round(time.monotonic() - start, 1),
            finished_at=timezone.now(),
        )
    return f"{len(decisions)} lines"


def request_of(batch: PlaceImport) -> Request:
    """What an import asks, from what is kept of it. Raises ImportFileError."""
    return Request(
        table=read_table(bytes(batch.content)),
        mapping=from_data(batch.mapping),
        origin=Origin(batch.source, batch.source_date),
        author=Author(AuthorKind(batch.author_kind), batch.author_name, batch.author_id),
        choices=choices_of(batch),
    )


def choices_of(batch: PlaceImport) -> Choices:
    """Line → what was chosen about it."""
    return dict(batch.lines.exclude(choices={}).values_list("number", "choices"))


def keep_lines(batch: PlaceImport, decisions: Sequence[Decision]) -> None:
    """Write the report of the lines instead of the former one; choices about what is still asked are kept."""
    chosen = choices_of(batch)
    asked = {Outcome.CONFLICT, Outcome.DUPLICATE}
    batch.lines.all().delete()
    PlaceImportLine.objects.bulk_create(
        (
            PlaceImportLine(
                batch=batch,
                number=decision.row.number,
                outcome=decision.outcome,
                title=decision.row.title or decision.row.name,
                place_id=decision.place_pk,
                remarked=bool(decision.row.remarks),
                details=decision.details(),
                choices=chosen.get(decision.row.number, {}) if decision.outcome in asked else {},
            )
            for decision in decisions
        ),
        batch_size=BATCH,
    )

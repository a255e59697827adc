"""The two works of the worker: try a file, write it. A second run of either changes nothing more."""

import time
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from solozere.core.authors import Author, AuthorKind
from solozere.core.jobs import job
from solozere.places.imports.deciding import Choices, Decision, Origin
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.mapping import from_data
from solozere.places.imports.parsed import Progress
from solozere.places.imports.reading import read_table
from solozere.places.imports.running import Keep, Request, applied, tried
from solozere.places.imports.steps import State, Turn, take
from solozere.places.models import PlaceImport, PlaceImportLine

BATCH = 500
Run = Callable[[Request, Progress, Keep], list[Decision]]


class Overtaken(Exception):
    """The import was taken up by somebody else meanwhile: what was done of it is undone."""


@job(attempts=2)
def try_import(pk: int) -> str:
    """Say what would become of each line of an import; no place is touched. Choices are kept for when it is written."""
    turn = take(pk, asked=(State.WAITING, State.READING), state=State.READING)
    return _run(turn, State.TRIED, tried)


@job(attempts=2)
def apply_import(pk: int) -> str:
    """Write an import, all or nothing, with the choices made on its lines."""
    return _run(take(pk, asked=(State.WRITING,), state=State.WRITING), State.APPLIED, applied)


def _run(turn: Turn | None, after: str, work: Run) -> str:
    batch = PlaceImport.objects.filter(pk=turn.pk).first() if turn else None
    if turn is None or batch is None:  # deleted, done or taken up since it was asked for
        return "gone"
    start, written = time.monotonic(), after == State.APPLIED

    def keep(decisions: Sequence[Decision]) -> None:
        count = len(decisions)
        seconds = round(time.monotonic() - start, 1)
        if not turn.end(after, done=count, total=count, seconds=seconds, headers=list(request.table.headers)):
            raise Overtaken
        keep_lines(batch, decisions, written=written)

    try:
        request = request_of(batch, choices_of(batch) if written else {})
        return f"{len(work(request, turn.progress, keep))} lines"
    except Overtaken:
        return "overtaken"
    except ImportFileError as error:
        turn.end(State.FAILED, problem=str(error))
        return "refused"
    except Exception:
        words = _(
            "L’import s’est arrêté\u00a0: rien n’a été écrit. Réessayez\u00a0; si cela recommence, prévenez-nous."
        )
        turn.end(State.FAILED, problem=words)
        raise


def request_of(batch: PlaceImport, choices: Choices) -> Request:
    """What an import asks, from what is kept of it. Raises ImportFileError."""
    mapping = from_data(batch.mapping)
    return Request(
        table=read_table(bytes(batch.content), mapping.columns),
        mapping=mapping,
        origin=Origin(batch.source, batch.source_date),
        author=Author(AuthorKind(batch.author_kind), batch.author_name, batch.author_id),
        choices=choices,
    )


def choices_of(batch: PlaceImport) -> Choices:
    """Line → what was chosen about it."""
    return dict(batch.lines.exclude(choices={}).values_list("number", "choices"))


def keep_lines(batch: PlaceImport, decisions: Sequence[Decision], *, written: bool) -> None:
    """Write the report of the lines instead of the former one. Choices stay until they are written: a choice about what has
    changed since counts for nothing."""
    chosen = {} if written else choices_of(batch)
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
                choices=chosen.get(decision.row.number, {}),
            )
            for decision in decisions
        ),
        batch_size=BATCH,
    )

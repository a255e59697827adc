"""The worker's journal: one row an attempt, and a line in the log."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from solozere.core.models import JobRun

logger = logging.getLogger("solozere.jobs")
LINE_LENGTH = 300


@dataclass
class Attempt:
    """What the body of `recorded` fills in: a `line` of result, or the `error` that ended it."""

    line: str = ""
    error: BaseException | None = None


def error_line(error: BaseException) -> str:
    """An exception in one line: its class and its message."""
    return f"{type(error).__name__}: {error}".replace("\n", " ")[:LINE_LENGTH]


@contextmanager
def recorded(name: str, attempt: int) -> Iterator[Attempt]:
    """Time the body and write its row. An Exception of the body is kept in `error` and logged, not raised again."""
    found, started, clock = Attempt(), timezone.now(), time.monotonic()
    try:
        yield found
    except Exception as error:
        found.error = error
    line = found.line if found.error is None else error_line(found.error)
    JobRun.objects.create(
        name=name,
        attempt=attempt,
        started_at=started,
        seconds=round(time.monotonic() - clock, 3),
        succeeded=found.error is None,
        line=line[:LINE_LENGTH],
    )
    if found.error is not None:
        logger.error("%s failed (attempt %s): %s", name, attempt, line, exc_info=found.error)
    else:
        logger.info("%s: %s", name, line or "done")

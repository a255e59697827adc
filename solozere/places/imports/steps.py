"""Where an import is: each step is one conditional write, so that nothing runs twice and nothing stays at work for ever."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from solozere.places.models import PlaceImport

State = PlaceImport.State
BUSY = (State.WAITING, State.READING, State.WRITING)
STALE_AFTER = timedelta(minutes=30)
"""An import at work for longer has lost its worker: a file of 20 000 lines takes minutes."""


def is_stale(batch: PlaceImport) -> bool:
    """Is it at work for so long that nobody works on it any more?"""
    since = batch.started_at
    return batch.state in BUSY and (since is None or since < timezone.now() - STALE_AFTER)


def ask_try(pk: int, **changes: Any) -> bool:
    """Have an import wait for its try, with these changes; False where one is asked for already."""
    return _asked(pk, ~Q(state__in=BUSY) | _stale(), State.WAITING, changes)


def ask_write(pk: int) -> bool:
    """Have an import wait to be written; False where it was not tried, or is at work."""
    ready = Q(state__in=[State.TRIED, State.APPLIED]) | Q(state=State.WRITING) & _stale()
    return _asked(pk, ready, State.WRITING, {})


def _stale() -> Q:
    return Q(started_at=None) | Q(started_at__lt=timezone.now() - STALE_AFTER)


def _asked(pk: int, ready: Q, state: str, changes: dict[str, Any]) -> bool:
    rows = PlaceImport.objects.filter(ready, pk=pk)
    return bool(rows.update(state=state, started_at=timezone.now(), done=0, problem="", **changes))


@dataclass(frozen=True)
class Turn:
    """A worker's turn on an import; it is over as soon as another one takes it."""

    pk: int
    state: str
    since: datetime

    @property
    def _rows(self) -> "QuerySet[PlaceImport]":
        return PlaceImport.objects.filter(pk=self.pk, state=self.state, started_at=self.since)

    def progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._rows.update(done=done, total=total)

    def end(self, state: str, **said: Any) -> bool:
        """Leave the import in that state; False, and nothing is written, where the turn was over."""
        return bool(self._rows.update(state=state, finished_at=timezone.now(), **said))


def take(pk: int, *, asked: tuple[str, ...], state: str) -> Turn | None:
    """Take an import that is in one of the states `asked`, to work on it in `state`; None where it is in none of them."""
    now = timezone.now()
    rows = PlaceImport.objects.filter(pk=pk, state__in=asked)
    return Turn(pk, state, now) if rows.update(state=state, started_at=now, done=0, problem="") else None

"""Runs the jobs of `core.registries.periodic` when they are due, one worker at a time, whatever restarts in between."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from solozere.core.jobs.journal import recorded
from solozere.core.models import PeriodicState
from solozere.core.registries import Periodic, periodic

HOLD = timedelta(minutes=30)
"""How long a worker may keep a job: past that it is taken for dead and another one may start the job."""
FIRST_RETRY = timedelta(minutes=1)


def run_due(holder: str, *, keep_on: Callable[[], bool] = lambda: True) -> int:
    """Run each job that is due, unless another worker holds it; returns how many ran. `keep_on()` False ends between two."""
    ran = 0
    for name in periodic.names():
        if not keep_on():
            break
        if _claim(name, holder, timezone.now()):
            _run(name, periodic[name], holder)
            ran += 1
    return ran


def _claim(name: str, holder: str, now: datetime) -> bool:
    """Take the job if it is due: one UPDATE, so that of two workers one gets it, on both databases."""
    due = PeriodicState.objects.filter(name=name, next_at__lte=now)
    free = due.filter(Q(held_until=None) | Q(held_until__lt=now))
    if free.update(held_until=now + HOLD, holder=holder):
        return True
    if PeriodicState.objects.filter(name=name).exists():
        return False
    PeriodicState.objects.bulk_create([PeriodicState(name=name, next_at=now)], ignore_conflicts=True)
    return bool(free.update(held_until=now + HOLD, holder=holder))


def _run(name: str, job: Periodic, holder: str) -> None:
    state = PeriodicState.objects.get(name=name)
    with recorded(f"periodic.{name}", state.failures + 1) as attempt:
        attempt.line = job.run() or ""
    failures = 0 if attempt.error is None else state.failures + 1
    PeriodicState.objects.filter(name=name, holder=holder).update(
        next_at=timezone.now() + _wait(job, failures), held_until=None, holder="", failures=failures
    )


def _wait(job: Periodic, failures: int) -> timedelta:
    """The job's own period; after a failure one minute, then twice as long each time, never more than the period."""
    period = timedelta(minutes=job.every_minutes)
    if not failures:
        return period
    return min(period, FIRST_RETRY * 2 ** min(failures - 1, 12))

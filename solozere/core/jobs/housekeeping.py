"""Periodic jobs of the core: expired sessions, jobs whose worker died, the journal itself."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from solozere.core.jobs.queue import put_back
from solozere.core.models import JobRun

KEPT = timedelta(days=30)
LOST_AFTER = timedelta(hours=1)
"""A queued job that runs for longer is taken for lost: its worker was killed in the middle of it."""


def clear_sessions() -> str | None:
    """Delete the sessions that have expired."""
    engine: Any = import_module(settings.SESSION_ENGINE)
    engine.SessionStore.clear_expired()
    return None


def take_back_lost_jobs() -> str | None:
    """Put back, or mark as failed, the jobs that a dead worker left running."""
    lost = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LOST_AFTER
    ).order_by("pk")
    counts = {True: 0, False: 0}
    for result in lost:
        again = put_back(result)
        if not again:
            result.set_failed(TimeoutError("its worker was lost"))
        counts[again] += 1
    return f"{counts[True]} put back, {counts[False]} given up" if any(counts.values()) else None


def clear_journal() -> str | None:
    """Delete what the journal and the queue keep of work finished thirty days ago."""
    limit = timezone.now() - KEPT
    rows, _ = JobRun.objects.filter(started_at__lt=limit).delete()
    done, _ = DBTaskResult.objects.finished().filter(finished_at__lt=limit).delete()
    return f"{rows} runs and {done} queued jobs deleted" if rows or done else None

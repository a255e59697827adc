"""Runs the queued jobs: django-tasks-db's worker, with another attempt after a failure."""

from typing import Any

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from solozere.core.jobs import policy_of
from solozere.core.jobs.journal import recorded


class JobFailed(Exception):
    """A queued job raised: the text says what."""


class Queue(Worker):
    """Empties the queue and returns, so that the worker's loop can look at the periodic jobs in between."""

    def __init__(self, worker_id: str) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0.2,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )

    def stop(self) -> None:
        """Finish the running job, then return."""
        self.running = False

    def run_task(self, db_task_result: "DBTaskResult[Any, Any]") -> None:
        """Run one job, write it in the journal and, where its policy allows, put it back for later."""
        attempt_number = len(db_task_result.worker_ids)
        with recorded(db_task_result.task_path, attempt_number) as attempt:
            super().run_task(db_task_result)
            if db_task_result.status == TaskResultStatus.FAILED:
                raise _failure(db_task_result.traceback)
        if attempt.error is not None:
            put_back(db_task_result)


def put_back(result: "DBTaskResult[Any, Any]") -> bool:
    """Make a failed or lost job ready again after its delay; False, the job stays failed, when its attempts are spent."""
    try:
        delay = policy_of(result.task).delay_after(len(result.worker_ids))
    except (ImportError, AttributeError):  # the code of the job is gone: nothing can run it
        delay = None
    if delay is None:
        return False
    result.status = TaskResultStatus.READY
    result.run_after = timezone.now() + delay
    result.save(update_fields=["status", "run_after"])
    return True


def _failure(traceback: str) -> JobFailed:
    """The last line of the traceback, which says what; the whole of it is for the log only."""
    error = JobFailed((traceback.strip().splitlines() or ["unknown error"])[-1])
    error.add_note(traceback)
    return error

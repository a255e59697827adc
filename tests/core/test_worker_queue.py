"""Queued jobs run, and run again after a failure, as often as they say."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from solozere.core.jobs import RetryPolicy, housekeeping, job
from solozere.core.jobs.queue import Queue
from solozere.core.models import JobRun
from solozere.core.registries import periodic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue_in_the_database")]
done: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_done():
    done.clear()


@job()
def write(text: str) -> str:
    """Succeeds."""
    done.append(text)
    return text


@job(attempts=3, first_delay_s=30)
def fail(text: str) -> None:
    """Always fails."""
    done.append(text)
    raise ConnectionError(f"{text} refused")


@task()
def fail_once_and_for_all() -> None:
    """A task that says nothing about being run again."""
    done.append("x")
    raise ValueError


def test_a_job_runs_once_with_its_arguments():
    write.enqueue("bonjour")
    Queue("one").run()
    Queue("two").run()
    assert done == ["bonjour"]
    assert JobRun.objects.get().succeeded
    assert DBTaskResult.objects.get().return_value == "bonjour"


def test_a_job_that_fails_waits_longer_each_time_then_stays_failed(caplog):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        fail.enqueue("server")
        Queue("one").run()
        Queue("one").run()
        assert done == ["server"], "the second attempt came too early"
        clock.shift(timedelta(seconds=30))
        Queue("one").run()
        clock.shift(timedelta(seconds=59))
        Queue("one").run()
        assert len(done) == 2, "the third attempt came too early"
        clock.shift(timedelta(seconds=1))
        Queue("one").run()
        clock.shift(timedelta(days=30))
        Queue("one").run()
    assert len(done) == 3
    assert list(JobRun.objects.order_by("pk").values_list("attempt", "succeeded")) == [
        (1, False),
        (2, False),
        (3, False),
    ]
    assert JobRun.objects.latest("pk").line == "JobFailed: ConnectionError: server refused"
    assert DBTaskResult.objects.get().status == "FAILED"
    assert "ConnectionError: server refused" in caplog.text


def test_a_task_without_a_policy_is_tried_once():
    fail_once_and_for_all.enqueue()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        Queue("one").run()
        Queue("one").run()
    assert done == ["x"]


def test_a_job_whose_code_is_gone_fails_without_stopping_the_queue():
    write.enqueue("first")
    write.enqueue("second")
    DBTaskResult.objects.filter(args_kwargs__args=["first"]).update(task_path="solozere.gone.job")
    Queue("one").run()
    assert done == ["second"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "SUCCESSFUL"}


def test_a_queue_told_to_stop_takes_no_further_job():
    write.enqueue("later")
    queue = Queue("one")
    queue.stop()
    queue.run()
    assert done == []


def test_what_a_dead_worker_left_running_is_put_back():
    write.enqueue("lost")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now() - timedelta(hours=2), worker_ids=["dead"])
    assert housekeeping.take_back_lost_jobs() == "1 put back, 0 given up"
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        Queue("two").run()
    assert done == ["lost"]


def test_a_job_lost_too_often_is_given_up():
    fail.enqueue("lost")
    started = timezone.now() - timedelta(hours=2)
    DBTaskResult.objects.update(status="RUNNING", started_at=started, worker_ids=["a", "b", "c"])
    assert housekeeping.take_back_lost_jobs() == "0 put back, 1 given up"
    assert DBTaskResult.objects.get().status == "FAILED"
    assert housekeeping.take_back_lost_jobs() is None


def test_a_job_still_running_is_left_alone():
    write.enqueue("long")
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now(), worker_ids=["alive"])
    assert housekeeping.take_back_lost_jobs() is None


def test_the_journal_forgets_after_thirty_days():
    write.enqueue("old")
    Queue("one").run()
    assert housekeeping.clear_journal() is None
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert housekeeping.clear_journal() == "1 runs and 1 queued jobs deleted"
    assert not JobRun.objects.exists()


def test_expired_sessions_are_deleted_by_a_registered_job():
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(days=1))
    periodic["sessions"].run()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_the_command_does_what_is_queued_and_ends_with_once():
    write.enqueue("by the command")
    call_command("worker", "--once")
    assert done == ["by the command"]
    assert JobRun.objects.filter(name="periodic.sessions").exists()


@pytest.mark.parametrize(("failures", "seconds"), [(1, 10), (2, 20), (3, 40), (4, None), (5, None)])
def test_a_policy_doubles_its_delay_until_its_attempts_are_spent(failures, seconds):
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert RetryPolicy(attempts=4, first_delay_s=10).delay_after(failures) == expected


def test_a_job_without_attempt_is_refused():
    with pytest.raises(ValueError, match="at least one attempt"):
        job(attempts=0)

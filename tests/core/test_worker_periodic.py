"""Periodic jobs run when they are due, once, whatever restarts and whoever else works."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from solozere.core.jobs import periodic as engine
from solozere.core.jobs.loop import Loop
from solozere.core.models import JobRun, PeriodicState
from solozere.core.registries import Periodic, Registry

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def registry(monkeypatch):
    """An empty registry of periodic jobs."""
    empty = Registry("periodic job")
    monkeypatch.setattr(engine, "periodic", empty)
    return empty


@pytest.fixture
def calls(registry):
    """The times at which the job « hourly » ran."""
    found = []

    def run():
        found.append(datetime.now(UTC))
        return "three rows"

    registry.register("hourly", Periodic(every_minutes=60, run=run))
    return found


@pytest.mark.django_db
def test_a_job_that_never_ran_is_due_at_once_and_written_in_the_journal(calls):
    assert engine.run_due("one") == 1
    assert len(calls) == 1
    row = JobRun.objects.get()
    assert (row.name, row.succeeded, row.line, row.attempt) == ("periodic.hourly", True, "three rows", 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "times"), [(1, 1), (59, 1), (60, 2), (60 * 24, 2)])
def test_a_restarted_worker_runs_a_job_again_only_when_it_is_due(calls, minutes, times):
    with time_machine.travel(NOON, tick=False):
        engine.run_due("before the restart")
    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
        engine.run_due("after the restart")
    assert len(calls) == times


@pytest.mark.django_db
def test_a_job_held_by_another_worker_is_left_to_it(calls):
    with time_machine.travel(NOON, tick=False):
        PeriodicState.objects.create(
            name="hourly", next_at=NOON, holder="another", held_until=NOON + timedelta(minutes=5)
        )
        assert engine.run_due("one") == 0
    with time_machine.travel(NOON + timedelta(minutes=6), tick=False):
        assert engine.run_due("one") == 1
    assert len(calls) == 1


@pytest.mark.django_db
def test_a_failing_job_does_not_stop_the_others_and_is_tried_again_later_and_later(registry, caplog):
    def fail():
        raise OSError("no space left")

    registry.register("broken", Periodic(every_minutes=60, run=fail), order=1)
    registry.register("sound", Periodic(every_minutes=60, run=lambda: None), order=2)
    now, waits = NOON, []
    for _ in range(8):
        with time_machine.travel(now, tick=False):
            engine.run_due("one")
            next_at = PeriodicState.objects.get(name="broken").next_at
        waits.append((next_at - now).total_seconds() / 60)
        now = next_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert JobRun.objects.filter(name="periodic.sound", succeeded=True).count() == 3
    last = JobRun.objects.filter(name="periodic.broken").latest("pk")
    assert (last.succeeded, last.line, last.attempt) == (False, "OSError: no space left", 8)
    assert "periodic.broken failed" in caplog.text


@pytest.mark.django_db
def test_success_after_failures_brings_the_ordinary_pace_back(registry):
    outcomes = iter([ValueError("once"), None])

    def run():
        if error := next(outcomes):
            raise error

    registry.register("shaky", Periodic(every_minutes=60, run=run))
    with time_machine.travel(NOON, tick=False):
        engine.run_due("one")
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        engine.run_due("one")
    state = PeriodicState.objects.get()
    assert (state.failures, state.next_at, state.holder) == (0, NOON + timedelta(minutes=61), "")


@pytest.mark.django_db
def test_a_worker_told_to_stop_starts_no_further_job(calls):
    assert engine.run_due("one", keep_on=lambda: False) == 0
    assert calls == []


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_of_several_workers_at_once_one_runs_the_job(calls):
    barrier = threading.Barrier(4)

    def work(name):
        try:
            barrier.wait(10)
            engine.run_due(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[f"worker {number}"]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(calls) == 1
    assert JobRun.objects.count() == 1


@pytest.mark.django_db
def test_the_loop_runs_what_is_due(calls, worker_in_this_transaction):
    Loop(pause_s=0).once()
    assert len(calls) == 1

"""Work done by the worker: queued jobs (`@job`, then `.enqueue(…)`) and periodic jobs (`core.registries.periodic`).

A queued job may run twice when a machine dies in the middle of it: write it so that a second run changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec, TypeVar, cast

from django_tasks import task
from django_tasks.base import Task

P = ParamSpec("P")
T = TypeVar("T")
_POLICY = "_retry_policy"


@dataclass(frozen=True)
class RetryPolicy:
    """How often a queued job is tried, and how long it waits: `first_delay_s` seconds, twice as long at each failure."""

    attempts: int = 5
    first_delay_s: int = 30

    def delay_after(self, failures: int) -> timedelta | None:
        """How long to wait after that many failures; None when it was the last attempt."""
        if failures >= self.attempts:
            return None
        return timedelta(seconds=self.first_delay_s * 2 ** (failures - 1))


ONCE = RetryPolicy(attempts=1)
"""What a task has that was not declared with `@job`: it says nothing about being run twice."""


def job(*, attempts: int = 5, first_delay_s: int = 30) -> Callable[[Callable[P, T]], "Task[P, T]"]:
    """Declare a module's function as a queued job; arguments and result must be JSON. Raises ValueError without attempt.

    @job(attempts=4)
    def send(mail_id: int) -> None: …

    send.enqueue(mail.pk)
    """
    if attempts < 1:
        raise ValueError("a job needs at least one attempt")

    def declared(function: Callable[P, T]) -> "Task[P, T]":
        setattr(function, _POLICY, RetryPolicy(attempts, first_delay_s))
        return cast("Task[P, T]", task()(function))

    return declared


def policy_of(declared: Any) -> RetryPolicy:
    """The retry policy of a task: `ONCE` when it was not declared with `@job`."""
    return cast(RetryPolicy, getattr(declared.func, _POLICY, ONCE))

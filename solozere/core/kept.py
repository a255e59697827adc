"""What every request needs and seldom changes, kept by each process under the version of what it was made from."""

from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import connection
from django.utils.translation import get_language

T = TypeVar("T")
_forgetters: list[Callable[[], None]] = []


class Kept(Generic[T]):
    """One value that `make` reads from the database, for the last version asked for, in each language.

    Threads share it: nobody may change it. Nothing is kept of what is read inside a transaction, which may be undone.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: dict[tuple[int, str | None], T] = {}
        on_forgetting(self.forget)

    def at(self, version: int) -> T:
        """The value under `version`: read once, then from memory."""
        key = (version, get_language())
        values = self._values
        if key in values:
            return values[key]
        value = self._make()
        if not connection.in_atomic_block:
            self._values = {other: kept for other, kept in values.items() if other[0] == version} | {key: value}
        return value

    def forget(self) -> None:
        """Start again from nothing."""
        self._values = {}


def forget_all() -> None:
    """Forget every value of the process: another database is behind it, as in tests."""
    for forget in _forgetters:
        forget()


def on_forgetting(forget: Callable[[], None]) -> None:
    """`forget` empties some memory of the process: call it where `forget_all` is."""
    _forgetters.append(forget)

"""A territory pack: a folder of TOML, CSV and GeoJSON files read by sections that the apps register.

The engine (`territory.loading`) only iterates over `registries.pack_sections`. Every problem carries its file and line.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from solozere.core.authors import Author
from solozere.core.packfiles import Pack, Problem, Row, TomlFile, fingerprint

__all__ = [
    "BulkCounts",
    "BulkSection",
    "NewPack",
    "Pack",
    "Problem",
    "Row",
    "RowSection",
    "Section",
    "TomlFile",
    "fingerprint",
    "loading_as",
    "loading_author",
]

_author: ContextVar[Author | None] = ContextVar("pack_author", default=None)


@contextmanager
def loading_as(author: Author) -> Iterator[None]:
    """Within it, `loading_author()` is `author`."""
    token = _author.set(author)
    try:
        yield
    finally:
        _author.reset(token)


def loading_author() -> Author:
    """Who loads the pack, for the histories that `write` records; the system outside of a load."""
    return _author.get() or Author.system("pack")


@dataclass(frozen=True)
class NewPack:
    """What `new_territory` knows of the département when it asks each section for its starting files."""

    code: str
    name: str
    region: str
    capital_code: str
    capital_name: str
    time_zone: str
    extent: tuple[float, float, float, float]


class Section(ABC):
    """A part of the pack: reads and checks its rows. Subclass RowSection (editable on the site) or BulkSection (reference data)."""

    name: ClassVar[str]
    label: ClassVar[str]
    """French plural shown in reports: « organisations », « lieux »."""

    @abstractmethod
    def read(self, pack: Pack) -> list[Row]:
        """Parse the section's files; record problems on `pack` and return the rows that are right."""

    def check(self, pack: Pack, rows: list[Row]) -> None:
        """Cross-check with sections of lower order (`pack.keys`, `pack.rows`); record problems on `pack`."""
        return

    def starter(self, new: NewPack) -> dict[str, str]:
        """Files (relative path → text) that a new territory starts with; none by default."""
        return {}


class RowSection(Section):
    """Rows that people may edit on the site afterwards: the engine compares `state` before it overwrites anything."""

    @abstractmethod
    def find(self, key: str) -> models.Model | None:
        """The object loaded under `key`, if it exists."""

    @abstractmethod
    def write(self, row: Row, existing: models.Model | None) -> models.Model:
        """Create the object or bring it to what the row says; runs inside the load's transaction."""

    @abstractmethod
    def state(self, obj: Any) -> Any:
        """JSON-like value of all that `write` sets, read back from the database: differs when somebody edited it."""


@dataclass(frozen=True)
class BulkCounts:
    """What a bulk load did, in rows. `kept`: what left the pack but stays, with the reason, as French sentences."""

    created: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = ()


class BulkSection(Section):
    """Reference data that nobody edits on the site: brought in step as a whole, and only when its rows changed."""

    edition: ClassVar[int] = 1
    """Raise it when `replace` makes something else of the same rows, so that bases already loaded follow."""

    @abstractmethod
    def replace(self, rows: list[Row]) -> BulkCounts:
        """Create and update what `rows` say, in bulk queries; also delete what they no longer say, unless `prune` does."""

    def prune(self, rows: list[Row]) -> BulkCounts:
        """Delete what `rows` no longer say; called in reverse order, once what points here is in step. Counts are added."""
        return BulkCounts()

    def version(self, rows: list[Row]) -> str:
        """Fingerprint of `rows`: the same as at the last load means nothing to do. Override where hashing rows is slow."""
        return fingerprint([(row.key, row.hash) for row in rows])

"""The versions of the charter that every place's page judges by, read once by each process."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from solozere.charter.models import CharterVersion
from solozere.charter.rules import Charter
from solozere.core.kept import Kept


@dataclass(frozen=True)
class KeptVersion:
    """A version with its criteria, read when they are first asked for; raises CharterError if they were tampered with."""

    version: CharterVersion

    @cached_property
    def charter(self) -> Charter:
        """The criteria, in the language of the reader for whom they were kept."""
        return self.version.charter()

    def in_force(self, on: date) -> bool:
        """On the day `on`?"""
        return self.version.state_on(on) == "current"


def _read() -> dict[int, KeptVersion]:
    return {version.pk: KeptVersion(version) for version in CharterVersion.objects.all()}


kept = Kept(_read)


def versions(number: int) -> dict[int, KeptVersion]:
    """Every version by primary key, the latest first, at a version of the places: loading a charter makes another."""
    return kept.at(number)

"""A line read: its facts by group, what refuses it, what was left out of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from solozere.core.geo import Point
from solozere.places.enums import FactGroupCode
from solozere.places.imports.communes import Town
from solozere.places.imports.fields import label_of

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""
NAME_LENGTH = 200
"""Characters of a name, or of an answer that a remark repeats."""


@dataclass(frozen=True)
class Remark:
    """What is wrong with one answer, in French: its field, what was written, why it cannot be kept, what would be right."""

    field: str
    value: str
    message: str
    right: str = ""

    def as_json(self) -> dict[str, str]:
        """As a report keeps it."""
        words = {"field": label_of(self.field), "value": self.value}
        return {**words, "message": self.message, "right": self.right, "kind": self.field}


@dataclass
class ParsedRow:
    """A line read. `groups`: code of a group of facts → values by name. With `refusals` no place can be made of it;
    `remarks` say what was left out of it. `aliases`: other identifiers by which an earlier import may have named it."""

    number: int
    title: str = ""
    identifier: str = ""
    aliases: tuple[str, ...] = ()
    updated_on: str = ""
    town: Town | None = None
    point: Point | None = None
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    refusals: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the place; "" where the line has none."""
        return str(self.groups.get(FactGroupCode.IDENTITY, {}).get("name", ""))

    @property
    def stands_at(self) -> Point | None:
        """Its own point, else its commune's."""
        return self.point or (self.town.point if self.town else None)

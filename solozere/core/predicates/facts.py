"""What rules are judged by, and what they answer."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

Value = bool | int | float | str


class Verdict(StrEnum):
    """What a rule says of the facts at hand."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Fact:
    """Something declared: `value` None where it is not known; `text` says it in French; who confirmed it and when."""

    name: str
    value: Value | None
    text: str = ""
    source: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """The fact as a decision keeps it, without `confirmed_by`: the name stands in the place's own journal only,
        where the erasure of a person replaces it."""
        kept = asdict(self)
        del kept["confirmed_by"]
        kept["confirmed_on"] = self.confirmed_on.isoformat() if self.confirmed_on else None
        return kept

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Fact":
        """The fact that `as_json` wrote."""
        day = kept.get("confirmed_on")
        return cls(
            name=kept["name"],
            value=kept.get("value"),
            text=kept.get("text", ""),
            source=kept.get("source", ""),
            confirmed_on=date.fromisoformat(day) if day else None,
        )

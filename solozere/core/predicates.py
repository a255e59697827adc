"""Rules as data: typed predicates over declared facts, three-valued, each verdict with the facts it used.

Shared by the charter and the aids; knows nothing of either.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a rule says of the facts at hand."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Fact:
    """Something declared: `value` None where it is not known; `text` says it in French; who confirmed it and when."""

    name: str
    value: bool | int | float | str | None
    text: str = ""
    source: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None

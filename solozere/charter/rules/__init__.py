"""The charter as data: its definition, and what it says of a place's facts. Pure: no database, the date is an argument."""

from solozere.charter.rules.assessing import NotInForce, assess
from solozere.charter.rules.assessment import Assessment, CriterionResult, LabelResult
from solozere.charter.rules.definition import Charter, Criterion, LabelDefinition, Sentence
from solozere.charter.rules.parsing import CharterError, charter_of, read_charter
from solozere.charter.rules.reading import Fault

__all__ = [
    "Assessment",
    "Charter",
    "CharterError",
    "Criterion",
    "CriterionResult",
    "Fault",
    "LabelDefinition",
    "LabelResult",
    "NotInForce",
    "Sentence",
    "assess",
    "charter_of",
    "read_charter",
]

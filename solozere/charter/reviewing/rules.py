"""Which facts count once somebody looked: those of criteria found met, and never more than the charter gives. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from solozere.charter.enums import CheckVerdict
from solozere.charter.rules import Assessment, Charter, CriterionResult, LabelResult, assess
from solozere.core.predicates import Fact, Facts, Verdict, Words

Checks = Mapping[str, str]
"""Criterion → what was found of it; a criterion that is absent was not looked at."""


@dataclass(frozen=True)
class Tally:
    """How far a label is: of `required` criteria that count, how many were `found` met, and are by the facts too."""

    code: str
    name: str
    tone: str
    required: int
    found: int
    reached: bool


def verified_facts(facts: Facts, charter: Charter, checks: Checks) -> dict[str, Fact]:
    """The facts that a criterion found met looks at; the others were not verified, hence do not count."""
    named = {name for criterion in charter.criteria if _met(checks, criterion.id) for name in criterion.when.names()}
    return {name: fact for name, fact in facts.items() if name in named}


def verified(facts: Facts, charter: Charter, checks: Checks, on: date, words: Words | None = None) -> Assessment:
    """What the charter says of the verified facts alone, a criterion that was not found met counting for none of its labels.

    Never more than `assess` gives on all the facts: a criterion found met counts only where the facts say so too. Raises
    NotInForce.
    """
    return limited(assess(verified_facts(facts, charter, checks), charter, on, words), charter, checks)


def limited(assessment: Assessment, charter: Charter, checks: Checks) -> Assessment:
    """`assessment` without what the facts say of criteria that were not found met: two criteria may rest on one fact."""
    criteria = tuple(_limited(criterion, checks) for criterion in assessment.criteria)
    labels = tuple(_label(label, criteria) for label in assessment.labels)
    ranks = {label.code: label.rank for label in charter.labels}
    reached = sorted((label.code for label in labels if label.reached), key=lambda code: ranks[code])
    return replace(assessment, criteria=criteria, labels=labels, borne=reached[0] if reached else None)


def grantable(assessment: Assessment, charter: Charter) -> tuple[str, ...]:
    """The labels that may be granted, the one that the rules give first."""
    ranks = {label.code: label.rank for label in charter.labels}
    reached = [label.code for label in assessment.labels if label.reached]
    return tuple(sorted(reached, key=lambda code: ranks[code]))


def tallies(assessment: Assessment) -> tuple[Tally, ...]:
    """One a label, in the order of the charter."""
    return tuple(
        Tally(label.code, label.name, label.tone, label.required, label.met, label.reached)
        for label in assessment.labels
    )


def _met(checks: Checks, criterion: str) -> bool:
    return checks.get(criterion) == CheckVerdict.MET


def _limited(criterion: CriterionResult, checks: Checks) -> CriterionResult:
    found = checks.get(criterion.id)
    if found == CheckVerdict.MET:
        return criterion
    return replace(criterion, verdict=Verdict.NOT_MET if found == CheckVerdict.NOT_MET else Verdict.UNKNOWN)


def _label(label: LabelResult, criteria: tuple[CriterionResult, ...]) -> LabelResult:
    counted = [criterion for criterion in criteria if label.code in criterion.labels and criterion.counts]
    unmet = tuple(criterion.id for criterion in counted if criterion.verdict == Verdict.NOT_MET)
    unknown = tuple(criterion.id for criterion in counted if criterion.verdict == Verdict.UNKNOWN)
    verdict = Verdict.NOT_MET if unmet else Verdict.UNKNOWN if unknown else Verdict.MET
    return replace(label, verdict=verdict, unmet=unmet, unknown=unknown)

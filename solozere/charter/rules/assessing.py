"""Judging a place's facts by a version of the charter."""

from datetime import date

from django.utils.translation import gettext as _

from solozere.charter.rules.assessment import Assessment, CriterionResult, LabelResult
from solozere.charter.rules.definition import Charter, Criterion, LabelDefinition
from solozere.core.predicates import Facts, Verdict, Words, evaluate
from solozere.core.text import day_in_words as day


class NotInForce(ValueError):
    """The charter was not in force on that day, said in a French sentence."""


def assess(facts: Facts, charter: Charter, on: date, words: Words | None = None) -> Assessment:
    """Every criterion's verdict with the facts it used, every label whose set is met, and what the others still need.

    `facts` by name (an absent one is not known), `words`: how each fact is called in French. The labels are independent
    sets; where several are reached, `borne` is the one of smallest rank. Proposals are judged and shown, but count only
    where the charter activates them. Raises NotInForce when `charter` was not in force on the day `on`.
    """
    if not charter.in_force(on):
        raise NotInForce(_not_in_force(charter, on))
    criteria = tuple(_criterion(criterion, facts, words or {}) for criterion in charter.criteria)
    labels = tuple(_label(label, charter, criteria, facts) for label in charter.labels)
    ranks = {label.code: label.rank for label in charter.labels}
    reached = sorted((label.code for label in labels if label.reached), key=lambda code: ranks[code])
    return Assessment(charter.code, on, criteria, labels, borne=reached[0] if reached else None)


def _criterion(criterion: Criterion, facts: Facts, words: Words) -> CriterionResult:
    outcome = evaluate(criterion.when, facts, words)
    return CriterionResult(
        id=criterion.id,
        short=criterion.short,
        wording=criterion.wording,
        labels=criterion.labels,
        status=criterion.status,
        counts=criterion.counts,
        verdict=outcome.verdict,
        used=outcome.used,
        open=outcome.open,
        change=outcome.change,
    )


def _label(
    label: LabelDefinition, charter: Charter, criteria: tuple[CriterionResult, ...], facts: Facts
) -> LabelResult:
    counted = [criterion for criterion in criteria if label.code in criterion.labels and criterion.counts]
    needed = charter.required_for(label.code)
    return LabelResult(
        code=label.code,
        name=label.name,
        tone=label.tone,
        verdict=needed.verdict(facts),
        required=len(counted),
        unmet=tuple(criterion.id for criterion in counted if criterion.verdict == Verdict.NOT_MET),
        unknown=tuple(criterion.id for criterion in counted if criterion.verdict == Verdict.UNKNOWN),
        open=needed.open(facts),
    )


def _not_in_force(charter: Charter, on: date) -> str:
    """« La charte « … » est en vigueur depuis le …, pas le … »."""
    words = {
        "title": charter.title,
        "from": day(charter.in_force_from),
        "on": day(on),
    }
    if charter.in_force_until is None:
        return _(
            "«\u00a0%(title)s\u00a0» est en vigueur depuis le %(from)s\u00a0: elle ne juge pas un lieu au %(on)s."
        ) % (words)
    words["until"] = day(charter.in_force_until)
    return _(
        "«\u00a0%(title)s\u00a0» a été en vigueur du %(from)s au %(until)s\u00a0: elle ne juge pas un lieu au %(on)s."
    ) % (words)

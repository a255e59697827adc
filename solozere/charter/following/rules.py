"""What a change of the declared facts makes of a label. Pure: two assessments in, a consequence out."""

from collections.abc import Mapping
from dataclasses import dataclass

from solozere.charter.rules import Assessment, LabelResult
from solozere.core.predicates import Verdict


@dataclass(frozen=True)
class CriterionChange:
    """A criterion that counts, whose verdict is another one."""

    id: str
    short: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True)
class Consequence:
    """`borne`: the label before; `bears`: the one after (None for none); `better`: one to be looked at, granted by nobody yet."""

    borne: str | None
    bears: str | None
    better: str | None
    criteria: tuple[CriterionChange, ...]
    missing: str
    """What the label borne now lacks, in French; "" where it is kept."""

    @property
    def lost(self) -> bool:
        """Does the place no longer bear what it bore?"""
        return self.borne is not None and self.bears != self.borne

    @property
    def to_review(self) -> bool:
        """Is there something for a coordinator to look at?"""
        return bool(self.criteria) or self.lost or self.better is not None


def consequence(borne: str | None, ranks: Mapping[str, int], before: Assessment, after: Assessment) -> Consequence:
    """What a place that bears `borne` bears once its facts are judged by `after` instead of `before`.

    A label goes where its criteria were met and no longer are, or where one of them has just become unmet: what was
    doubtful before the change is no reason to take it off now. The place then keeps the best label that it still reaches
    below; a better one than it had (smaller rank) is never given, only proposed to a coordinator.
    """
    lost = borne is not None and _lost(before.label(borne), after.label(borne))
    still = [label.code for label in after.labels if label.reached]
    below = sorted((ranks[code], code) for code in still if borne and ranks[code] > ranks.get(borne, -1))
    bears = (below[0][1] if below else None) if lost else borne
    gained = [code for code in still if not _reached(before.label(code))]
    top = ranks.get(bears, 0) if bears else max(ranks.values(), default=0) + 1
    above = sorted((ranks[code], code) for code in gained if ranks[code] < top and code != borne)
    return Consequence(
        borne=borne,
        bears=bears,
        better=above[0][1] if above else None,
        criteria=_changed(before, after),
        missing=after.missing(borne) if borne and lost else "",
    )


def _reached(label: LabelResult | None) -> bool:
    return label is not None and label.reached


def _lost(before: LabelResult | None, after: LabelResult | None) -> bool:
    if before is None or after is None or after.reached:
        return False
    return before.reached or bool(set(after.unmet) - set(before.unmet))


def _changed(before: Assessment, after: Assessment) -> tuple[CriterionChange, ...]:
    verdicts = {criterion.id: criterion.verdict for criterion in before.criteria}
    return tuple(
        CriterionChange(each.id, each.short, verdicts[each.id], each.verdict)
        for each in after.criteria
        if each.counts and each.id in verdicts and verdicts[each.id] != each.verdict
    )

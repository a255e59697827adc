"""The result of an assessment, and how a membership keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from solozere.charter.enums import Status
from solozere.core.predicates import Fact, Verdict

FORMAT = 1
"""Raised when what is kept changes shape, so that old decisions are still read."""


@dataclass(frozen=True)
class CriterionResult:
    """What was found of one criterion: the verdict, the facts it rests on, the names of those that are not known and can
    still change it, what would change it (a French sentence)."""

    id: str
    short: str
    wording: str
    labels: tuple[str, ...]
    status: Status
    counts: bool
    verdict: Verdict
    used: tuple[Fact, ...]
    open: tuple[str, ...]
    change: str

    @property
    def met(self) -> bool:
        """Do the facts say so?"""
        return self.verdict == Verdict.MET

    @property
    def unmet(self) -> bool:
        """Do the facts say the contrary?"""
        return self.verdict == Verdict.NOT_MET

    @property
    def proposed(self) -> bool:
        """Shown as a proposal, still to be validated?"""
        return self.status == Status.PROPOSAL

    def as_json(self) -> dict[str, Any]:
        """As a membership keeps it."""
        return {
            "id": self.id,
            "short": self.short,
            "wording": self.wording,
            "labels": list(self.labels),
            "status": str(self.status),
            "counts": self.counts,
            "verdict": str(self.verdict),
            "used": [fact.as_json() for fact in self.used],
            "open": list(self.open),
            "change": self.change,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "CriterionResult":
        """What `as_json` wrote."""
        return cls(
            **{
                **kept,
                "labels": tuple(kept["labels"]),
                "status": Status(kept["status"]),
                "verdict": Verdict(kept["verdict"]),
                "used": tuple(Fact.from_json(fact) for fact in kept["used"]),
                "open": tuple(kept["open"]),
            }
        )


@dataclass(frozen=True)
class LabelResult:
    """Whether the set of a label is met; `unmet` and `unknown`: ids of the criteria that count and are not;
    `open`: facts not known that can still change it."""

    code: str
    name: str
    tone: str
    verdict: Verdict
    required: int
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def reached(self) -> bool:
        """Is the whole set met?"""
        return self.verdict == Verdict.MET

    @property
    def met(self) -> int:
        """How many of the criteria that count are met."""
        return self.required - len(self.unmet) - len(self.unknown)

    def as_json(self) -> dict[str, Any]:
        """As a membership keeps it."""
        return {
            "code": self.code,
            "name": self.name,
            "tone": self.tone,
            "verdict": str(self.verdict),
            "required": self.required,
            "unmet": list(self.unmet),
            "unknown": list(self.unknown),
            "open": list(self.open),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "LabelResult":
        """What `as_json` wrote."""
        lists = {name: tuple(kept[name]) for name in ("unmet", "unknown", "open")}
        return cls(**{**kept, **lists, "verdict": Verdict(kept["verdict"])})


@dataclass(frozen=True)
class Assessment:
    """What a version of the charter says of a place's facts on a day. `borne`: the label that the place would bear."""

    charter: str
    on: date
    criteria: tuple[CriterionResult, ...]
    labels: tuple[LabelResult, ...]
    borne: str | None

    def label(self, code: str) -> LabelResult | None:
        """The result of one label."""
        return next((label for label in self.labels if label.code == code), None)

    def criteria_of(self, code: str) -> tuple[CriterionResult, ...]:
        """The results of a label's criteria, proposals included."""
        return tuple(criterion for criterion in self.criteria if code in criterion.labels)

    def missing(self, code: str) -> str:
        """What a label still needs, in French: criteria that are not met, then those that are not known; "" if reached."""
        label = self.label(code)
        if label is None or label.reached:
            return ""
        shorts = {criterion.id: criterion.short for criterion in self.criteria}
        parts = []
        if label.unmet:
            parts.append(_("Il manque\u00a0: %s.") % ", ".join(shorts[found] for found in label.unmet))
        if label.unknown:
            parts.append(_("Pas encore renseigné\u00a0: %s.") % ", ".join(shorts[found] for found in label.unknown))
        return " ".join(parts)

    def as_json(self) -> dict[str, Any]:
        """As a membership keeps it, whole: read again without the charter of that day."""
        return {
            "format": FORMAT,
            "charter": self.charter,
            "on": self.on.isoformat(),
            "borne": self.borne,
            "labels": [label.as_json() for label in self.labels],
            "criteria": [criterion.as_json() for criterion in self.criteria],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Assessment":
        """What `as_json` wrote."""
        return cls(
            charter=kept["charter"],
            on=date.fromisoformat(kept["on"]),
            criteria=tuple(CriterionResult.from_json(criterion) for criterion in kept["criteria"]),
            labels=tuple(LabelResult.from_json(label) for label in kept["labels"]),
            borne=kept["borne"],
        )

"""A review in words: what changed, what it made of the label, what may be decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from solozere.charter import vocabulary
from solozere.charter.enums import ReviewKind
from solozere.charter.following.actions import END, KEEP
from solozere.charter.following.judging import now
from solozere.charter.models import Review
from solozere.charter.panel import ICONS, TONES, VERDICTS
from solozere.charter.rules import Assessment
from solozere.core.predicates import Verdict
from solozere.places.models import Label, Service


@dataclass(frozen=True)
class Line:
    """A review in a list: itself, and a sentence."""

    review: Review
    words: str


def label_names() -> dict[str, str]:
    """The labels' names by code."""
    return dict(Label.objects.order_by("rank").values_list("code", "name"))


def line(review: Review, names: Mapping[str, str]) -> Line:
    """For the list."""
    return Line(review, what_happened(review, names))


def what_happened(review: Review, names: Mapping[str, str]) -> str:
    """« Le label Comptoir a été retiré. », « Le lieu remplit maintenant les critères du label Télécentre. »…"""
    if review.kind != ReviewKind.CRITERION:
        return str(capfirst(review.get_kind_display())) + "."
    details = review.details
    borne, bears, better = (details.get(key) for key in ("label", "bears", "better"))
    parts = []
    if borne and bears != borne:
        words = {"label": names.get(borne, borne), "less": names.get(bears, bears)}
        parts.append(
            _("Le label %(label)s a été ramené au label %(less)s.") % words
            if bears
            else _("Le label %(label)s a été retiré.") % words
        )
    if better:
        parts.append(_("Le lieu remplit maintenant les critères du label %s.") % names.get(better, better))
    return " ".join(parts) or _("Un fait lié à un critère a changé, sans changer le label.")


def page(review: Review) -> dict[str, Any]:
    """The context of `charter/following/review.html`, but for its form."""
    names, words = label_names(), vocabulary.words(Service.objects.all())
    membership, assessment = now(review.place)
    details = review.details
    return {
        "review": review,
        "what": what_happened(review, names),
        "facts": [
            (capfirst(words.get(one["name"], one["name"])), said(one["before"]), said(one["after"]))
            for one in details.get("facts", [])
        ],
        "criteria": [
            (capfirst(one["short"]), _verdict(one["before"]), _verdict(one["after"]))
            for one in details.get("criteria", [])
        ],
        "membership": membership,
        "labels": _labels(assessment) if assessment else [],
        "outcomes": outcomes(membership.label_id if membership else None, assessment, names),
    }


def outcomes(borne: str | None, assessment: Assessment | None, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What may be decided: nothing to change, a label whose criteria are met, the end of the membership."""
    reached = [label.code for label in assessment.labels if label.reached] if assessment else []
    grants = [(code, _("Accorder le label %s") % names.get(code, code)) for code in reached if code != borne]
    end = [(END, _("Retirer le label %s") % names.get(borne, borne))] if borne else []
    return [(KEEP, _("Ne rien changer au label")), *grants, *end]


def any_outcome() -> list[tuple[str, str]]:
    """Whatever a form may send: the action refuses what the facts do not allow."""
    return [(code, code) for code in (KEEP, END, *label_names())]


def said(value: Any) -> str:
    """A fact's value for a reader."""
    if value is None:
        return _("pas encore su")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return f"{value:g}".replace(".", ",")


def _verdict(code: str) -> dict[str, str]:
    verdict = Verdict(code)
    return {"words": _(VERDICTS[verdict]), "icon": ICONS[verdict], "tone": TONES[verdict]}


def _labels(assessment: Assessment) -> list[tuple[str, bool, str]]:
    """(name, reached, what is missing) of each label today."""
    return [(label.name, label.reached, assessment.missing(label.code)) for label in assessment.labels]

"""« Pourquoi ce label ? » on a place's page: its own facts judged by the charter, and what it still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from solozere.charter import vocabulary
from solozere.charter.clock import today
from solozere.charter.models import CharterVersion, Membership
from solozere.charter.rules import Assessment, CriterionResult, LabelResult, assess
from solozere.charter.versions import versions
from solozere.core.predicates import Fact, Verdict, Words, joined
from solozere.core.text import day_in_words as day
from solozere.places.enums import PlaceStatus
from solozere.places.facts import declared
from solozere.places.models import Place
from solozere.places.search import version as places_version

ICONS = {Verdict.MET: "circle-check", Verdict.NOT_MET: "circle-x", Verdict.UNKNOWN: "circle-help"}
VERDICTS = {
    Verdict.MET: gettext_noop("critère rempli"),
    Verdict.NOT_MET: gettext_noop("critère non rempli"),
    Verdict.UNKNOWN: gettext_noop("critère à vérifier"),
}
TONES = {Verdict.MET: "state-ok", Verdict.NOT_MET: "state-no", Verdict.UNKNOWN: "state-unknown"}


@dataclass(frozen=True)
class ShownCriterion:
    """A criterion with its verdict in words, the facts it rests on, who confirmed them and when ("" where said once for all)."""

    wording: str
    proposed: bool
    icon: str
    tone: str
    verdict: str
    facts: str
    change: str
    confirmed: str


@dataclass(frozen=True)
class ShownLabel:
    """A label with what its criteria say of the place; `confirmed` where one confirmation holds for all its facts."""

    result: LabelResult
    missing: str
    criteria: tuple[ShownCriterion, ...]
    confirmed: str


def context(request: HttpRequest, place: Place) -> dict[str, Any] | None:
    """What `charter/panel.html` shows of `place`; None where no charter is loaded, or where the place is gone.

    `borne` (a ShownLabel or None), `others`, `membership`, `since`, `version`, `planned`, `nothing_known`, `lost`: the facts
    of today no longer reach the label borne, `newer`: a later version is in force, `past`: (label, from, to) in words.
    """
    if place.status == PlaceStatus.CLOSED:
        return None
    memberships = list(place.memberships.all())
    membership = next((each for each in memberships if each.until is None), None)
    number = places_version.of(place)
    known = versions(number)
    current = next((each for each in known.values() if each.in_force(today())), None)
    judged = known[membership.charter_id] if membership else current
    if judged is None:
        return None
    facts, words = declared(place), vocabulary.kept.at(number)
    assessment = assess(facts, judged.charter, _judged_on(judged.version), words)
    shown = [_label(assessment, result, words) for result in assessment.labels]
    borne = next((each for each in shown if membership and each.result.code == membership.label_id), None)
    return {
        "place": place,
        "version": judged.version,
        "membership": membership,
        "since": day(membership.since) if membership else "",
        "borne": borne,
        "others": [each for each in shown if each is not borne],
        "planned": place.status == PlaceStatus.PLANNED,
        "nothing_known": not facts,
        "lost": borne is not None and not borne.result.reached,
        "newer": current.version if membership and current and current is not judged else None,
        "past": _past(memberships),
    }


def _judged_on(version: CharterVersion) -> date:
    """Today; for a version that has ended, its last day."""
    return min(today(), version.in_force_until) if version.in_force_until else today()


def _past(memberships: Iterable[Membership]) -> list[tuple[str, str, str]]:
    return [(each.label.name, day(each.since), day(each.until)) for each in memberships if each.until]


def _label(assessment: Assessment, result: LabelResult, words: Words) -> ShownLabel:
    criteria = assessment.criteria_of(result.code)
    said = {_confirmed(fact) for criterion in criteria for fact in criterion.used}
    once = said.pop() if len(said) == 1 else ""
    return ShownLabel(
        result=result,
        missing=assessment.missing(result.code),
        criteria=tuple(_criterion(criterion, words, confirmed_once=bool(once)) for criterion in criteria),
        confirmed=once,
    )


def _criterion(criterion: CriterionResult, words: Words, *, confirmed_once: bool) -> ShownCriterion:
    return ShownCriterion(
        wording=criterion.wording,
        proposed=criterion.proposed and not criterion.counts,
        icon=ICONS[criterion.verdict],
        tone=TONES[criterion.verdict],
        verdict=_(VERDICTS[criterion.verdict]),
        facts=_joined(fact.text for fact in criterion.used),
        change=_change(criterion, words),
        confirmed="" if confirmed_once else _joined(_confirmed(fact) for fact in criterion.used),
    )


def _change(criterion: CriterionResult, words: Words) -> str:
    """What remains to be known, or what should change; nothing for a criterion that is met."""
    if criterion.unmet:
        return criterion.change
    if not criterion.open:
        return ""
    named = joined([_lower_first(words.get(name, name)) for name in criterion.open], _("ou"))
    return _("Pas encore renseigné\u00a0: %s.") % named


def _confirmed(fact: Fact) -> str:
    """« Confirmé le 12 octobre 2026 par … », or that nobody has yet."""
    if fact.confirmed_on is None:
        return _("Déclaré, pas encore confirmé.")
    words = {"on": day(fact.confirmed_on), "by": fact.confirmed_by}
    return _("Confirmé le %(on)s par %(by)s.") % words if fact.confirmed_by else _("Confirmé le %(on)s.") % words


def _lower_first(text: str) -> str:
    """A name inside a sentence: « Wifi gratuit » gives « wifi gratuit »."""
    return text[:1].lower() + text[1:]


def _joined(texts: Iterable[str]) -> str:
    """Each text once, as sentences."""
    kept = dict.fromkeys(capfirst(text) for text in texts if text)
    return " ".join(text if text.endswith(".") else f"{text}." for text in kept)

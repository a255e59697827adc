"""Drawing the consequences of a change of the facts, and closing what a coordinator looked at again."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.actions import admit, end_membership
from solozere.charter.clock import today
from solozere.charter.enums import ReviewKind
from solozere.charter.following.judging import Judged, judged, sentences
from solozere.charter.models import Review
from solozere.core import history
from solozere.core.authors import Author
from solozere.core.registries import FactChange
from solozere.core.text import day_in_words
from solozere.places.facts.declared import declared_now, values_in
from solozere.places.models import Place

KEEP, END = "keep", "end"
"""Outcomes of a review that grant nothing; any other one is the code of the label to grant."""


def foresee(change: FactChange) -> list[str]:
    """What the author of a change must agree to, in French; nothing where no label goes."""
    found = judged(change)
    return sentences(found) if found else []


@transaction.atomic
def follow(change: FactChange) -> Review | None:
    """Take off, or lessen, the label that the facts no longer reach, and queue what is to be looked at again."""
    found = judged(change)
    if found is None or not found.consequence.to_review:
        return None
    if found.consequence.lost:
        _lessen(change, found)
    return _queue(change, found)


def _lessen(change: FactChange, found: Judged) -> None:
    """The place bears what it still reaches, by the version in force, or nothing."""
    its, on = found.consequence, today()
    reason = _("Les faits déclarés ne remplissent plus les critères du label %(label)s. %(missing)s") % {
        "label": found.name(its.borne),
        "missing": its.missing,
    }
    if its.bears:
        try:
            facts = declared_now(change.place)
            admit(change.place, its.bears, on=on, author=change.author, reason=reason, facts=facts)
            return
        except ValidationError:  # the version in force asks for more, or the place is not open any more
            pass
    end_membership(change.place, on=on, author=change.author, reason=reason)


def _queue(change: FactChange, found: Judged) -> Review:
    """One open review a place: later changes are added to it, what stood before the first one stays."""
    review = Review.objects.select_for_update().filter(
        place=change.place, kind=ReviewKind.CRITERION, closed_at=None
    ).first() or Review(place=change.place, kind=ReviewKind.CRITERION)
    review.details = _added(review.details, change, found)
    review.set_author(change.author)
    review.save()
    return review


def _added(details: dict[str, Any], change: FactChange, found: Judged) -> dict[str, Any]:
    its = found.consequence
    criteria = {one["id"]: one for one in details.get("criteria", [])}
    for one in its.criteria:
        first = criteria.get(one.id, {}).get("before", one.before.value)
        criteria[one.id] = {"id": one.id, "short": one.short, "before": first, "after": one.after.value}
    facts = {one["name"]: one for one in details.get("facts", [])}
    old, new = values_in(change.code, change.before), values_in(change.code, change.after)
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            first = facts[name]["before"] if name in facts else old.get(name)
            facts[name] = {"name": name, "before": first, "after": new.get(name)}
    return {
        "label": details.get("label", its.borne),
        "bears": Place.objects.values_list("label_id", flat=True).get(pk=change.place.pk),
        "better": its.better or details.get("better"),
        "criteria": list(criteria.values()),
        "facts": list(facts.values()),
    }


@transaction.atomic
def close(review: Review, outcome: str, *, author: Author, reason: str) -> Review:
    """Close a review: KEEP the label as it is, END the membership, or grant the label of that code, from today.

    `reason` is kept with it. Raises ValidationError, in French: no reason, closed meanwhile by somebody else, a label
    whose criteria are not met. Nothing is then written.
    """
    locked = Review.objects.select_for_update().select_related("place").get(pk=review.pk)
    if locked.closed_at is not None:
        closed = history.of(locked).filter(action="close").first()
        words = {"who": closed.author_name if closed else "", "day": day_in_words(timezone.localtime(locked.closed_at))}
        raise ValidationError(
            _("Entre-temps, %(who)s a clos cette relecture, le %(day)s\u00a0: rien n’est enregistré.") % words
        )
    if not reason.strip():
        raise ValidationError(
            {"reason": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la relecture.")}
        )
    if outcome == END:
        end_membership(locked.place, on=today(), author=author, reason=reason)
    elif outcome != KEEP:
        facts = declared_now(locked.place)
        admit(locked.place, outcome, on=today(), author=author, reason=reason, facts=facts)
    locked.closed_at, locked.outcome = timezone.now(), reason.strip()
    locked.save(update_fields=["closed_at", "outcome"])
    history.record(locked, "close", author, after={"outcome": outcome}, reason=reason)
    review.refresh_from_db()
    return review

"""What a version of the charter changes for every labelled place, shown before it is applied; applying it by decision."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.actions import admit
from solozere.charter.clock import today
from solozere.charter.enums import ReviewKind
from solozere.charter.memberships import rules
from solozere.charter.memberships.calling_off import PENDING
from solozere.charter.memberships.judging import FACTS, words
from solozere.charter.memberships.rules import Effect
from solozere.charter.models import CharterVersion, Membership, Renewal, Review
from solozere.charter.rules import Charter
from solozere.core.authors import Author
from solozere.core.predicates import Words
from solozere.places.enums import PlaceStatus
from solozere.places.facts import declared

READ_WITH = tuple(f"place__{relation}" for relation in FACTS)


@dataclass(frozen=True)
class PlaceEffect:
    """A labelled place with what the version makes of it; `missing`: the facts to be known, in French."""

    membership: Membership
    effect: Effect
    missing: tuple[str, ...]


def effects_of(charter: Charter, version: CharterVersion | None = None) -> list[PlaceEffect]:
    """What `charter` makes of each place that bears a label, by name; those already judged by `version` are left out."""
    found = Membership.objects.current().exclude(place__status=PlaceStatus.CLOSED)
    if version is not None:
        found = found.exclude(charter=version)
    rows = found.select_related("place__commune", "label", "charter").prefetch_related(*READ_WITH)
    named, on = words(), rules.judged_on(charter, today())
    return [_one(row, charter, named, on) for row in rows.order_by("place__sort_key", "place__name", "pk")]


def _one(row: Membership, charter: Charter, named: Words, on: date) -> PlaceEffect:
    found = rules.effect(row.label_id, charter, declared(row.place), on, named)
    return PlaceEffect(row, found, tuple(named.get(name, name) for name in found.open))


def open_to(version: CharterVersion) -> bool:
    """May it be applied? Only the version in force judges places."""
    return version.state_on(today()) == "current"


@dataclass(frozen=True)
class Applied:
    """How many places were admitted again, how many are to be looked at one by one."""

    admitted: int
    reviewed: int


@transaction.atomic
def apply(version: CharterVersion, slugs: set[str] | None, *, author: Author, reason: str) -> Applied:
    """Admit again under `version` the places of `slugs` that keep their label, or all of them (None); with all, the others get
    a Review each, and nothing is taken off them.

    A place admitted again keeps its label and the day before which it is to be renewed, and a renewal under way. Raises
    ValidationError, in French: a version not in force, no reason, a place chosen that does not keep its label.
    """
    if not open_to(version):
        raise ValidationError(
            _("Cette version n’est pas en vigueur aujourd’hui\u00a0: elle ne juge encore aucun lieu.")
        )
    if not reason.strip():
        raise ValidationError(
            {"reason": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la décision.")}
        )
    found = effects_of(version.charter(), version)
    chosen = [one for one in found if slugs is None or one.membership.place.slug in slugs]
    refused = [one.membership.place.name for one in chosen if not _admissible(one)]
    if slugs is not None and refused:
        words_ = _("Ces lieux ne gardent pas leur label\u00a0: %(names)s. Relisez-les un par un.")
        raise ValidationError(words_ % {"names": ", ".join(refused)})
    kept = [one for one in chosen if _admissible(one)]
    for one in kept:
        _admit_again(one.membership, version, author, reason)
    reviewed = 0
    if slugs is None:
        reviewed = sum(_review(one, version, author) for one in chosen if not _admissible(one))
    return Applied(len(kept), reviewed)


def _admissible(one: PlaceEffect) -> bool:
    open_ = one.membership.place.status in (PlaceStatus.OPENING, PlaceStatus.IN_SERVICE)
    return one.effect.kept and open_


def _admit_again(former: Membership, version: CharterVersion, author: Author, reason: str) -> None:
    pending = Renewal.objects.filter(membership=former, state__in=PENDING)
    kept = [(row.pk, row.state) for row in pending.order_by("pk")]
    made = admit(former.place, former.label_id, on=today(), author=author, reason=reason)
    if made.due_on != former.due_on:
        made.due_on = former.due_on
        made.save(update_fields=["due_on"])
    for pk, state in kept:
        Renewal.objects.filter(pk=pk).update(membership=made, state=state, closed_at=None, outcome="")
    Review.objects.filter(place=former.place, kind=ReviewKind.VERSION, closed_at=None).update(
        closed_at=timezone.now(), outcome=reason
    )


def _review(one: PlaceEffect, version: CharterVersion, author: Author) -> int:
    """1 where a review was opened; where one is open already it says the latest."""
    place, said = one.membership.place, one.effect
    details = {
        "charter": version.code,
        "label": said.before,
        "after": said.after,
        "unmet": list(said.unmet),
        "unknown": list(said.unknown),
    }
    review = Review.objects.filter(place=place, kind=ReviewKind.VERSION, closed_at=None).first()
    made = review is None
    review = review or Review(place=place, kind=ReviewKind.VERSION)
    review.details = details
    if made:
        review.set_author(author)
    review.save()
    return int(made)


@transaction.atomic
def close_review(review: Review, *, author: Author, reason: str, label: str | None = None) -> Review:
    """What a coordinator decided of a place that the version does not keep: another label that it reaches, or the label as
    it stands for now (None). Raises ValidationError, in French."""
    locked = Review.objects.select_for_update().select_related("place").get(pk=review.pk)
    if not reason.strip():
        raise ValidationError(
            {"reason": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la décision.")}
        )
    if locked.closed_at is not None:
        raise ValidationError(_("Cette relecture est déjà close\u00a0: rien n’est enregistré."))
    if label:
        admit(locked.place, label, on=today(), author=author, reason=reason)
    locked.closed_at, locked.outcome = timezone.now(), reason.strip()
    locked.save(update_fields=["closed_at", "outcome"])
    return locked

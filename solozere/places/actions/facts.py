"""Writing and confirming the facts of a place, group by group."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.registries import FactChange, fact_followers
from solozere.places.actions.locking import lock, refresh
from solozere.places.enums import FactGroupCode
from solozere.places.facts import empty_group, read_group, write_group
from solozere.places.models import FactGroup, Place
from solozere.places.search.keeping import keep_group


@transaction.atomic
def update_group(
    place: Place,
    code: FactGroupCode | str,
    values: Mapping[str, Any],
    *,
    author: Author,
    source: str,
    source_date: date | str | None = None,
    confirmed_at: datetime | None = None,
    reason: str = "",
) -> FactGroup:
    """Write a group of facts with where it comes from; the value that stood before is kept beside it and in the history.

    `source_date` is a day, or « 2013 », « 2013-03 » where the source says no more. `confirmed_at` is when somebody checked
    the facts (None: nobody has). Raises ValidationError by field; nothing is then written.
    """
    locked = lock(place)
    before = read_group(locked, code)
    write_group(locked, code, values)
    after = read_group(locked, code)
    changed = before != after
    group = FactGroup.objects.filter(place=locked, code=code).first()
    if group is None:
        group = FactGroup(place=locked, code=code)
    elif changed:
        group.previous = before
    group.source, group.source_date = source, day_text(source_date)
    group.confirmed_at = _not_to_come(confirmed_at)
    group.set_author(author)
    group.full_clean(exclude=["place", "previous"], validate_unique=False, validate_constraints=False)
    group.save()
    if changed:
        history.record(locked, "update", author, part=str(code), before=before, after=after, reason=reason)
    keep_group(locked, code)
    if changed:
        _tell(FactChange(locked, str(code), before, after, author))
    refresh(place)
    return group


@transaction.atomic
def confirm_group(place: Place, code: FactGroupCode | str, *, author: Author, at: datetime | None = None) -> FactGroup:
    """Say that a group still holds today (or at `at`). Raises ValidationError where there is nothing to confirm."""
    locked = lock(place)
    group = FactGroup.objects.filter(place=locked, code=code).first()
    if group is None:
        raise ValidationError(_("Rien n’est encore renseigné ici\u00a0: complétez d’abord, puis confirmez."))
    group.confirmed_at = _not_to_come(at or timezone.now())
    group.set_author(author)
    group.save()
    history.record(locked, "confirm", author, part=str(code))
    keep_group(locked, code)
    refresh(place)
    return group


@transaction.atomic
def clear_group(place: Place, code: FactGroupCode | str, *, author: Author, reason: str = "") -> None:
    """Forget a group: nothing is known of it any more, nobody vouches for it. What it said stays in the history."""
    locked = lock(place)
    before = read_group(locked, code)
    write_group(locked, code, empty_group(code))
    FactGroup.objects.filter(place=locked, code=code).delete()
    history.record(locked, "clear", author, part=str(code), before=before, after=None, reason=reason)
    keep_group(locked, code)
    _tell(FactChange(locked, str(code), before, read_group(locked, code), author))
    refresh(place)


def day_text(day: date | str | None) -> str:
    """A day, or what a source says of it, as PartialDateField keeps it; "" where it is not known."""
    return day.isoformat() if isinstance(day, date) else day or ""


def _tell(change: FactChange) -> None:
    """Upper apps draw their consequences, whoever wrote."""
    for follower in fact_followers:
        follower.follow(change)


def _not_to_come(at: datetime | None) -> datetime | None:
    if at is not None and at > timezone.now():
        raise ValidationError(
            {"confirmed_at": _("On ne confirme pas pour plus tard\u00a0: donnez le jour de la vérification.")}
        )
    return at

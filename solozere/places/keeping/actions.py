"""Writing the facts of a place from its manager's pages: nobody's change is undone unseen, no label lost unasked."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.models import HistoryEntry
from solozere.core.registries import FactChange, fact_followers
from solozere.places.actions import update_group
from solozere.places.actions.locking import lock, refresh
from solozere.places.enums import FactGroupCode
from solozere.places.facts import read_group, write_group
from solozere.places.models import Place
from solozere.places.search.keeping import keep_group


class Overtaken(Exception):
    """Somebody changed the group since the form was shown: `entries` of the history, newest first. Nothing is written."""

    def __init__(self, entries: Sequence[HistoryEntry]) -> None:
        super().__init__("overtaken")
        self.entries = entries


class ToAgree(Exception):
    """The change has consequences that its author has not agreed to: French `sentences`, and the `mark` that agrees to them."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("to agree")
        self.sentences, self.mark = sentences, mark_of(sentences)


@transaction.atomic
def save_group(
    place: Place, code: str, values: Mapping[str, Any], *, author: Author, source: str, seen: int, agreed: str = ""
) -> None:
    """Write a group and confirm it, published at once.

    `seen` is what `last_change` gave when the form was shown: who saves after somebody else is told (Overtaken), unless
    what they say is what stands. A change with consequences raises ToAgree until `agreed` is its mark. ValidationError by
    name where a value is refused. Nothing is written by any of the three.
    """
    locked = Place.objects.select_for_update().get(pk=place.pk)
    newer = list(changes(locked, code).filter(pk__gt=seen))
    changed, sentences = _trial(locked, code, values, author)
    if newer and changed:
        raise Overtaken(newer)
    if sentences and agreed != mark_of(sentences):
        raise ToAgree(sentences)
    update_group(place, code, values, author=author, source=source, confirmed_at=timezone.now())


@transaction.atomic
def confirm_all(place: Place, *, author: Author) -> list[str]:
    """« Tout est encore exact »: every group of which something is known is confirmed today; their codes.

    Raises ValidationError where nothing is known yet.
    """
    locked, now = lock(place), timezone.now()
    groups = list(locked.fact_groups.order_by("code"))
    if not groups:
        raise ValidationError(_("Rien n’est encore renseigné\u00a0: complétez la fiche, puis confirmez-la."))
    for group in groups:
        group.confirmed_at = now
        group.set_author(author)
        group.save()
        history.record(locked, "confirm", author, part=group.code)
    if any(group.code == FactGroupCode.HOURS for group in groups):  # the only words that age with their confirmation
        keep_group(locked, FactGroupCode.HOURS)
    refresh(place)
    return [group.code for group in groups]


def changes(place: Place, code: str) -> Any:
    """The changes of a group (confirmations left out), newest first: a queryset of the history."""
    return history.of(place).filter(part=code).exclude(action="confirm")


def last_change(place: Place, code: str) -> int:
    """The number of the last change of a group, for the form that edits it; 0 where nobody ever changed it."""
    found = changes(place, code).values_list("pk", flat=True).first()
    return found or 0


def mark_of(sentences: Sequence[str]) -> str:
    """What stands in a form for the consequences that its author read: other consequences have another mark."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]


def _trial(place: Place, code: str, values: Mapping[str, Any], author: Author) -> tuple[bool, list[str]]:
    """Does writing change anything, and what would follow? Found by writing, then undoing."""
    with transaction.atomic():
        trial = Place.objects.get(pk=place.pk)
        before = read_group(trial, code)
        write_group(trial, code, values)
        after = read_group(trial, code)
        change = FactChange(trial, code, before, after, author)
        said = [sentence for one in fact_followers for sentence in one.foresee(change)] if before != after else []
        transaction.set_rollback(True)
    return before != after, said

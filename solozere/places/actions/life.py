"""The life of a place: created, opened, suspended, closed; its label and its address."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.registries import place_endings
from solozere.organisations.rules import PartialDate
from solozere.places.actions.facts import day_text
from solozere.places.actions.locking import lock, refresh
from solozere.places.enums import PlaceStatus
from solozere.places.models import FormerSlug, Label, Place, StatusChange
from solozere.places.rules.life import allowed
from solozere.places.search import version
from solozere.places.search.keeping import keep_life
from solozere.territory.models import Commune

UNLABELLED = {PlaceStatus.PLANNED, PlaceStatus.CLOSED}
"""A place that does not welcome anybody yet, or any more, is granted no label."""


@transaction.atomic
def create_place(
    *,
    slug: str,
    name: str,
    commune: Commune,
    origin: str,
    author: Author,
    status: str = PlaceStatus.PLANNED,
    status_on: date | str | None = None,
    origin_note: str = "",
    note: str = "",
) -> Place:
    """A new place at its commune's point, with the first step of its life. Raises ValidationError by field."""
    version.bump()
    place = Place(slug=slug, name=name, commune=commune, origin=origin, origin_note=origin_note)
    place.status, place.status_since = status, day_text(status_on)
    place.place_at(commune.point)
    refuse_anothers_slug(slug, place)
    place.full_clean()
    _check_day(status_on)
    place.save()
    keep_life(place)
    _journal(place, author, note)
    history.record(place, "create", author, after={"slug": slug, "name": name, "status": str(status)})
    return place


@transaction.atomic
def change_status(
    place: Place, status: PlaceStatus | str, *, on: date | str | None, author: Author, note: str = ""
) -> Place:
    """Move a place along its life, on a known day (or « 2013 », « 2013-03 ») or not.

    A place that closes keeps nothing of what it was granted: what upper apps declare in `place_endings` ends with it,
    in the same transaction, whoever closes it. Raises ValidationError for a step that is not allowed, a day to come, or one
    before the step that stands.
    """
    locked = lock(place)
    check_step(locked, status, on)
    before = locked.status
    if status == PlaceStatus.CLOSED:
        _end_what_hangs_on(locked, day_text(on), author, note)
    locked.status, locked.status_since = str(status), day_text(on)
    locked.full_clean()
    locked.save()
    keep_life(locked)
    _journal(locked, author, note)
    history.record(locked, "status", author, before=before, after=str(status), reason=note)
    refresh(place)
    return locked


def check_step(place: Place, status: str, on: date | str | None) -> None:
    """May `place` go to `status` on that day? Raises ValidationError under « status » or « on »."""
    if not allowed(place.status, status):
        raise ValidationError({"status": _refusal(place.status, status)})
    _check_day(on, after=place.status_since)


@transaction.atomic
def correct_life(place: Place, steps: Sequence[Mapping[str, str]], *, author: Author, reason: str = "") -> Place:
    """Say again the whole life of a place, which was noted wrong: each step has `status`, `on` and `note`, oldest first.

    Not for what happens to a place (that is `change_status`). What stood before is kept in the history. Raises
    ValidationError for a step that is not allowed after the one before it.
    """
    locked = lock(place)
    before = read_life(locked)
    after = [{"status": str(step["status"]), "on": step.get("on", ""), "note": step.get("note", "")} for step in steps]
    if before == after:
        return locked
    if not after:
        raise ValidationError({"status": _("La vie d’un lieu a au moins une étape, par exemple «\u00a0prévu\u00a0».")})
    locked.status_changes.all().delete()
    previous: Mapping[str, str] | None = None
    for step in after:
        if previous is not None and not allowed(previous["status"], step["status"]):
            raise ValidationError({"status": _refusal(previous["status"], step["status"])})
        _check_day(step["on"], after=previous["on"] if previous else "")
        locked.status, locked.status_since = step["status"], step["on"]
        locked.full_clean(validate_constraints=False)  # of the steps, only the last has to agree with the label
        _journal(locked, author, step["note"])
        previous = step
    if locked.status == PlaceStatus.CLOSED:
        _end_what_hangs_on(locked, locked.status_since, author, reason)
    locked.full_clean()
    locked.save()
    keep_life(locked)
    history.record(locked, "life", author, before=before, after=after, reason=reason)
    refresh(place)
    return locked


def read_life(place: Place) -> list[dict[str, str]]:
    """The steps of a place's life as `correct_life` takes them, oldest first."""
    return [{"status": step.status, "on": step.on, "note": step.note} for step in place.status_changes.all()]


@transaction.atomic
def grant_label(place: Place, label: Label | None, *, author: Author, reason: str) -> Place:
    """Write the label that a place bears, or None to take it off. Called by the charter, which decides and journals why."""
    locked = lock(place)
    if label is not None and locked.status in UNLABELLED:
        message = _("Un lieu «\u00a0%(status)s\u00a0» ne porte pas de label\u00a0: il faut d’abord qu’il soit ouvert.")
        raise ValidationError(message % {"status": locked.get_status_display()})
    before = locked.label_id
    locked.label = label
    locked.save()
    keep_life(locked)
    history.record(locked, "label", author, before=before, after=label.pk if label else None, reason=reason)
    refresh(place)
    return locked


@transaction.atomic
def change_slug(place: Place, slug: str, *, author: Author) -> Place:
    """Give a place another address; the former one redirects for ever. Raises ValidationError for one that is taken."""
    locked = lock(place)
    before = locked.slug
    if slug == before:
        return locked
    refuse_anothers_slug(slug, locked)
    locked.slug = slug
    locked.full_clean()
    FormerSlug.objects.filter(slug=slug).delete()
    FormerSlug.objects.create(slug=before, place=locked)
    locked.save()
    history.record(locked, "slug", author, before=before, after=slug)
    refresh(place)
    return locked


def refuse_anothers_slug(slug: str, place: Place) -> None:
    """An address printed on another place's door keeps leading there. Raises ValidationError."""
    if FormerSlug.objects.filter(slug=slug).exclude(place=place.pk).exists():
        raise ValidationError({"slug": _("Cette adresse a été celle d’un autre lieu\u00a0: choisissez-en une autre.")})


def _end_what_hangs_on(locked: Place, on: str, author: Author, reason: str) -> None:
    """A place that closes has no label nor membership any more: its certificate is worth nothing from that day on."""
    today = timezone.localdate()
    last = min(PartialDate.parse(on).first_day, today) if on else today
    for ending in place_endings:
        ending.end(locked, last, author, reason)
    if locked.label_id is not None:
        history.record(locked, "label", author, before=locked.label_id, after=None, reason=reason)
        locked.label = None


def _refusal(old: str, status: str) -> str:
    if status not in PlaceStatus.values:
        known = ", ".join(PlaceStatus.values)
        return _("«\u00a0%(status)s\u00a0» n’est pas un état\u00a0: les états sont %(known)s.") % {
            "status": status,
            "known": known,
        }
    words = {"old": PlaceStatus(old).label, "new": PlaceStatus(status).label}
    return _("Un lieu «\u00a0%(old)s\u00a0» ne peut pas devenir «\u00a0%(new)s\u00a0».") % words


def _check_day(on: date | str | None, after: str = "") -> None:
    """Refuses a day that is no date, that is to come (a day of margin: clocks turn), or before `after`."""
    if not on:
        return
    try:
        day = PartialDate.parse(day_text(on))
    except ValueError as error:
        raise ValidationError({"on": str(error)}) from error
    if day.first_day > timezone.now().date() + timedelta(days=1):
        raise ValidationError({"on": _("Ce jour n’est pas encore venu\u00a0: notez l’étape quand elle a lieu.")})
    if after and day.before(PartialDate.parse(after)):
        raise ValidationError({"on": _("L’étape précédente est plus récente\u00a0: donnez un jour qui la suit.")})


def _journal(place: Place, author: Author, note: str) -> None:
    change = StatusChange(place=place, status=place.status, on=place.status_since, note=note)
    change.set_author(author)
    change.full_clean(exclude=["place"])
    change.save()

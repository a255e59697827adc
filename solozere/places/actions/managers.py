"""Who keeps a place: appointed from a day on, ended on a day, both in the history of the place."""

from datetime import date

from django.db import transaction

from solozere.core import history
from solozere.core.authors import Author
from solozere.notices.models import Contact
from solozere.places.models import Manager, Place


@transaction.atomic
def appoint_manager(place: Place, contact: Contact, *, since: date, author: Author) -> Manager:
    """Have a person keep a place from `since` on; one who already does is given back."""
    locked = Place.objects.select_for_update().get(pk=place.pk)
    held = Manager.objects.filter(place=locked, contact=contact, until=None).first()
    if held is not None:
        return held
    term = Manager(place=locked, contact=contact, since=since)
    term.full_clean()
    term.save()
    after = {"contact": contact.pk, "since": since.isoformat()}
    history.record(locked, "appoint_manager", author, part="managers", after=after)
    return term


@transaction.atomic
def end_manager(manager: Manager, *, until: date, author: Author, reason: str = "") -> Manager:
    """`until` is the last day. Raises ValidationError where it comes before the first one."""
    term = Manager.objects.select_for_update().get(pk=manager.pk)
    before = {"contact": term.contact_id, "since": term.since.isoformat()}
    term.until = until
    term.full_clean()
    term.save(update_fields=["until"])
    after = {**before, "until": until.isoformat()}
    history.record(term.place, "end_manager", author, part="managers", before=before, after=after, reason=reason)
    return term

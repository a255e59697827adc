"""Asking whoever keeps a place, every six months, whether what its sheet says is still right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core import links
from solozere.core.authors import Author
from solozere.notices.actions import queue
from solozere.notices.models import Contact, OutgoingMail
from solozere.places.enums import FOR_THE_DOOR
from solozere.places.keeping.actions import confirm_all
from solozere.places.keeping.groups import TITLES
from solozere.places.keeping.rules import Vouched, overdue, to_remind
from solozere.places.models import FactGroup, Place
from solozere.places.perms import managers_today
from solozere.territory.current import territory

CONFIRM_FACTS, KIND = "confirm_facts", "facts_to_confirm"


@dataclass(frozen=True)
class Asked:
    """What was written to one person about one state of a sheet: when first, when again (None: not yet)."""

    first: date | None
    again: date | None


def late_places(today: date) -> Iterator[tuple[Place, list[Vouched]]]:
    """The places that welcome people, and of which some facts are overdue, each with these, in the order of names."""
    places = (
        Place.objects.filter(status__in=sorted(FOR_THE_DOOR)).select_related("commune", "label").order_by("name", "pk")
    )
    for place in places.prefetch_related("fact_groups").iterator(chunk_size=500):
        if late := overdue([vouched(group) for group in place.fact_groups.all()], today):
            yield place, late


def vouched(group: FactGroup) -> Vouched:
    """The last day on which somebody said it, on the territory's clock."""
    return Vouched(group.code, timezone.localtime(group.confirmed_at or group.written_at, _zone()).date())


def ask_all() -> str | None:
    """The worker's nightly job: a letter where facts went stale, one reminder three weeks later; a line for its log."""
    here = territory()
    if here is None:
        return None
    written = sum(
        ask(place, term.contact, late, here.today())
        for place, late in late_places(here.today())
        for term in managers_today(place, here.today())
    )
    return f"{written} letters written" if written else None


@transaction.atomic
def ask(place: Place, contact: Contact, late: list[Vouched], today: date) -> bool:
    """Write to a manager about what is `late`, unless it was done: once, then once again REMIND_DAYS later. Was it written?"""
    asked = asked_of(place, contact.pk, late)
    if asked.first is None:
        key, again = _key(place, contact.pk, late), False
    elif asked.again is None and to_remind(asked.first, today):
        key, again = f"{_key(place, contact.pk, late)}:again", True
    else:
        return False
    url = links.make(CONFIRM_FACTS, place, contact.pk, Author.system(_("vérification des fiches")))
    titles = [str(TITLES[group.code]) for group in late]
    context = {"place": place.name, "groups": titles, "since": late[0].on, "url": url, "again": again}
    queue(KIND, contact, context, key=key, about=place)
    return True


def asked_of(place: Place, contact_id: int, late: list[Vouched]) -> Asked:
    """What the outbox remembers of the letters about this state of the sheet."""
    key = _key(place, contact_id, late)
    mails = OutgoingMail.objects.filter(key__in=[key, f"{key}:again"]).order_by("pk")
    on = {mail.key: timezone.localtime(mail.created_at, _zone()).date() for mail in mails}
    return Asked(on.get(key), on.get(f"{key}:again"))


@transaction.atomic
def confirm_by_link(place: Place, link: Any) -> bool:
    """« Tout est encore exact », by the link of the letter; False where it does not open any more, or to who no longer keeps the place."""
    contact = keeper(place, link)
    if contact is None or not links.use(link):
        return False
    author = Author.contact(contact)
    confirm_all(place, author=author)
    return True


def keeper(place: Place, link: Any) -> Contact | None:
    """Whose link it is, while they keep the place."""
    term = managers_today(place).filter(contact_id=link.contact_id or 0).first()
    return term.contact if term else None


def _key(place: Place, contact_id: int, late: list[Vouched]) -> str:
    """One state of the sheet is asked about once: it changes when the oldest of its late facts is confirmed."""
    return f"{KIND}:{place.pk}:{contact_id}:{late[0].on.isoformat()}"


def _zone() -> Any:
    here = territory()
    return here.zone if here else timezone.get_default_timezone()

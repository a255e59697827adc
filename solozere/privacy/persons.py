"""All that the site has of one person, from what each app declares: a copy to take away, and its erasure."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from solozere.core.registries import personal_data
from solozere.notices.models import Contact


@dataclass(frozen=True)
class Section:
    """What one app has: a French title, and rows of French words → value."""

    title: str
    rows: list[dict[str, Any]]


def gather(contact: Contact) -> list[Section]:
    """Everything, the lowest app first; sections without a row are left out."""
    found = [Section(str(entry.title), entry.export(contact)) for entry in reversed(list(personal_data))]
    return [section for section in found if section.rows]


def as_json(contact: Contact, now: datetime) -> bytes:
    """The same for machines: {"fait le", "données": {title: [rows]}}, in UTF-8, dates in ISO 8601."""
    data = {section.title: section.rows for section in gather(contact)}
    text = json.dumps({_("fait le"): now, _("données"): data}, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return text.encode()


def in_words(sections: list[Section]) -> list[tuple[str, list[list[tuple[str, str]]]]]:
    """For people: (title, rows of (what, value in words)); what is empty is left out."""
    return [
        (section.title, [[(what, _said(value)) for what, value in row.items() if _said(value)] for row in section.rows])
        for section in sections
    ]


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, G\u00a0\\h\u00a0i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(_said(one) for one in value)
    return "" if value is None else str(value)


def kept(contact: Contact) -> list[str]:
    """What the law makes us keep of this person, in sentences; none where everything goes."""
    return [sentence for entry in personal_data for sentence in entry.kept(contact)]


@transaction.atomic
def erase(contact: Contact) -> None:
    """Erase all that may be, all or nothing, upper apps first. Raises ValidationError where an app cannot let go yet."""
    locked = Contact.objects.select_for_update().get(pk=contact.pk)
    for entry in personal_data:
        entry.erase(locked)

"""What the manager's page of a place shows: each group, in a line, with who vouched for it and when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.core.history_display import shown_entry
from solozere.places.enums import FactGroupCode as Code
from solozere.places.hours import in_words
from solozere.places.keeping.actions import changes
from solozere.places.keeping.groups import NAMES, SLUG_OF, SLUGS, TITLES
from solozere.places.models import Place, fact_group
from solozere.places.opening import schedule_of
from solozere.places.page.access import address_lines
from solozere.places.page.offers import measures_of, spaces_of
from solozere.places.page.stamps import group_words, sheet_words, stamp_of
from solozere.places.rules.freshness import Age, of_group
from solozere.territory.models import Territory

TONES = {Age.FRESH: "ok", Age.STALE: "unknown", Age.NEVER: "unknown"}
SHOWN_CHANGES = 50


@dataclass(frozen=True)
class ShownGroup:
    """A group: its heading, what it says in a line, its freshness in words, « ok » or « unknown », where it is edited."""

    title: str
    brief: str
    words: str
    tone: str
    url: str


def page(place: Place, territory: Territory) -> dict[str, Any]:
    """The context of `places/keeping/place.html`."""
    today = territory.today()
    groups = list(place.fact_groups.all())
    stamp = sheet_words(groups, today, territory.zone)
    return {
        "place": place,
        "groups": [_shown(place, code, today, territory) for code in SLUGS.values()],
        "stamp": stamp,
        "all_fresh": stamp.age == Age.FRESH and not stamp.doubts,
        "something_known": bool(groups),
    }


def _shown(place: Place, code: Code, today: date, territory: Territory) -> ShownGroup:
    group = fact_group(place, code)
    found = of_group(stamp_of(group, territory.zone), today) if group else None
    return ShownGroup(
        title=str(TITLES[code]),
        brief=brief(place, code),
        words=group_words(found) if found else _("Rien n’est encore renseigné."),
        tone=TONES[found.age] if found else "unknown",
        url=reverse("kept_group", args=[place.slug, SLUG_OF[code]]),
    )


def brief(place: Place, code: str) -> str:
    """What a group says, in a line; "" where it says nothing."""
    if code == Code.HOURS:
        schedule = schedule_of(place)
        return in_words(schedule) if schedule else place.opening_hours
    if code == Code.SERVICES:
        offered = [row.service.label for row in place.services.all() if row.available]
        more = len(offered) - 4
        words = ", ".join(offered[:4])
        return words + (ngettext(" et %(n)d autre", " et %(n)d autres", more) % {"n": more} if more > 0 else "")
    if code == Code.SPACES:
        return ", ".join(offer.name for offer in spaces_of(place))
    if code == Code.CONNECTION:
        return next((offer.name for offer in measures_of(place)), "")
    if code == Code.LOCATION:
        return ", ".join(address_lines(place))
    if code == Code.PICTURES:
        count = len(place.pictures.all())
        return ngettext("%(n)d\u00a0photo", "%(n)d\u00a0photos", count) % {"n": count} if count else ""
    columns = {
        Code.IDENTITY: (place.summary or place.name,),
        Code.CONTACT: (place.contact_label, place.phone, place.email),
        Code.ACCESS: (place.access_public_transport, place.access_car, place.accessibility),
        Code.PRICES: (place.prices,),
    }
    return ", ".join(part for part in columns[Code(code)] if part)


def past(place: Place, code: str) -> list[dict[str, Any]]:
    """The changes of a group in words, newest first; `again`: the number to give back to begin from what stood before."""
    entries = changes(place, code)[:SHOWN_CHANGES]
    return [{**shown_entry(one, NAMES), "again": one.pk if one.before is not None else 0} for one in entries]

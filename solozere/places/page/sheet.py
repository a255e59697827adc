"""Everything that the page of a place shows."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from solozere.places.catalogue import catalogue
from solozere.places.enums import FOR_THE_DOOR
from solozere.places.models import Place
from solozere.places.opening import opening_of
from solozere.places.page.access import address_lines, contact_of, locator_of, route_to
from solozere.places.page.life import life_of, origin_of, roles_of
from solozere.places.page.offers import Offers, measures_of, services_of, spaces_of
from solozere.places.page.pictures import pictures_of
from solozere.places.page.stamps import sheet_words, shown
from solozere.places.page.structured import structured
from solozere.places.page.timetable import timetable_of
from solozere.places.search import version
from solozere.territory.models import Territory


def sheet(place: Place, at: datetime, territory: Territory) -> dict[str, Any]:
    """The context of `places/place.html` at the instant `at`; give a place of `Place.objects.for_page(…)`."""
    today = at.astimezone(territory.zone).date()
    groups = list(place.fact_groups.all())
    services = services_of(place, catalogue(version.of(place)).services)
    return {
        "place": place,
        "opening": opening_of(place, at, territory),
        "description": _description(place, services),
        "structured": structured(place, at, territory),
        "locator": locator_of(place, territory),
        "pictures": pictures_of(place),
        "services": services,
        "spaces": spaces_of(place),
        "measures": measures_of(place),
        "hours": timetable_of(place, at, territory),
        "address": address_lines(place),
        "route": route_to(place),
        "contact": contact_of(place),
        "origin": origin_of(place),
        "life": life_of(place),
        "roles": roles_of(place),
        "external": list(place.external_ids.all()),
        "stamps": shown(groups, today, territory.zone),
        "stamp": sheet_words(groups, today, territory.zone),
        "has_poster": place.status in FOR_THE_DOOR,
    }


def _description(place: Place, services: Offers) -> str:
    """What a search engine shows under the title: the place's own words, or what is known of it."""
    where = _("%(name)s, à %(commune)s") % {"name": place.name, "commune": place.commune.name}
    if place.summary:
        return f"{where}. {place.summary}"
    names = ", ".join(offer.name for offer in services.offered[:4])
    return (
        f"{where}\u00a0: {names}." if names else _("%(where)s\u00a0: horaires, accès et services.") % {"where": where}
    )

"""The page for machines: schema.org, in JSON-LD. Only what somebody confirmed is said of hours."""

from datetime import datetime
from typing import Any

from django.conf import settings

from solozere.core import files
from solozere.places import phones
from solozere.places.enums import PlaceStatus
from solozere.places.hours import to_schema_org
from solozere.places.models import Place
from solozere.places.opening import closures_of, hours_age, schedule_of
from solozere.places.rules.freshness import Age
from solozere.territory.models import Territory


def structured(place: Place, at: datetime, territory: Territory) -> dict[str, Any]:
    """A schema.org object: LocalBusiness for a place that welcomes people, Place for one that does not yet or any more."""
    serving = place.status == PlaceStatus.IN_SERVICE
    url = f"{settings.SITE_URL}{place.get_absolute_url()}"
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness" if serving else "Place",
        "@id": url,
        "name": place.name,
        "url": url,
        "address": _address(place),
    }
    if place.point:
        said["geo"] = {"@type": "GeoCoordinates", "latitude": place.point.lat, "longitude": place.point.lon}
    if place.summary:
        said["description"] = place.summary
    if place.phone and phones.dial(place.phone):
        said["telephone"] = phones.dial(place.phone)
    if serving:
        said |= _welcome(place, at, territory)
    pictures = [f"{settings.SITE_URL}{files.url(picture.file)}" for picture in place.pictures.all()]
    if pictures:
        said["image"] = pictures
    if place.website:
        said["sameAs"] = [place.website]
    return said


def _address(place: Place) -> dict[str, str]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.address,
        "postalCode": place.postal_code,
        "addressLocality": place.commune.name,
        "addressCountry": "FR",
    }
    return {key: value for key, value in address.items() if value}


def _welcome(place: Place, at: datetime, territory: Territory) -> dict[str, Any]:
    """What is said of a place in service: services, e-mail, hours."""
    said: dict[str, Any] = {
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": row.service.label, "value": row.available}
            for row in place.services.all()
        ]
    }
    if place.email:
        said["email"] = place.email
    schedule = schedule_of(place)
    if schedule and hours_age(place, at, territory.zone) == Age.FRESH:
        day = at.astimezone(territory.zone).date()
        coming = [closure for closure in closures_of(place) if closure[1] >= day]
        said["openingHoursSpecification"] = to_schema_org(schedule, day, coming)
    return {key: value for key, value in said.items() if value}

"""On an organisation's page: the places that it carries, hosts or animates."""

from typing import Any

from django.http import HttpRequest

from solozere.organisations.models import Organisation
from solozere.organisations.rules import period_words
from solozere.places.models import PlaceOrganisation


def places_of(request: HttpRequest, organisation: Organisation) -> dict[str, Any] | None:
    """`roles`: (what it does there, the place, since when); None for an organisation without a place."""
    rows = (
        PlaceOrganisation.objects.filter(organisation=organisation)
        .select_related("place__commune", "place__label")
        .order_by("place__commune__folded", "place__name", "role")
    )
    roles = [(row.get_role_display(), row.place, period_words(row.since, row.until)) for row in rows]
    return {"roles": roles} if roles else None

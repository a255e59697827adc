"""The list of places and the page of each."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from solozere.core import panels
from solozere.core.registries import place_panels
from solozere.places.models import Label, Place
from solozere.places.page import sheet
from solozere.places.page.cards import by_commune, card_of, tallies
from solozere.places.views.found import place_or_redirect
from solozere.territory.current import require_territory, territory


@require_safe
@login_not_required
def places(request: HttpRequest) -> HttpResponse:
    """All places that are not closed, by commune; none before a pack was loaded."""
    here = territory()
    listed = list(Place.objects.listed().for_cards()) if here else []
    context = {
        "groups": by_commune(card_of(place, here.now(), here) for place in listed) if here else [],
        "tallies": tallies(listed, Label.objects.all()),
    }
    return render(request, "places/places.html", context)


@require_safe
@login_not_required
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: all that is known of it, and who says so."""
    found = place_or_redirect(slug, "place")
    if isinstance(found, HttpResponse):
        return found
    here = require_territory()
    context = sheet(found, here.now(), here)
    context["panels"] = panels.rendered(place_panels, request, found)
    return render(request, "places/place.html", context)

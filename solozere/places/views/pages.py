"""The list of places and the page of each."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from solozere.core import panels
from solozere.core.registries import place_panels
from solozere.places.models import Label, Place
from solozere.places.page import sheet
from solozere.places.page.cards import by_commune, card_of, counts_sentence, tallies
from solozere.places.views.found import place_or_redirect
from solozere.territory.current import require_territory


@require_safe
@login_not_required
def places(request: HttpRequest) -> HttpResponse:
    """All places that are not closed, by commune."""
    territory = require_territory()
    now = territory.now()
    listed = list(Place.objects.listed().for_cards())
    counts = tallies(listed, Label.objects.all())
    context = {
        "groups": by_commune(card_of(place, now, territory) for place in listed),
        "tallies": counts,
        "counts": counts_sentence(counts),
    }
    return render(request, "places/places.html", context)


@require_safe
@login_not_required
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: all that is known of it, and who says so."""
    found = place_or_redirect(slug, "place")
    if isinstance(found, HttpResponse):
        return found
    territory = require_territory()
    context = sheet(found, territory.now(), territory)
    context["panels"] = panels.rendered(place_panels, request, found)
    return render(request, "places/place.html", context)

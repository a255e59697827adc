"""The search for places and the page of each."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from solozere.core import panels
from solozere.core.registries import place_panels
from solozere.places.page import sheet
from solozere.places.search.page import page_of
from solozere.places.search.params import PlaceSearch
from solozere.places.search.reading import parse
from solozere.places.views.found import place_or_redirect
from solozere.territory.current import require_territory, territory

FORM_FIELDS = {"jour", "de", "a", "avant"}
"""Fields of the form that the address says in another way."""


@require_safe
@login_not_required
def places(request: HttpRequest) -> HttpResponse:
    """The places that answer the query string: the page, or its list alone for htmx. Bad values are said, never refused."""
    here = territory()
    if here is None:
        return render(request, "places/places.html", {"searchable": False})
    search, messages = parse(request.GET, here)
    if search.where and _is_a_form(request):
        search = replace(search, zone=None)
    address = _address(search)
    fragment = bool(getattr(request, "htmx", False))
    if not fragment and not messages and _is_a_form(request):
        return redirect(address)
    if not fragment and (coarse := _coarse(request.GET, search)):
        return redirect(coarse)
    context = page_of(search, messages, here, here.now())
    response = render(request, "places/search/fragment.html" if fragment else "places/places.html", context)
    if fragment:
        response.headers["HX-Push-Url"] = address
    patch_vary_headers(response, ["HX-Request"])
    return response


def _address(search: PlaceSearch) -> str:
    """The one address of a search."""
    page = {"page": str(search.page)} if search.page > 1 else {}
    return reverse("places") + search.to_query(**page)


def _coarse(query: QueryDict, search: PlaceSearch) -> str:
    """The same address with the position as far as it is used, a hundred metres; "" where it says no more than that.

    The address bar, the history and the links that people share keep what the address says.
    """
    position = search.params().get("pres")
    if position is None or query.getlist("pres") == position:
        return ""
    asked = query.copy()
    asked.setlist("pres", position)
    return f"{reverse('places')}?{asked.urlencode()}"


def _is_a_form(request: HttpRequest) -> bool:
    """Was the address made by the form, with fields left empty?"""
    return bool(FORM_FIELDS & set(request.GET)) or any("" in values for _name, values in request.GET.lists())


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

"""Who opens the pages of whoever keeps a place, and those of the team; to anybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from solozere.accounts.perms import is_coordinator
from solozere.core.authors import Author, AuthorKind
from solozere.places.models import Place
from solozere.places.perms import can_manage

View = Callable[..., HttpResponse]


def of_a_kept_place(view: View) -> View:
    """The view receives the place of `slug`; 404 to who does not keep it."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        place = Place.objects.select_related("commune", "label").filter(slug=slug).first()
        if place is None or not can_manage(request.user, place):
            raise Http404(_("Aucun lieu que vous tenez n’a cette adresse."))
        return view(request, place, **kwargs)

    return guarded


def coordinators_only(view: View) -> View:
    """404 for any other account; a visitor is sent to the door as everywhere."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_coordinator(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def author_of(request: HttpRequest) -> Author:
    """Who writes: by their name, else by what they are here, never by a piece of their address."""
    user: Any = request.user
    if user.contact.name or is_coordinator(user):
        return Author.user(user)
    return Author(AuthorKind.USER, _("la personne qui tient ce lieu"), user.pk, user)


def source_of(request: HttpRequest) -> str:
    """Where facts written by this person come from, as the public page says it."""
    return _("Coordination du réseau") if is_coordinator(request.user) else _("Responsable du lieu")

"""Who may open a page: to anybody else who is signed in it does not exist; a visitor is sent to the door."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from solozere.accounts.perms import is_administrator, is_coordinator

View = Callable[..., HttpResponse]


def coordinators_only(view: View) -> View:
    """For who runs the network."""
    return only(is_coordinator, view)


def administrators_only(view: View) -> View:
    """For who administers the site."""
    return only(is_administrator, view)


def only(may: Callable[[Any], bool], view: View) -> View:
    """404 where `may(user)` says no. The page is nobody else's: no cache keeps it."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded

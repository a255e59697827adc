"""An application, for who may review it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from solozere.charter.models import Application
from solozere.charter.reviewing.perms import visible_to


def found(request: HttpRequest, pk: int) -> Application:
    """An application that was sent; 404 otherwise, and for a number that no table holds."""
    if pk > 2**62:
        raise Http404
    rows = visible_to(request.user).select_related("contact", "place", "charter", "membership")
    return get_object_or_404(rows, pk=pk)

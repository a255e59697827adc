"""Pages speak the territory's time, whatever the server's."""

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from solozere.territory.current import territory


class TerritoryTimeZoneMiddleware:
    """Activates the pack's zone for the time of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            found = territory()
        except Error:  # the database is down: what needs none, as /sante/vivant, still answers
            found = None
        if found is None:
            return self.get_response(request)
        with timezone.override(found.zone):
            return self.get_response(request)

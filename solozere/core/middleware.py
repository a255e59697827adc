"""What every answer passes through: weight printed in the footer, permissions policy, bad input answered by a sentence."""

from collections.abc import Callable

from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
WEIGHT_MARK = b"@@poids@@"


def _stylesheet_bytes() -> int:
    from pathlib import Path

    path = finders.find("core/css/solozere.css")
    return Path(path).stat().st_size if isinstance(path, str) else 0


class PageWeightMiddleware:
    """Replaces the mark in the footer by the page's own weight in kB: HTML and stylesheet, uncompressed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.stylesheet = _stylesheet_bytes()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            weight = round((len(response.content) + self.stylesheet) / 1000)
            response.content = response.content.replace(WEIGHT_MARK, str(weight).encode())
        return response


class PermissionsPolicyMiddleware:
    """The browser's sensors are closed, but for the position, which the search may ask for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()"
        )
        return response


class BadInputMiddleware:
    """A NUL character in the address or a form is refused before a database sees it (PostgreSQL raises on it)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL character")
        return self.get_response(request)

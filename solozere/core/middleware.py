"""What every answer passes through: compression, weight printed in the footer, permissions policy, bad input answered by a sentence."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]
WEIGHT_MARK = b"@@poids@@"
REFUSED = re.compile(r"q\s*=\s*0(\.0*)?\s*$")
TEXTS = ("text/", "image/svg+xml", "application/json", "application/geo+json", "application/xml")
"""What is worth compressing: pictures and PDFs are already."""


@cache
def stylesheet_bytes() -> int:
    """Size of the stylesheet that every page loads, uncompressed; 0 when it cannot be found."""
    path = finders.find("core/css/solozere.css")
    return Path(path).stat().st_size if isinstance(path, str) else 0


def weigh(html: bytes) -> bytes:
    """`html` with WEIGHT_MARK replaced by its own weight in kB (1000 bytes): HTML and stylesheet, uncompressed."""
    weight = len(html) - html.count(WEIGHT_MARK) * len(WEIGHT_MARK) + stylesheet_bytes()
    return html.replace(WEIGHT_MARK, str(round(weight / 1000)).encode())


def accepted_encodings(request: HttpRequest) -> set[str]:
    """How the browser takes what is sent to it; one with a weight of 0 is refused (RFC 9110, 12.5.3)."""
    words = (word.partition(";") for word in request.headers.get("Accept-Encoding", "").split(","))
    return {name.strip().lower() for name, _sep, weight in words if not REFUSED.search(weight)}


class CompressTextMiddleware(GZipMiddleware):
    """Sends texts compressed. Pictures go as they are: shared caches then keep a single one for all."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leaves what is no text alone, headers included, and whoever refuses it."""
        if not response.headers.get("Content-Type", "").startswith(TEXTS):
            return response
        if "gzip" not in accepted_encodings(request):
            patch_vary_headers(response, ["Accept-Encoding"])
            return response
        return super().process_response(request, response)


class PageWeightMiddleware:
    """Writes in the footer what the page weighs."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and WEIGHT_MARK in response.content:
            response.content = weigh(response.content)
            if response.has_header("Content-Length"):
                response.headers["Content-Length"] = str(len(response.content))
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
    """What a view does not answer gets a sentence too: a NUL character (PostgreSQL raises on it), a method not allowed."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL character")
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "core/error.html", {"code": 405}, status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

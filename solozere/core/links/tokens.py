"""Tokens: random, kept as a hash, carried by an address once, then by a cookie of the browser."""

import hashlib
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE = "suivi"
KEPT = 5
"""How many links one browser follows at once: the oldest leaves the cookie."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")
SEPARATOR = "."


def new() -> str:
    """256 bits, as 43 characters of an address."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What the table keeps. Without a key or salt: nobody can try 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def carried(request: HttpRequest) -> list[str]:
    """The tokens of the cookie, the newest first; whatever does not look like one is left out."""
    found = request.COOKIES.get(COOKIE, "").split(SEPARATOR)[:KEPT]
    return [token for token in found if TOKEN.match(token)]


def carry(request: HttpRequest, response: HttpResponseBase, token: str) -> None:
    """Put `token` first in the cookie. It lasts until the browser is closed: the machine may be everybody's."""
    kept = [token, *(each for each in carried(request) if each != token)][:KEPT]
    response.set_cookie(COOKIE, SEPARATOR.join(kept), httponly=True, samesite="Lax", secure=settings.BEHIND_HTTPS)


def drop(response: HttpResponseBase) -> None:
    """Forget every link in this browser."""
    response.delete_cookie(COOKIE, samesite="Lax")

"""What every template knows of the page: menu, footer, demonstration, contact, canonical address. No database."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils.translation import gettext

from solozere.core.registries import AccountLink, FooterLink, account_links, footer_links, menu


def page(request: HttpRequest) -> dict[str, Any]:
    """The variables that base.html and its bands read, the same on every page.

    `menu` and `account`: (entry, "page", "true" or "" for aria-current); `footer_steps`, `footer_legal`: links; `default_name`,
    `default_footer`: words for a site whose pack is not loaded; `contact_tel`: the number as a `tel:` link wants it.
    """
    return {
        "menu": tuple((entry, _current(request.path, entry.section)) for entry in menu),
        "account": tuple((link, _current(request.path, link.section)) for link in _links_of_account(request)),
        "footer_steps": [link for link in footer_links if link.group == FooterLink.STEPS],
        "footer_legal": [link for link in footer_links if link.group == FooterLink.LEGAL],
        "default_name": gettext("Réseau de télétravail"),
        "default_footer": gettext("Des lieux pour télétravailler, et des personnes pour vous y accueillir."),
        "demo": settings.DEMO,
        "reply_address": settings.DEFAULT_FROM_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "contact_tel": telephone_link(settings.CONTACT_PHONE),
        "site_url": settings.SITE_URL,
        "canonical": f"{settings.SITE_URL}{request.path}",
    }


def _links_of_account(request: HttpRequest) -> list[AccountLink]:
    """Those of people who are signed in, or of visitors; nothing is read for who has no session."""
    inside = is_signed_in(request)
    links = [link for link in account_links if link.signed_in == inside]
    return [link for link in links if link.only is None or _may(link.only, request)]


def _may(only: Callable[[Any], bool], request: HttpRequest) -> bool:
    try:
        return only(request.user)
    except Error:  # the page of an error, when there is no database
        return False


def is_signed_in(request: HttpRequest) -> bool:
    """Is somebody signed in? A page that says so differs by cookie, and tells the caches."""
    session = getattr(request, "session", None)
    if session is not None:
        session.accessed = True
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    try:
        return bool(request.user.is_authenticated)
    except (AttributeError, Error):  # the page of an error, when there is no session or no database
        return False


def telephone_link(number: str) -> str:
    """« 04 65 71 00 00 » as a `tel:` link wants it: digits, with the + of a country code."""
    return "".join(c for c in number if c.isdigit() or c == "+")


def _current(path: str, section: str) -> str:
    if path == section:
        return "page"
    return "true" if path.startswith(section) else ""

"""What every template knows of the page: menu, demonstration, contact, canonical address."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from solozere.core.registries import menu


def page(request: HttpRequest) -> dict[str, Any]:
    """`menu` (entries with `current`: "page", "true" or ""), `demo`, `reply_address`, `contact_phone`, `site_url`."""
    return {
        "menu": [(entry, _current(request.path, entry.section)) for entry in menu],
        "demo": settings.DEMO,
        "reply_address": settings.DEFAULT_FROM_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "site_url": settings.SITE_URL,
    }


def _current(path: str, section: str) -> str:
    if path == section:
        return "page"
    return "true" if path.startswith(section) else ""

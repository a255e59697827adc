"""What every template knows of the page: menu, footer, demonstration, contact, canonical address. No database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from solozere.core.registries import FooterLink, footer_links, menu


def page(request: HttpRequest) -> dict[str, Any]:
    """The variables that base.html and its bands read, the same on every page.

    `menu`: (entry, "page", "true" or "" for aria-current); `footer_steps`, `footer_legal`: links; `default_name`,
    `default_footer`: words for a site whose pack is not loaded; `contact_tel`: the number as a `tel:` link wants it.
    """
    return {
        "menu": tuple((entry, _current(request.path, entry.section)) for entry in menu),
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


def telephone_link(number: str) -> str:
    """« 04 65 71 00 00 » as a `tel:` link wants it: digits, with the + of a country code."""
    return "".join(c for c in number if c.isdigit() or c == "+")


def _current(path: str, section: str) -> str:
    if path == section:
        return "page"
    return "true" if path.startswith(section) else ""

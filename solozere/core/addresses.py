"""Addresses that leave the site: in mails, calendars, printed papers."""

from django.conf import settings


def absolute(path: str) -> str:
    """The public address of a path of the site: « https://…/lieux/ » for « /lieux/ »."""
    return f"{settings.SITE_URL}{path}"

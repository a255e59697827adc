"""Days, as the charter's pages, decisions and PDF say them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def day(on: date) -> str:
    """« 3 mars 2013 », « 1er juin 2014 »: the day in words."""
    said = date_format(on, "j F Y")
    first = on.day == 1 and (get_language() or "fr").startswith("fr")
    return f"1er{said[1:]}" if first else said

"""Pictures in templates: `{% load files %}{% file_image picture.file alt=picture.alt sizes="100vw" %}`."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from solozere.core import files
from solozere.core.models import StoredFile

register = template.Library()


@register.simple_tag
def file_image(stored: StoredFile, alt: str, sizes: str = "100vw", eager: bool = False, width: int = 960) -> SafeString:
    """An <img> that reserves its room and lets the browser take the lightest file; `eager` for the one above the fold.

    `sizes` as in HTML; `width`: the one served to browsers that do not choose.
    """
    natural, height = stored.width or 0, stored.height or 0
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="{}" decoding="async">',
        files.url(stored, width if width < natural else None),
        files.srcset(stored) or f"{files.url(stored)} {natural}w",
        sizes,
        natural,
        height,
        alt,
        "eager" if eager else "lazy",
    )


@register.simple_tag
def file_url(stored: StoredFile, width: int | None = None) -> str:
    """The address of a file, at one of `files.WIDTHS` when given."""
    return files.url(stored, width)

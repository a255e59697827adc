"""What the pages of places print that is not HTML."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from solozere.places.search.params import PlaceSearch

register = template.Library()
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """A block of JSON-LD: data for search engines, which no browser runs; nothing in it can end the block."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 (escaped just here)


@register.simple_tag
def with_where(search: PlaceSearch, where: str) -> str:
    """The address of the same search at another commune."""
    return search.to_query(ou=where, pres=None)

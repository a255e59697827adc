"""Tags and filters that every template has (builtins): icons gathered in one sprite a page, French typography."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from solozere.core.text import typo as french_typo

register = template.Library()
_ICONS = Path(__file__).resolve().parent.parent / "icons.json"
_USED = "_symbols_used"


@cache
def _symbols() -> dict[str, dict[str, str]]:
    symbols: dict[str, dict[str, str]] = json.loads(_ICONS.read_text(encoding="utf-8"))
    return symbols


def _use(context: template.Context, symbol: str) -> str:
    """Note on the request that the page uses `symbol`; raises KeyError when it is not vendored."""
    if symbol not in _symbols():
        raise KeyError(
            f"symbol « {symbol} » is not in core/icons.json: add it to tools/vendor.py and run `make vendor`"
        )
    request = context.get("request")
    if request is not None:
        request.__dict__.setdefault(_USED, {})[symbol] = True
    return symbol


@register.simple_tag(takes_context=True)
def icon(context: template.Context, name: str, extra: str = "") -> SafeString:
    """A decorative icon, hidden from screen readers: the words beside it say the same. `extra`: more CSS classes."""
    classes = f"icon {extra}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>', classes, _use(context, f"i-{name}")
    )


@register.simple_tag(takes_context=True)
def shape(context: template.Context, name: str, extra: str = "", size: int | None = None) -> SafeString:
    """A mark of the identity: `brand`, `label-telecentre`, `label-comptoir`, `label-none`."""
    _use(context, name)
    classes = format_html(' class="{}"', extra) if extra else ""
    sizes = format_html(' width="{0}" height="{0}"', size) if size else ""
    return format_html('<svg{}{} aria-hidden="true"><use href="#{}"/></svg>', classes, sizes, name)


@register.simple_tag(takes_context=True)
def use_shape(context: template.Context, name: str) -> str:
    """Declares that an SVG drawn elsewhere on the page refers to `#name`; prints nothing."""
    _use(context, name)
    return ""


@register.simple_tag(takes_context=True)
def sprite(context: template.Context) -> SafeString:
    """The symbols that the page used, once, at its end."""
    request = context.get("request")
    used = list(request.__dict__.get(_USED, {})) if request is not None else []
    symbols = ((name, _symbols()[name]["viewBox"], mark_safe(_symbols()[name]["body"])) for name in used)  # noqa: S308 (our own file)
    body = format_html_join("", '<symbol id="{}" viewBox="{}">{}</symbol>', symbols)
    return format_html('<svg class="sprite" width="0" height="0" aria-hidden="true">{}</svg>', body)


@register.filter(needs_autoescape=True)
def typo(value: Any, autoescape: bool = True) -> SafeString:
    """French spacing and apostrophes for a text of the pack or of a person: see `core.text.typo`."""
    text = french_typo(str(value if value is not None else ""))
    return mark_safe(conditional_escape(text) if autoescape else text)  # noqa: S308 (escaped just here)

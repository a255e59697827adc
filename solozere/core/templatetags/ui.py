"""Tags and filters that every template has (builtins): icons gathered in one sprite a page, French typography."""

import json
import re
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from solozere.core import kept
from solozere.core.registries import desk_links
from solozere.core.text import day_in_words
from solozere.core.text import typo as french_typo

register = template.Library()
_ICONS = Path(__file__).resolve().parent.parent / "icons.json"
ALIKE_KEPT = 2000
_alike: dict[tuple[object, ...], tuple[SafeString, dict[str, bool]]] = {}
kept.on_forgetting(_alike.clear)
_USED = "_symbols_used"
THEMES = {"light": "not (prefers-color-scheme:dark)", "dark": "(prefers-color-scheme:dark)"}
ROLE = re.compile(r"[a-z][a-z-]*\Z")
HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{6}\Z")


@cache
def _symbols() -> dict[str, dict[str, str]]:
    symbols: dict[str, dict[str, str]] = json.loads(_ICONS.read_text(encoding="utf-8"))
    return symbols


def has_icon(name: str) -> bool:
    """Is `icon name` among the vendored symbols?"""
    return f"i-{name}" in _symbols()


def _request(context: template.Context) -> Any:
    """The request, also inside `{% include … only %}`, which keeps the attribute and drops the variable."""
    return getattr(context, "request", None) or context.get("request")


def _use(context: template.Context, symbol: str) -> str:
    """Note on the request that the page uses `symbol`; raises KeyError when it is not vendored."""
    if symbol not in _symbols():
        raise KeyError(f"symbol {symbol!r} is not in core/icons.json: add it to tools/vendor.py and run `make vendor`")
    request = _request(context)
    if request is not None:
        request.__dict__.setdefault(_USED, {})[symbol] = True
    return symbol


@register.simple_tag(takes_context=True)
def icon(context: template.Context, name: str, extra: str = "") -> SafeString:
    """A decorative icon, hidden from screen readers: the words beside it say the same. `extra`: more CSS classes."""
    return _icon(_use(context, f"i-{name}"), extra)


@lru_cache(maxsize=500)
def _icon(symbol: str, extra: str) -> SafeString:
    classes = f"icon {extra}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="#{}"/></svg>', classes, symbol)


@register.simple_tag(takes_context=True)
def alike(context: template.Context, name: str, *key: Any, **given: Any) -> SafeString:
    """Includes template `name` with `given` alone, rendered once for the same `key`: what lists repeat, page after page.

    The key must tell apart all that the template prints, which may not depend on who reads.
    """
    found = _alike.get((name, get_language(), key))
    if found is None:
        if len(_alike) >= ALIKE_KEPT:
            _alike.clear()
        page = _Page()
        source = context.template.engine.get_template(name)  # type: ignore[union-attr]
        made = source.render(template.Context({"request": page, **given}))
        found = _alike[name, get_language(), key] = made, page.__dict__.get(_USED, {})
    request = _request(context)
    if request is not None:
        request.__dict__.setdefault(_USED, {}).update(found[1])
    return found[0]


class _Page:
    """Stands for the request of a piece that is rendered for every page: it notes the symbols used."""


@register.simple_tag(takes_context=True)
def shape(context: template.Context, name: str, extra: str = "", size: int | None = None) -> SafeString:
    """A mark of the identity: `brand`, `label-telecentre`, `label-comptoir`, `label-none`, `label-planned`."""
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
    request = _request(context)
    used = list(request.__dict__.get(_USED, {})) if request is not None else []
    return _sprite(tuple(used))


@lru_cache(maxsize=500)
def _sprite(used: tuple[str, ...]) -> SafeString:
    symbols = ((name, _symbols()[name]["viewBox"], mark_safe(_symbols()[name]["body"])) for name in used)  # noqa: S308 (our own file)
    body = format_html_join("", '<symbol id="{}" viewBox="{}">{}</symbol>', symbols)
    return format_html('<svg class="sprite" width="0" height="0" aria-hidden="true">{}</svg>', body)


@register.simple_tag(takes_context=True)
def again(context: template.Context, name: str) -> SafeString:
    """What the block `name` of this page renders, a second time: the title, for the cards of other sites."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks is not None else None
    said = re.sub(r"[ \t\r\n]+", " ", block.render(context)).strip(" ") if block else ""  # no-break spaces stay
    return mark_safe(said)  # noqa: S308 (rendered by the block)


@register.simple_tag(takes_context=True)
def colours(context: template.Context, roles: Any) -> SafeString:
    """The colour roles that a pack sets, `{"light": {role: "#rrggbb"}, "dark": {…}}`, over those of the stylesheet."""
    themes = [(css, _declarations((roles or {}).get(theme))) for theme, css in THEMES.items()]
    rules = "".join(f"@media {css}{{:root{{{declared}}}}}" for css, declared in themes if declared)
    request = _request(context)
    if not rules or request is None:
        return SafeString("")
    return format_html('<style nonce="{}">{}</style>', request.csp_nonce, mark_safe(rules))  # noqa: S308 (matched by ROLE and HEXADECIMAL)


def _declarations(roles: Any) -> str:
    """CSS custom properties; whatever is not a role and a colour is left out."""
    found = roles.items() if isinstance(roles, dict) else ()
    return "".join(f"--{role}:{value};" for role, value in found if ROLE.match(role) and HEXADECIMAL.match(str(value)))


@register.filter(needs_autoescape=True)
def typo(value: Any, autoescape: bool = True) -> SafeString:
    """French spacing and apostrophes for a text of the pack or of a person: see `core.text.typo`."""
    text = str(value if value is not None else "")
    return _typo(text) if autoescape else mark_safe(french_typo(text))  # noqa: S308 (the template escapes nothing here)


@lru_cache(maxsize=4096)
def _typo(text: str) -> SafeString:
    return mark_safe(escape(french_typo(text)))  # noqa: S308 (escaped just here)


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control of a form field with the class that the stylesheet knows, described by its hint and its error."""
    own = field.field.widget.attrs.get("class", "")
    plain = field.widget_type in ("checkbox", "radioselect", "checkboxselectmultiple")
    return field.as_widget(attrs={} if plain else {"class": f"input {own}".strip()})


@register.simple_tag
def first_id(field: BoundField) -> str:
    """Where the link of the error summary leads: the control, or the first of its choices."""
    if field.use_fieldset:
        return next((choice.id_for_label for choice in field), field.auto_id)
    return field.id_for_label or field.auto_id


@register.simple_tag
def milestone(km: float) -> SafeString:
    """A distance on a departmental borne: metres under 1 km, rounded to 50, whole kilometres above. A list has many of them."""
    metres = km < 0.975
    value = max(50, round(km * 20) * 50) if metres else max(1, round(km))
    unit = "m" if metres else "km"
    return format_html('<span class="milestone"><span>{} <small>{}</small></span></span>', value, unit)


@register.inclusion_tag("core/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], label: str) -> dict[str, Any]:
    """Links to the pages of a list that keep the rest of the address (`?page=` alone changes); nothing for a single page."""
    query = _request(context).GET.copy()

    def href(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(str(n), href(n) if isinstance(n, int) else "", "page" if n == page.number else "") for n in numbers]
    return {"links": links, "label": label, "next": href(page.number + 1) if page.has_next() else ""}


@register.filter
def day(value: date | None) -> str:
    """« 1er mars 2013 », « 3 mars 2013 »: a date or an instant in words, on the territory's clock; "" for None."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return day_in_words(local)


@register.inclusion_tag("core/components/desk_nav.html", takes_context=True)
def desk_nav(context: template.Context) -> dict[str, Any]:
    """The links above the team's pages, with what waits behind each; for the block `desk` of a page of theirs."""
    request = _request(context)
    path, user = request.path, request.user
    return {
        "links": [
            (
                link,
                "page" if path == link.section else _within(path, link.section),
                link.count(user) if link.count else 0,
            )
            for link in desk_links
            if link.only is None or link.only(user)
        ]
    }


def _within(path: str, section: str) -> str:
    """« true » in a section of its own; the first page is only itself."""
    return "true" if path.startswith(section) and section.count("/") > 2 else ""

"""Markdown of the pack and of editors to HTML that can be printed as it is: no raw HTML, a short list of elements."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from solozere.core.text import typo

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_TAGS = {
    *("h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "hr", "br", "strong", "em", "s", "code", "pre", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_HEADINGS = {"h1": "h2", "h4": "h3", "h5": "h4", "h6": "h4"}


def render(text: str) -> SafeString:
    """HTML of a Markdown text, with French typography outside code; a first-level title becomes `h2`, the page having its own."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
        if token.type == "inline":
            _set_typography(token.children or [])
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)
    return mark_safe(clean)  # noqa: S308 (cleaned just here)


def _set_typography(children: list[Token]) -> None:
    """Apply `typo` to the words of a paragraph; « **mot** : » has its colon in another token than its word."""
    before = ""
    for child in children:
        if child.type == "text":
            child.content = typo(before + child.content)[len(before) :]
        before = "x" if child.content or before else ""

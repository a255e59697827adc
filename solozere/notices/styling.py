"""The look of the mails, written into each element: many mail readers know no stylesheet.

Templates of mails say plain elements and the few classes below; `inline` gives them their style. Colours are those of the
light theme; the dark one is the `<style>` of `notices/mail/letter.html`.
"""

import re

SANS, TITLE = "Arial,sans-serif", "'Arial Narrow',Arial,sans-serif"
INK, SOFT, LINK, ACTION, GENTIAN = "#14211c", "#46544d", "#17463a", "#17463a", "#f7c325"

STYLES = {
    "body": "margin:0;padding:0;background:#f1f4ec",
    "div.preheader": "display:none;max-height:0;overflow:hidden",
    "table.page": "width:100%;border-collapse:collapse;background:#f1f4ec",
    "td.page": "padding:24px 12px",
    "table.sheet": "width:100%;max-width:600px;margin:0 auto;border-collapse:collapse",
    "td.brand": f"background:#0e2b24;border-bottom:4px solid {GENTIAN};padding:16px 24px;"
    f"font:bold 22px/1.2 {TITLE};color:#f4f7f1",
    "td.card": "background:#ffffff;padding:32px 24px",
    "td.foot": "padding:16px 24px",
    "h1": f"margin:0 0 16px;font:bold 28px/1.15 {TITLE};color:{INK}",
    "h2": f"margin:24px 0 8px;font:bold 20px/1.25 {TITLE};color:{INK}",
    "p": f"margin:0 0 16px;font:17px/1.55 {SANS};color:{INK}",
    "p.soft": f"margin:0 0 16px;font:15px/1.5 {SANS};color:{SOFT}",
    "p.foot": f"margin:0 0 8px;font:14px/1.5 {SANS};color:{SOFT}",
    "p.code": f"margin:0 0 16px;font:bold 34px/1.2 'Courier New',monospace;letter-spacing:4px;color:{INK}",
    "ul": "margin:0 0 16px;padding:0 0 0 22px",
    "ol": "margin:0 0 16px;padding:0 0 0 26px",
    "li": f"margin:0 0 6px;font:17px/1.5 {SANS};color:{INK}",
    "a": f"color:{LINK}",
    "table.quote": "width:100%;border-collapse:collapse;margin:0 0 16px",
    "td.quote": f"border-left:6px solid {GENTIAN};padding:4px 0 4px 16px;font:bold 18px/1.4 {SANS};color:{INK}",
    "table.button": "border-collapse:collapse;margin:24px 0",
    "td.button": f"background:{ACTION};border-radius:6px",
    "a.button": f"display:inline-block;padding:14px 22px;font:bold 17px/1.2 {SANS};color:#ffffff;text-decoration:none",
}
_OPENING = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
_CLASS = re.compile(r'\sclass="([^"]*)"')


def inline(html: str) -> str:
    """`html` with the style of each known element written into it; an element keeps the class that the dark theme names."""
    return _OPENING.sub(_styled, html)


def _styled(found: re.Match[str]) -> str:
    tag, rest = found[1], found[2]
    if " style=" in rest:  # a piece of a digest, styled when it was held
        return found[0]
    named = _CLASS.search(rest)
    names = [f"{tag}.{name}" for name in named[1].split()] if named else []
    style = next((STYLES[name] for name in [*names, tag] if name in STYLES), "")
    return f'<{tag}{rest} style="{style}">' if style else found[0]

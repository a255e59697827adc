"""From a kind and its facts to a subject, a text and an HTML part. No request: a mail reads alike whoever triggers it."""

import re
import textwrap
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template import Context, Engine
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from solozere.core.registries import Letterhead, letterheads
from solozere.notices.kinds import MailKind
from solozere.notices.styling import inline

SUBJECT_LENGTH = 200
LINE_LENGTH = 76
_NOBODY = Letterhead("", "", ZoneInfo("UTC"))


@dataclass(frozen=True)
class Rendered:
    """A message: `subject` on one line, `text`, `html`."""

    subject: str
    text: str
    html: str


def letterhead() -> Letterhead:
    """Whose mails these are: the first that an upper app registered."""
    return next((found() for found in letterheads), _NOBODY)


def render(kind: MailKind, context: dict[str, Any], *, stop_url: str = "", piece: bool = False) -> Rendered:
    """The three parts of a mail of `kind`, in French, at the territory's hour. Raises TemplateDoesNotExist.

    `stop_url`: where the person says how they wish to receive this kind, "" for an essential one. `piece`: the body alone,
    to stand in a digest with others.
    """
    head = letterhead()
    layout = "piece" if piece else "letter"
    with translation.override(settings.LANGUAGE_CODE), timezone.override(head.zone):
        known = {
            "network": head.network or _("Réseau de télétravail"),
            "tagline": head.tagline,
            "because": kind.because,
            "site_url": settings.SITE_URL,
            "reply_address": settings.DEFAULT_FROM_EMAIL,
            "contact_phone": settings.CONTACT_PHONE,
            "stop_url": stop_url,
            **context,
            "html_layout": f"notices/mail/{layout}.html",
            "text_layout": f"notices/mail/{layout}.txt",
        }
        known["subject"] = one_line(_plain(f"{kind.template}.subject.txt", known))
        text = tidy(_plain(f"{kind.template}.txt", known))
        html = inline(_template(f"{kind.template}.html").render(Context(known)).strip())
    return Rendered(known["subject"], text, html)


def one_line(text: str) -> str:
    """`text` without line breaks, so that no header of a mail can be forged, and short enough for its column."""
    line = re.sub(r"[\x00-\x20\x7f]+", " ", text).strip()
    return line if len(line) <= SUBJECT_LENGTH else f"{line[: SUBJECT_LENGTH - 1]}…"


def tidy(text: str) -> str:
    """A text part: lines of 76 characters but for addresses, never two empty ones, « -- » as mail readers know it."""
    lines = [_wrapped(line.rstrip(" \t")) for line in text.strip().splitlines()]
    said = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return re.sub(r"^--$", "-- ", said, flags=re.MULTILINE) + "\n"


def _wrapped(line: str) -> str:
    if len(line) <= LINE_LENGTH or "://" in line:
        return line
    indent = line[: len(line) - len(line.lstrip(" "))]
    return textwrap.fill(line, LINE_LENGTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _plain(name: str, context: dict[str, Any]) -> str:
    """A text template, where nothing is escaped: it is no markup. Its no-break spaces are written as in the others."""
    said = _template(name).render(Context(context, autoescape=False))
    return said.replace("&nbsp;", "\u00a0")


def _template(name: str) -> Any:
    return Engine.get_default().get_template(name)

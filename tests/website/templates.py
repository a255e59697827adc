"""Reads the project's templates as text: what is printed as it stands, what goes through translation, which tags are used."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, TokenType

SPOKEN = {"aria-label", "alt", "title", "placeholder", "label", "aria-description"}
"""Attributes whose value is read to people; so is what a `meta` says of the page."""
SPOKEN_META = {("name", "description"), ("property", "og:title"), ("property", "og:description")}
NOT_SPOKEN = {"script", "style", "code"}
LITERAL = re.compile(r"""\{%\s*(?:translate|trans)\s+(?P<quote>["'])(?P<text>.*?)(?P=quote)""", re.DOTALL)


def templates() -> list[Path]:
    """Every template of the project, without those in other formats than HTML and text."""
    return sorted(
        p for p in (Path(settings.BASE_DIR) / "solozere").glob("*/templates/**/*") if p.suffix in (".html", ".txt")
    )


def name_of(path: Path) -> str:
    """Its path from the project's root."""
    return path.relative_to(settings.BASE_DIR).as_posix()


@dataclass
class Words:
    """Of one template: `translated`, the msgids; `raw`, the words printed as they stand."""

    translated: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)


class _Raw(HTMLParser):
    """Words of the markup and of the attributes that are spoken."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in NOT_SPOKEN
        for name, value in attrs:
            if value and (name in SPOKEN or (name == "content" and SPOKEN_META & set(attrs))):
                self.found.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in NOT_SPOKEN

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.found.append(data)


@cache
def words_of(path: Path) -> Words:
    """What the template says, sorted out."""
    words, markup, inside = Words(), [], False
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in ("blocktranslate", "blocktrans"):
                inside = True
                words.translated.append("")
            elif name in ("endblocktranslate", "endblocktrans"):
                inside = False
            elif name == "plural" and inside:
                words.translated.append("")
            literal = LITERAL.match("{% " + token.contents)
            if literal:
                words.translated.append(literal["text"])
        elif token.token_type == TokenType.TEXT:
            if inside:
                words.translated[-1] += token.contents
            else:
                markup.append(token.contents)
        elif token.token_type == TokenType.VAR and inside:
            words.translated[-1] += "…"
    parser = _Raw()
    parser.feed("".join(markup))
    words.raw = [text.strip() for text in parser.found if text.strip()]
    return words

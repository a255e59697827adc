"""The words of a legal page: the row edited on the site or loaded from the pack, else the text that comes with the software."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from solozere.core import markdown
from solozere.territory.current import territory
from solozere.website.models import Page

TEXTS = Path(__file__).resolve().parent / "texts"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = ("reseau", "en_territoire", "adresse", "site")


@dataclass(frozen=True)
class Words:
    """A title and a text in Markdown, whose PLACEHOLDERS stand for what the installation knows."""

    title: str
    body: str

    @property
    def html(self) -> SafeString:
        """The text, ready to print."""
        return markdown.render(fill(self.body))


def parse(text: str) -> Words:
    """The first line, `# Title`, and the rest; raises ValueError where there is no such line or nothing under it."""
    first, _newline, body = text.strip().partition("\n")
    if not first.startswith("# ") or not body.strip():
        raise ValueError("a page is « # Title », then its text")
    return Words(first[2:].strip(), body.strip())


@cache
def default(slug: str) -> Words:
    """The text that comes with the software, in French."""
    return parse((TEXTS / f"{slug}.md").read_text(encoding="utf-8"))


def words(slug: str) -> Words:
    """The page `slug` in the language of the reader, else in French, else the default."""
    rows = {page.language: page for page in Page.objects.filter(slug=slug)}
    page = rows.get((get_language() or "")[:2]) or rows.get(Page.Language.FRENCH)
    return Words(page.title, page.body) if page else default(slug)


def fill(body: str) -> str:
    """`body` with its placeholders replaced; braces around any other word stay as they are."""
    here = territory()
    values = {
        "reseau": here.network if here else "de télétravail",
        "en_territoire": here.with_in if here else "ici",
        "adresse": settings.DEFAULT_FROM_EMAIL,
        "site": settings.SITE_URL,
    }
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), body)

"""The words of a legal page: the row edited on the site or loaded from the pack, else the text that comes with the software."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from solozere.core import markdown
from solozere.territory.current import territory
from solozere.website import rules
from solozere.website.models import Page

TEXTS = Path(__file__).resolve().parent / "texts"


@dataclass(frozen=True)
class Words:
    """A title and a text in Markdown, whose placeholders stand for what the installation knows."""

    title: str
    body: str

    @property
    def html(self) -> SafeString:
        """The text, ready to print."""
        return markdown.render(rules.fill(self.body, placeholders()))


@cache
def default(slug: str) -> Words:
    """The text that comes with the software, in French."""
    return Words(*rules.parse((TEXTS / f"{slug}.md").read_text(encoding="utf-8")))


def words(slug: str) -> Words:
    """The page `slug` in the language of the reader, else in French, else the default."""
    rows = {page.language: page for page in Page.objects.filter(slug=slug)}
    page = rows.get((get_language() or "")[:2]) or rows.get(Page.Language.FRENCH)
    return Words(page.title, page.body) if page else default(slug)


def placeholders() -> dict[str, str]:
    """What this installation puts in the place of each of `rules.PLACEHOLDERS`."""
    here = territory()
    return {
        "reseau": here.network if here else gettext("de télétravail"),
        "en_territoire": here.with_in if here else gettext("ici"),
        "adresse": settings.DEFAULT_FROM_EMAIL,
        "site": settings.SITE_URL,
    }

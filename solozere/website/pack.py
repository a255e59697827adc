"""The pack's `texts/*.md`: the pages that a territory words itself, one file a page and language (`accessibilite.en.md`)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.core.packs import NewPack, Pack, Row, RowSection, loading_author
from solozere.website import actions, rules
from solozere.website.models import Page
from solozere.website.pages import TEXTS

FOLDER = "texts"
LONGEST_TITLE = 120


class PagesSection(RowSection):
    """Legal pages in Markdown: the first line `# Title`, then the text. A page left out keeps the software's own words."""

    name = "pages"
    label = _("pages")  # type: ignore[assignment]

    def read(self, pack: Pack) -> list[Row]:
        """One row a file, its key `slug.language`."""
        rows = [self._row(pack, file) for file in pack.glob(f"{FOLDER}/*.md")]
        return [row for row in rows if row is not None]

    def _row(self, pack: Pack, file: str) -> Row | None:
        slug, _dot, language = file.removeprefix(f"{FOLDER}/").removesuffix(".md").partition(".")
        language = language or Page.Language.FRENCH
        if slug not in Page.Slug.values or language not in Page.Language.values:
            known = ", ".join(f"{value}.md" for value in Page.Slug.values)
            pack.problem(file, None, f"aucune page du site ne porte ce nom\u00a0: les fichiers attendus sont {known}.")
            return None
        text = pack.text(file)
        if text is None:
            return None
        try:
            title, body = rules.parse(text)
        except ValueError:
            pack.problem(file, 1, "écrivez le titre sur la première ligne, «\u00a0# Titre\u00a0», puis le texte.")
            return None
        if len(title) > LONGEST_TITLE:
            pack.problem(file, 1, f"ce titre dépasse {LONGEST_TITLE} caractères\u00a0: raccourcissez-le.")
            return None
        for number, name in rules.unknown_placeholders(text):
            pack.problem(file, number, f"{{{name}}} ne sera remplacé par rien\u00a0: écrivez {rules.expected()}.")
        data = {"slug": slug, "language": str(language), "title": title, "body": body}
        return Row(f"{slug}.{language}", data, file, 1)

    def starter(self, new: NewPack) -> dict[str, str]:
        """The software's own texts, to be completed by whoever publishes the site."""
        return {f"{FOLDER}/{path.name}": path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.md"))}

    def find(self, key: str) -> Page | None:
        """The page of that slug and language."""
        slug, _dot, language = key.partition(".")
        return Page.objects.filter(slug=slug, language=language).first()

    def write(self, row: Row, existing: models.Model | None) -> Page:
        """Through `actions.save`, in the name of the pack."""
        return actions.save(**row.data, author=loading_author(), reason=row.file)

    def state(self, obj: Any) -> Any:
        """What `actions.state_of` reads back."""
        return actions.state_of(obj)

"""The charter as a PDF, drawn from the same data as its page."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from solozere.charter.enums import Status
from solozere.charter.models import CharterVersion
from solozere.charter.presentation import ShownLabel, shown_labels
from solozere.charter.rules import Charter, Criterion, Sentence
from solozere.core import pdf
from solozere.core.text import day_in_words as day
from solozere.core.text import typo
from solozere.territory.current import territory

TEMPLATE = Path(__file__).resolve().parent / "pdf" / "charter.typ"
SHEET = pdf.ROOT / "core" / "pdf" / "page.typ"
KEPT_FOR = 7 * 24 * 3600
"""Seconds for which a drawn file is kept: what it says makes its key, so it is never out of date."""


@dataclass(frozen=True)
class Document:
    """What a PDF says, and its title."""

    title: str
    data: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The same for the same words, template and Typst."""
        said = json.dumps([self.title, self.data, installed("typst")], sort_keys=True, ensure_ascii=False)
        drawn = said.encode() + TEMPLATE.read_bytes() + SHEET.read_bytes()
        return hashlib.sha256(drawn).hexdigest()[:32]

    def pdf(self) -> bytes:
        """The file, drawn once and kept."""
        key = f"charter-pdf-{self.fingerprint}"
        kept = cache.get(key)
        if not isinstance(kept, bytes):
            kept = pdf.render(TEMPLATE, self.data, title=self.title, lang=_language())
            cache.set(key, kept, KEPT_FOR)
        return kept


def of(version: CharterVersion) -> Document:
    """The document of a version, in the reader's language where the pack gives it."""
    charter = version.charter()
    place = territory()
    address = f"{settings.SITE_URL}{reverse('charter_version', args=[charter.code])}"
    frame = pdf.frame(typo(place.network) if place else "", typo(place.tagline) if place else "", address)
    data = {
        "frame": frame,
        "title": typo(charter.title),
        "in_force": _in_force(charter),
        "source": typo(charter.source),
        "note": typo(charter.note),
        "labels": [_label(shown) for shown in shown_labels(charter, count=False)],
        "words": _words(),
    }
    return Document(typo(charter.title), data)


def _in_force(charter: Charter) -> str:
    begin = day(charter.in_force_from)
    if charter.in_force_until is None:
        return _("En vigueur depuis le %(begin)s") % {"begin": begin}
    return _("En vigueur du %(begin)s au %(end)s") % {"begin": begin, "end": day(charter.in_force_until)}


def _label(shown: ShownLabel) -> dict[str, Any]:
    label = shown.label
    return {
        "name": typo(label.name),
        "tone": label.tone,
        "definition": typo(label.definition),
        "source": typo(label.source),
        "criteria": [_criterion(criterion) for criterion in shown.required],
        "proposals": [_criterion(criterion) for criterion in shown.proposed],
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    """Its wording, whether it is proposed, and what is said of it, as pairs (name, text)."""
    why = _("Pourquoi cette proposition") if criterion.proposed else _("Source")
    said = [
        (_("Comment nous le lisons"), criterion.reading),
        (_("Preuve attendue"), criterion.evidence),
        (why, Sentence(criterion.source, Status.ANNOUNCEMENT)),
    ]
    lines = [(_named(name, sentence), typo(sentence.text)) for name, sentence in said if sentence]
    return {"wording": typo(criterion.wording), "proposed": criterion.proposed, "lines": lines}


def _named(name: str, sentence: Sentence) -> str:
    """« Preuve attendue (proposition) » for what is still to be validated."""
    return _("%(name)s (proposition)") % {"name": name} if sentence.proposed else name


def _words() -> dict[str, str]:
    """The words of the sheet itself."""
    return {
        "independent": _(
            "Chaque label a ses propres critères\u00a0: aucun n’est une étape vers un autre. "
            "Un lieu qui remplit les critères de plusieurs labels porte le premier de cette page."
        ),
        "criteria": _("Ce qui est demandé"),
        "proposals": _("Propositions, qui ne comptent pas encore"),
        "proposed": _("Proposition, à valider"),
        "source": _("Source"),
    }


def _language() -> str:
    return (get_language() or "fr")[:2]

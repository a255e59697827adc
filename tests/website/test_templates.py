"""What every template keeps to, whoever wrote it: no style or script of its own, no raw sentence, French spacing."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.website.templates import name_of, templates, words_of

ALL = [pytest.param(path, id=name_of(path).removeprefix("solozere/")) for path in templates()]
FORBIDDEN = {
    r"\sstyle\s*=": "an inline style, which the security policy refuses",
    r"\son[a-z]+\s*=\s*[\"']": "an inline handler, which the security policy refuses",
    r"\|\s*safe\b|autoescape\s+off|safeseq": "text printed without escaping",
    r"<script(?![^>]*(?:\bsrc=|\bnonce=))[^>]*>": "an inline script without a nonce",
    r"<style(?![^>]*\bnonce=)[^>]*>": "an inline stylesheet without a nonce",
    r"(?:src|href)=\"(?:https?:)?//(?!www\.w3\.org)": "an address of another site written into a template",
}
MAIL_LETTER = "solozere/notices/templates/notices/mail/letter.html"
"""The frame of all mails: no policy reads it, and a mail reader fetches no stylesheet (docs/adr/0013-outbox.md)."""
WORD = re.compile(r"[a-zà-öø-ÿ]{2,}")
SPACING = re.compile(r"[ \n][;?!»€]|\d %|« |[^\W\d_] :|[^\W\d_]'[^\W\d_]")
LONGEST = 150


@pytest.mark.parametrize("path", ALL)
def test_a_template_holds_neither_style_nor_script_nor_unescaped_text(path: Path):
    text = path.read_text(encoding="utf-8")
    allowed = "an inline stylesheet without a nonce" if name_of(path) == MAIL_LETTER else ""
    assert not [why for pattern, why in FORBIDDEN.items() if re.search(pattern, text) and why != allowed]


@pytest.mark.parametrize("path", ALL)
def test_every_sentence_goes_through_translation(path: Path):
    assert not [raw for raw in words_of(path).raw if WORD.search(raw)]


@pytest.mark.parametrize("path", ALL)
def test_no_sign_is_left_alone_at_the_start_of_a_line(path: Path):
    words = words_of(path)
    assert not [text for text in [*words.translated, *words.raw] if SPACING.search(text)]


@pytest.mark.parametrize("path", ALL)
def test_a_template_is_short_and_says_first_what_may_go_in(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST
    assert lines[0].startswith("{# ") or path.suffix != ".html" or "admin" in path.parts


def test_components_are_included_with_only_what_is_given_to_them():
    tags = [
        (name_of(path), tag)
        for path in templates()
        for tag in re.findall(r"{%\s*include \"core/components/[^%]*%}", path.read_text(encoding="utf-8"))
    ]
    assert tags
    assert not [each for each in tags if not re.search(r"\sonly\s*%}$", each[1])]


def test_a_broken_template_is_seen(tmp_path: Path):
    broken = tmp_path / "broken.html"
    broken.write_text('<p aria-label="Fermer">Bonjour ! {% translate "Vraiment ?" %}</p>', encoding="utf-8")
    words = words_of(broken)
    assert words.raw == ["Fermer", "Bonjour !"]
    assert words.translated == ["Vraiment ?"]
    assert all(SPACING.search(text) for text in ("Bonjour !", "Vraiment ?", "« oui", "12 %", "Où :", "l'ami"))
    assert not SPACING.search("Bonjour&nbsp;! «&nbsp;oui&nbsp;» 12&nbsp;% l’ami")
    assert re.search(next(iter(FORBIDDEN)), '<p style="x">')


def test_no_template_names_a_territory():
    names = re.compile(r"loz[èe]re|langogne|marvejols|villefort|meyrueis|saint-chély|mende\b", re.IGNORECASE)
    texts = [*templates(), *(Path(settings.BASE_DIR) / "solozere").glob("*/texts/*.md")]
    said = {name_of(path): names.search(path.read_text(encoding="utf-8").replace("solozere", "")) for path in texts}
    assert not {name: found[0] for name, found in said.items() if found}

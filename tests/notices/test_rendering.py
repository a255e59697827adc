"""From facts to a mail: one line of subject, a text that any reader shows, an HTML part that needs no stylesheet."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from solozere.notices.rendering import one_line, render, tidy
from solozere.notices.styling import inline
from tests.factories import TerritoryFactory
from tests.fixtures.mails import ESSENTIAL, FACTS, OPTIONAL

pytestmark = pytest.mark.django_db


def test_the_subject_is_one_line_whatever_was_typed():
    said = render(ESSENTIAL, {**FACTS, "place": "Bief\r\nBcc: tous@exemple.fr"})
    assert said.subject == "Votre dossier pour Bief Bcc: tous@exemple.fr : une précision"
    assert len(one_line("x" * 500)) == 200


def test_the_text_is_no_markup_and_the_html_is_escaped():
    said = render(ESSENTIAL, {**FACTS, "question": "<b>Là & là</b> ?"})
    assert "    <b>Là & là</b> ?" in said.text
    assert "&lt;b&gt;Là &amp; là&lt;/b&gt;" in said.html
    assert "quand vous voulez\u00a0:" in said.text


def test_a_mail_says_whose_it_is_and_why_one_receives_it():
    TerritoryFactory()
    said = render(ESSENTIAL, FACTS)
    assert said.text.startswith("Bonjour,\n\nMerci pour")
    assert "\n-- \nSoValdoré, Le télétravail en Valdoré\n" in said.text
    for part in (said.text, said.html):
        assert "Vous recevez ce message parce que vous essayez." in part
        assert "ne plus les recevoir" not in part
    stoppable = render(OPTIONAL, FACTS, stop_url="https://exemple.fr/courriels/x/")
    for part in (stoppable.text, stoppable.html):
        assert "ne plus les recevoir" in part
        assert "https://exemple.fr/courriels/x/" in part


def test_without_a_territory_a_mail_has_neutral_words():
    assert "\n-- \nRéseau de télétravail\n" in render(ESSENTIAL, FACTS).text


def test_hours_are_those_of_the_territory(monkeypatch):
    TerritoryFactory(time_zone="Indian/Reunion")
    seen = []
    monkeypatch.setattr(
        "solozere.notices.rendering.tidy", lambda text: seen.append(timezone.get_current_timezone()) or text
    )
    render(ESSENTIAL, FACTS)
    assert seen == [ZoneInfo("Indian/Reunion")]
    assert timezone.localtime(datetime(2026, 5, 4, tzinfo=UTC)).utcoffset().total_seconds() == 0


def test_a_piece_has_the_body_alone():
    said = render(OPTIONAL, FACTS, piece=True)
    assert "Bonjour" not in said.text + said.html
    assert "Vous recevez" not in said.text + said.html
    assert said.html.startswith("<h2 ")


def test_lines_are_cut_but_never_an_address_nor_a_no_break_space():
    long = "https://exemple.fr/" + "x" * 100
    said = tidy(f"{'mot ' * 30}fin\u00a0!\n\n\n\n    {'cité ' * 20}\n{long} voilà\n--\n")
    assert max(len(line) for line in said.splitlines() if "://" not in line) <= 76
    assert "fin\u00a0!" in said
    assert f"{long} voilà" in said
    assert "\n\n\n" not in said
    assert "\n-- \n" in said
    assert all(line.startswith("    cité") for line in said.splitlines() if "cité" in line)


def test_each_element_gets_its_style_once():
    said = inline('<p>a</p><p class="soft">b</p><strong>c</strong><p style="x">d</p>')
    assert said.startswith('<p style="margin:0 0 16px;font:17px')
    assert '<p class="soft" style="margin:0 0 16px;font:15px' in said
    assert said.endswith('<strong>c</strong><p style="x">d</p>')
    assert inline(said) == said

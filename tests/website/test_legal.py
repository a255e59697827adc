"""What the law asks for: who publishes, what is accessible, what is kept."""

import re

import pytest
from django.test import override_settings

from solozere.core.declarations import declared_for_display
from solozere.website.models import Page
from tests.factories import TerritoryFactory

pytestmark = pytest.mark.django_db


def text(client, path: str) -> str:
    """The page's HTML, no-break spaces as ordinary ones."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


class TestWords:
    def test_the_softwares_own_words_stand_in_and_name_the_network(self, client):
        TerritoryFactory()
        with override_settings(DEFAULT_FROM_EMAIL="bonjour@valdore.example"):
            page = text(client, "/mentions-legales/")
        assert "Ce site est celui du réseau SoValdoré." in page
        assert '<a href="mailto:bonjour@valdore.example">bonjour@valdore.example</a>' in page
        assert "{" not in page.split("<main")[1].split("</main>")[0]

    def test_words_of_the_installation_replace_them(self, client):
        TerritoryFactory()
        Page.objects.create(slug="mentions-legales", title="Qui sommes-nous ?", body="## Éditeur\n\nLa *Maison* : ici.")
        page = text(client, "/mentions-legales/")
        assert "<h1>Qui sommes-nous ?</h1>" in page
        assert "<h2>Éditeur</h2>\n<p>La <em>Maison</em> : ici.</p>" in page
        assert "n’a pas encore inscrit" not in page

    def test_words_in_another_language_wait_for_that_language(self, client):
        TerritoryFactory()
        Page.objects.create(slug="accessibilite", language="en", title="Accessibility", body="Text.")
        assert "<h1>Accessibilité</h1>" in text(client, "/accessibilite/")

    def test_nobody_can_put_a_script_into_a_page(self, client):
        TerritoryFactory()
        Page.objects.create(
            slug="mentions-legales", title="<b>T</b>", body="<script>alert(1)</script>\n\n[x](javascript:alert(1))"
        )
        page = text(client, "/mentions-legales/")
        assert "<script" not in page
        assert "<b>T" not in page
        assert 'href="javascript' not in page


class TestLegalNotice:
    def test_it_says_where_software_geography_fonts_and_icons_come_from(self, client):
        TerritoryFactory(attribution="Contours © IGN, Licence Ouverte 2.0")
        page = text(client, "/mentions-legales/")
        assert "Contours © IGN, Licence Ouverte 2.0" in page
        assert "AGPL-3.0-or-later" in page
        for name in ("Bricolage Grotesque", "Reddit Sans", "Lucide"):
            assert name in page

    def test_the_licences_can_be_read(self, client):
        TerritoryFactory()
        licences = re.findall(r'href="(/static/core/[^"]+\.txt)"', text(client, "/mentions-legales/"))
        assert len(licences) == 3
        for licence in licences:
            answer = client.get(licence)
            assert answer.status_code == 200
            assert b"opyright" in answer.getvalue()


class TestAccessibility:
    def test_the_statement_claims_no_more_than_what_was_audited(self, client):
        TerritoryFactory()
        page = text(client, "/accessibilite/")
        assert "<strong>non conforme</strong>" in page
        assert "axe-core" in page
        assert "Accessibilité : non conforme" in page.split("<footer")[1]

    def test_it_says_whom_to_ask_and_then_whom_to_complain_to(self, client):
        TerritoryFactory()
        with override_settings(CONTACT_PHONE="04 65 71 00 00"):
            page = text(client, "/accessibilite/")
        for words in ("mailto:", "04 65 71 00 00", "Défenseur des droits", "Libre réponse 71120"):
            assert words in page


class TestPersonalData:
    def test_every_declared_rule_is_printed(self, client):
        TerritoryFactory()
        page = text(client, "/donnees-personnelles/")
        rules = declared_for_display()
        assert rules
        titles = re.findall(r"<h3>(.*?)</h3>", page)
        assert [title.lower() for title in titles] == [rule.what.lower().replace("'", "’") for rule in rules]
        for rule in rules:
            assert rule.how_long.replace("\xa0", " ")[1:] in page

    def test_without_any_rule_it_says_that_nothing_is_kept(self, client, monkeypatch):
        TerritoryFactory()
        monkeypatch.setattr("solozere.website.views.legal.declared_for_display", list)
        assert "Le site ne garde aucune donnée personnelle." in text(client, "/donnees-personnelles/")

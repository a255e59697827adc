"""Pages worded by the installation: as a pack's file, as a row, in the administration."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.packs import NewPack, Pack, Row
from solozere.website import actions, rules
from solozere.website.models import Page
from solozere.website.pack import PagesSection
from solozere.website.pages import default
from tests.factories import UserFactory

PACK = Author.system("pack")
NEW = NewPack("99", "Valdoré", "Ailleurs", "99001", "Valbourg", "Europe/Paris", (3, 44, 4, 45))


def read(folder: Path, files: dict[str, str]) -> tuple[list[Row], list[str]]:
    """Rows and problems of a pack with these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    pack = Pack(folder)
    found = PagesSection().read(pack)
    return found, [str(problem).replace("\xa0", " ") for problem in pack.problems]


class TestFiles:
    def test_a_file_is_a_page_with_its_title_and_language(self, tmp_path):
        found, problems = read(
            tmp_path,
            {"texts/accessibilite.md": "# Pour tous\n\nOui.\n", "texts/accessibilite.en.md": "# For all\n\nYes.\n"},
        )
        assert not problems
        assert [(row.key, row.data["title"], row.data["body"]) for row in found] == [
            ("accessibilite.en", "For all", "Yes."),
            ("accessibilite.fr", "Pour tous", "Oui."),
        ]

    def test_a_pack_without_texts_has_no_page(self, tmp_path):
        assert read(tmp_path, {}) == ([], [])

    @pytest.mark.parametrize(
        ("name", "text", "problem"),
        [
            ("inconnue.md", "# T\n\nx", "texts/inconnue.md : aucune page du site ne porte ce nom"),
            ("accessibilite.de.md", "# T\n\nx", "texts/accessibilite.de.md : aucune page du site ne porte ce nom"),
            ("accessibilite.md", "Sans titre\n\nx", "texts/accessibilite.md, ligne 1 : écrivez le titre"),
            ("accessibilite.md", "# Sans texte\n", "texts/accessibilite.md, ligne 1 : écrivez le titre"),
            ("accessibilite.md", f"# {'T' * 121}\n\nx", "texts/accessibilite.md, ligne 1 : ce titre dépasse 120"),
            ("accessibilite.md", "# T\n\nx\n{rezo}", "texts/accessibilite.md, ligne 4 : {rezo} ne sera remplacé"),
        ],
    )
    def test_a_mistake_is_told_by_file_and_line(self, tmp_path, name, text, problem):
        _found, problems = read(tmp_path, {f"texts/{name}": text})
        assert len(problems) == 1
        assert problems[0].startswith(problem)

    def test_a_new_territory_starts_with_every_page_and_without_a_problem(self, tmp_path):
        files = PagesSection().starter(NEW)
        found, problems = read(tmp_path, files)
        assert not problems
        assert {row.data["slug"] for row in found} == set(Page.Slug.values)


@pytest.mark.parametrize("slug", Page.Slug.values)
def test_the_software_has_words_for_every_page(slug):
    words = default(slug)
    assert words.title
    assert not list(rules.unknown_placeholders(words.body))


def test_only_known_placeholders_are_replaced():
    assert rules.fill("{reseau} {autre} {}", {"reseau": "SoValdoré"}) == "SoValdoré {autre} {}"


@pytest.mark.django_db
class TestActions:
    def test_a_change_keeps_what_the_page_said_before(self):
        actions.save("accessibilite", "fr", title="Avant", body="Un.", author=PACK)
        page = actions.save("accessibilite", "fr", title="Après", body="Deux.", author=PACK, reason="audit")
        newest, first = history.of(page)
        assert (first.action, first.before) == ("create", None)
        assert newest.before == {"title": "Avant", "body": "Un."}
        assert newest.after == {"title": "Après", "body": "Deux."}
        assert newest.reason == "audit"

    def test_saving_the_same_words_records_nothing(self):
        for _ in range(2):
            page = actions.save("accessibilite", "fr", title="T", body="Un.", author=PACK)
        assert history.of(page).count() == 1

    def test_a_placeholder_that_nothing_replaces_is_refused(self):
        with pytest.raises(ValidationError, match=r"\{rezo\} ne sera remplacé par rien") as refusal:
            actions.save("accessibilite", "fr", title="T", body="{rezo}", author=PACK)
        assert "body" in refusal.value.message_dict
        assert not Page.objects.exists()

    def test_the_pack_reads_back_what_it_wrote(self):
        section = PagesSection()
        row = Row("accessibilite.fr", {"slug": "accessibilite", "language": "fr", "title": "T", "body": "Un."}, "f", 1)
        assert section.find(row.key) is None
        written = section.write(row, None)
        assert section.find(row.key) == written
        assert section.state(written) == {"title": "T", "body": "Un."}
        actions.save("accessibilite", "fr", title="T", body="Changé.", author=PACK)
        assert section.state(section.find(row.key)) != section.state(written)


@pytest.mark.django_db
class TestAdministration:
    def test_an_administrator_words_a_page_and_can_go_back(self, client):
        client.force_login(UserFactory(admin=True))
        page = actions.save("mentions-legales", "fr", title="Mentions", body="À compléter.", author=PACK)
        change = reverse("admin:website_page_change", args=[page.pk])
        assert client.post(change, {"title": "Mentions", "body": "La Maison, 1 place du Bourg."}).status_code == 302
        assert "La Maison" in client.get("/mentions-legales/").content.decode()
        entry = history.of(page).first()
        assert entry.after["body"] == "La Maison, 1 place du Bourg."
        back = reverse("admin:website_page_restore", args=[page.pk, entry.pk])
        client.post(back)
        page.refresh_from_db()
        assert page.body == "À compléter."

    def test_a_mistake_is_told_at_its_field(self, client):
        client.force_login(UserFactory(admin=True))
        answer = client.post(
            reverse("admin:website_page_add"), {"slug": "accessibilite", "language": "fr", "title": "T", "body": "{x}"}
        )
        assert "{x} ne sera remplacé par rien" in answer.content.decode()
        assert not Page.objects.exists()

"""The packs with every section of every app, as an installation loads them."""

import pytest

from solozere.core.registries import pack_sections
from solozere.territory.loading import check_pack, load_pack
from solozere.territory.pack.communes import CommuneSection
from tests.fixtures.territory import few_communes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few_communes(monkeypatch):
    monkeypatch.setattr(CommuneSection, "national", staticmethod(few_communes))


@pytest.mark.parametrize("name", ["lozere_pack", "tiny_pack"])
def test_a_whole_pack_has_no_problem_loads_and_loads_again_without_a_change(request, name):
    folder = request.getfixturevalue(name)
    assert [str(problem) for problem in check_pack(folder)] == []
    first = load_pack(folder)
    assert [section.name for section in first.sections] == pack_sections.names()
    assert all(not section.left and not section.gone for section in first.sections)
    second = load_pack(folder)
    assert second.lines() == ["Tout était déjà chargé : rien à changer."]


@pytest.mark.parametrize("name", ["lozere_pack", "tiny_pack"])
def test_a_plan_of_a_whole_pack_counts_what_the_load_then_does(request, name):
    folder = request.getfixturevalue(name)
    planned, done = load_pack(folder, plan=True), load_pack(folder)
    assert [(s.name, s.created, s.bulk) for s in planned.sections] == [
        (s.name, s.created, s.bulk) for s in done.sections
    ]


def test_the_colours_and_the_words_of_a_pack_reach_the_pages(client, tiny_pack):
    load_pack(tiny_pack)
    page = client.get("/").content.decode()
    assert "--hero:#bfe3f2" in page
    assert "--hero:#143a52" in page
    assert "Dans le Valdoré, on télétravaille ensemble." in page
    assert "Lozère" not in page

"""The public pages of the charter, and its PDF."""

from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.utils import translation
from pypdf import PdfReader

from solozere.charter import document
from solozere.charter.actions import admit
from solozere.charter.models import CharterVersion
from solozere.core import kept
from solozere.core.authors import Author
from solozere.core.text import typo
from tests.charter.charters import COMPTOIR, DAY, LOZERE, TINY, definition, lozere
from tests.charter.conftest import load, offered

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ")


def plain(text: str) -> str:
    return typo(text).replace("\u00a0", " ")


def test_the_charter_says_each_criterion_with_its_source_and_its_proof(client, charter):
    page = text_of(client.get("/charte/"))
    for criterion in lozere().criteria:
        assert plain(criterion.wording) in page
        assert plain(criterion.source) in page
        assert plain(criterion.evidence.text) in page
    for label in lozere().labels:
        assert plain(label.definition) in page
    assert "En vigueur depuis le 3 mars 2013" in page
    assert "Proposition, à valider" in page


def test_what_the_source_says_is_not_marked_as_a_proposal(client, territory):
    load(TINY)
    with time_machine.travel("2023-05-01"):
        assert "roposition" not in text_of(client.get("/charte/"))
    with time_machine.travel("2025-05-01"):
        page = text_of(client.get("/charte/"))
    assert page.count("Proposition, à valider") == 1
    assert page.count("Preuve attendue (proposition) :") == 1
    assert page.count("Preuve attendue :") == 3


@pytest.mark.parametrize(
    ("day", "title", "state"),
    [
        ("2019-01-01", "Engagements des lieux du Valdoré<", "En vigueur à partir du 1er janvier 2020"),
        ("2024-12-31", "Engagements des lieux du Valdoré<", "En vigueur depuis le 1er janvier 2020"),
        ("2025-01-01", "Engagements des lieux du Valdoré, révisés<", "En vigueur depuis le 1er janvier 2025"),
    ],
)
def test_the_version_of_the_day_is_shown_first(client, territory, day, title, state):
    load(TINY)
    with time_machine.travel(f"{day} 12:00"):
        page = text_of(client.get("/charte/"))
    assert f"<h1>{title}/h1>" in page
    assert state in page


def test_each_version_has_its_page_and_says_whether_it_holds(client, territory):
    load(TINY)
    with time_machine.travel("2026-02-01"):
        page = text_of(client.get("/charte/premiere/"))
        current = text_of(client.get("/charte/seconde/"))
    assert "A été en vigueur du 1er janvier 2020 au 31 décembre 2024" in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/charte/premiere/"' in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/charte/"' in current
    assert 'href="/charte/seconde/"' in page
    assert 'href="/charte/premiere.pdf"' in page


def test_without_a_charter_the_page_says_so(client, territory):
    response = client.get("/charte/")
    assert response.status_code == 200
    assert "Aucune charte n’est publiée" in text_of(response)
    assert client.get("/charte.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/charte/phare/", "/charte/phare.pdf", "/charte/é/", "/charte/2013/2/"])
def test_an_unknown_version_is_a_page_that_says_so(client, charter, path):
    assert client.get(path).status_code == 404


def test_places_in_service_are_counted_under_their_label(client, charter, new_place):
    admit(
        new_place("a", services=offered(COMPTOIR)),
        "comptoir",
        on=DAY,
        author=Author.system("essais"),
        reason="Vérifié.",
    )
    new_place("b", services=offered(COMPTOIR))
    page = text_of(client.get("/charte/"))
    assert '<a href="/lieux/">1 lieu du réseau</a> porte ce label' in page
    assert "Aucun lieu ne porte encore ce label" in page


def test_the_charter_is_in_the_menu(client, charter):
    assert '<a href="/charte/" aria-current="page">Charte</a>' in text_of(client.get("/charte/"))


def test_the_number_of_queries_does_not_grow_with_places(
    client, charter, new_place, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(6) as few:
        client.get("/charte/")
    for number in range(4):
        place = new_place(f"lieu-{number}", services=offered(COMPTOIR))
        admit(place, None, on=DAY, author=Author.system("essais"), reason="Vérifié.")
    cache.clear()
    kept.forget_all()
    with django_assert_num_queries(len(few)):
        client.get("/charte/")


def read(response) -> PdfReader:
    return PdfReader(BytesIO(response.content))


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_the_pdf_holds_every_criterion_of_the_charter(client, charter):
    response = client.get("/charte.pdf")
    assert response["Content-Type"] == "application/pdf"
    text = flat(" ".join(page.extract_text() for page in read(response).pages))
    for criterion in lozere().criteria:
        assert flat(typo(criterion.wording)) in text
        assert flat(typo(criterion.source)) in text
        assert flat(typo(criterion.evidence.text)) in text
        if criterion.reading:
            assert flat(typo(criterion.reading.text)) in text
    for label in lozere().labels:
        assert flat(typo(label.definition)) in text
    assert "En vigueur depuis le 3 mars 2013" in text
    assert text.count("Proposition, à valider") == 3  # one of a télécentre, one of both
    assert "SoValdoré" in text


def test_the_pdf_is_tagged_and_named(client, charter):
    reader = read(client.get("/charte/2013.pdf"))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata.title == lozere().title
    assert client.get("/charte/2013.pdf")["Content-Disposition"] == 'inline; filename="charte-2013.pdf"'


def test_the_pdf_is_not_sent_again_to_whom_has_it(client, charter):
    etag = client.get("/charte.pdf")["ETag"]
    again = client.get("/charte.pdf", headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    CharterVersion.objects.update(
        definition={**definition_kept(), "charter": {**definition_kept()["charter"], "title": "Autre titre"}}
    )
    changed = client.get("/charte.pdf", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def definition_kept() -> dict:
    return CharterVersion.objects.get(code="2013").definition


def test_the_pdf_is_drawn_once_for_what_it_says(client, charter, monkeypatch):
    first = client.get("/charte.pdf").content
    monkeypatch.setattr(document.pdf, "render", lambda *args, **kwargs: pytest.fail("drawn twice"))
    assert client.get("/charte.pdf").content == first


def test_a_page_asked_with_the_wrong_verb_is_refused(client, charter):
    for path in ("/charte/", "/charte/2013/", "/charte.pdf", "/charte/2013.pdf"):
        assert client.post(path).status_code == 405


def test_the_charter_is_read_in_english_where_the_pack_gives_it(charter):
    with translation.override("en"):
        assert (
            CharterVersion.objects.get(code="2013").charter().title
            == "Quality charter of the places that welcome teleworkers"
        )
    assert (
        definition(LOZERE / "charter" / "2013.toml")["charter"]["title"] == CharterVersion.objects.get().charter().title
    )

"""What a first visit weighs over the wire: a phone in a valley pays for every kilobyte."""

import gzip

import pytest

TEXTS = ("text/", "application/json", "application/geo+json", "application/javascript", "image/svg+xml")
HEADERS = 300
"""Bytes of the headers of an answer, about."""


@pytest.fixture
def weighed(new_context):
    """Visits an address for the first time: path → bytes over the wire, as the production server compresses them."""

    def weigh(path, until):
        page = new_context(width=1280).new_page()
        answers = []
        page.on("response", lambda answer: answers.append(answer))
        page.goto(path)
        page.locator(until).first.wait_for()
        page.wait_for_load_state("networkidle")
        found = {}
        for answer in answers:
            body, kind = answer.body(), answer.headers.get("content-type", "")
            size = len(gzip.compress(body, 6)) if kind.startswith(TEXTS) else len(body)
            found[answer.url.partition("//")[2].partition("/")[2]] = size + HEADERS
        return found, len(page.request.get(path, headers={"Accept-Encoding": "identity"}).body())

    return weigh


def test_the_search_with_its_map_weighs_less_than_150_kb_without_the_contours(weighed):
    found, html = weighed("/lieux/", "#carte a.marker")
    assert any("leaflet" in path for path in found), "the map was loaded"
    wire = sum(size for path, size in found.items() if not path.startswith("territoire/"))
    assert wire < 150_000, found
    assert html < 60_000


def test_the_page_of_a_place_weighs_less_than_60_kb_without_fonts(weighed):
    found, html = weighed("/lieux/polen-mende/", "h1")
    assert sum(size for path, size in found.items() if ".woff2" not in path) < 60_000, found
    assert html < 60_000

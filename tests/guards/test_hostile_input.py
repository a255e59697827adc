"""Whatever the world sends, the answer is a page in French: never a 500, never a bare line, never what was sent as markup."""

import html
import re

import pytest
from django.test import Client

from tests.guards.access_table import TABLE
from tests.guards.test_access import values  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db
ADDRESSES = [row.address for row in TABLE if row.visitor == 200]
ONLY_READ = [row.address for row in TABLE if row.visitor == 200 and not row.receives]
FORMS = [row.address for row in TABLE if row.visitor == 200 and row.receives]
QUERIES = {
    "nul": "q=%00",
    "nul in a name": "%00=1",
    "no utf-8": "q=%ff%fe%80",
    "half a character": "q=%E0%A4%A",
    "a lone percent": "%",
    "nothing": "=&&&=",
    "brackets": "page[]=1&page[]=2&page[x]=3",
    "a script": "q=<script>alert(1)</script>&page=<script>alert(1)</script>&label=<script>alert(1)</script>",
    "quotes": "q=%27%22%3B--&ou=%27%20OR%201=1",
    "huge": "q=" + "x" * 20_000,
    "a huge number": "page=" + "9" * 5_000,
    "a negative page": "page=-1",
    "a page of letters": "page=abc",
    "no number": "page=NaN&pres=NaN,inf&rayon=1e999",
    "other digits": "page=%D9%A3&l=%D9%A3",
    "too many fields": "&".join(f"a{n}=1" for n in range(1_500)),
    "the same field": "&".join("page=1" for _n in range(500)),
    "half a surrogate": "q=%ED%A0%80",
    "right to left": "q=%E2%80%AE%E2%80%AD",
    "a path": "q=../../../../etc/passwd",
}
HEADERS = {
    "a foreign host": {"HTTP_HOST": "elsewhere.example"},
    "a broken host": {"HTTP_HOST": "a b<c>:99999999"},
    "a broken session": {"HTTP_COOKIE": "sessionid=%00\x7f; csrftoken=" + "x" * 500},
    "no language": {"HTTP_ACCEPT_LANGUAGE": "xx-" + "y" * 5_000 + ",*;q=nan"},
    "a broken date": {"HTTP_IF_MODIFIED_SINCE": "hier", "HTTP_IF_NONE_MATCH": '"\x01'},
    "a broken range": {"HTTP_RANGE": "bytes=9999999999-1,-,abc"},
    "a broken length": {"HTTP_ACCEPT": "\x00", "HTTP_X_FORWARDED_PROTO": "https,http", "HTTP_X_FORWARDED_FOR": "'"},
}
PATHS = [
    "/lieux/%00/",
    "/lieux/%ff/",
    "/lieux/%2e%2e/",
    "/lieux/é/",
    "/lieux/" + "a" * 5_000 + "/",
    "/lieux/<script>alert(1)</script>/",
    "/lieux/a/affiche.pdf/",
    "/partenaires/%00/",
    "/partenaires/%F0%9F%92%A9/",
    "/partenaires/a b/",
    "/partenaires/" + "-" * 2_000 + "/",
    "/charte/%00/",
    "/charte/%E0%A4%A/",
    "/charte/.pdf",
    "/fichiers/" + "0" * 64 + ".exe",
    "/fichiers/" + "g" * 64 + ".webp",
    "/fichiers/%00.webp",
    "/fichiers/" + "0" * 5_000,
    "/.//elsewhere.example/",
    "/.env",
    "/wp-login.php",
    "/" + "a/" * 2_000,
    "/%00",
    "/%",
    "/\x01",
]
FORM_TYPE = "application/x-www-form-urlencoded"
BODIES = [b"\x00\xff\xfe", b"a=%00&b=%ff", b"a=" + b"x" * 3_000_000, b"&".join(b"a%d=1" % n for n in range(1500))]
METHODS = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "INVENTED"]
PAGE = re.compile(r'<html lang="fr">.*<h1[^>]*>\s*\S.*</html>', re.DOTALL)


def is_right(answer) -> bool:
    """Under 500; an error is a French page with its sentence and a way on, and repeats nothing of what was sent."""
    if answer.streaming:
        return answer.status_code < 400 and bool(b"".join(answer))
    if answer.status_code == 200 and not answer["Content-Type"].startswith("text/"):
        return True
    text = answer.content.decode(answer.charset)
    if answer.status_code >= 500 or "<script>alert(1)" in text:
        return False
    return answer.status_code < 400 or (bool(PAGE.search(text)) and 'href="/"' in text and "Traceback" not in text)


@pytest.mark.usefixtures("world", "two_users")
class TestHostileInput:
    """Each public address."""

    @pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
    def test_a_query_is_answered_by_a_page(self, query, values):  # noqa: F811
        for address in ADDRESSES:
            path, _, own = address.format(**values).partition("?")
            answer = Client().get(path, QUERY_STRING="&".join(part for part in (own, query) if part))
            assert is_right(answer), (address, answer.status_code)

    @pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
    def test_headers_are_answered_by_a_page(self, headers, values):  # noqa: F811
        for address in ADDRESSES:
            answer = Client().get(address.format(**values), **headers)
            assert is_right(answer), (address, answer.status_code)

    @pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40].encode("ascii", "replace").decode())
    def test_an_address_that_leads_nowhere_is_a_page(self, path):
        answer = Client().get(path)
        assert answer.status_code in (400, 404)
        assert is_right(answer)

    @pytest.mark.parametrize("method", METHODS)
    def test_a_page_that_is_read_refuses_what_would_write(self, method, values):  # noqa: F811
        for address in ONLY_READ if method == "POST" else ADDRESSES:
            for strict in (False, True):
                client = Client(enforce_csrf_checks=strict)
                answer = client.generic(method, address.format(**values), b"\x00\xff", "application/octet-stream")
                assert answer.status_code in ((405,) if not strict else (403, 405)), (address, answer.status_code)
                assert is_right(answer)

    def test_a_public_form_answers_anything_by_a_page(self, values):  # noqa: F811
        for address in FORMS:
            for strict in (False, True):
                client = Client(enforce_csrf_checks=strict)
                for body in BODIES:
                    answer = client.post(address.format(**values), body, content_type=FORM_TYPE)
                    assert answer.status_code in (200, 302, 400, 403, 429), (address, answer.status_code)
                    assert answer.status_code == 302 or is_right(answer)

    def test_the_head_of_every_page_is_given(self, values):  # noqa: F811
        for address in ADDRESSES:
            answer = Client().head(address.format(**values))
            assert answer.status_code == 200
            assert not answer.streaming or b"".join(answer) == b""

    @pytest.mark.parametrize("body", BODIES)
    def test_a_form_that_is_sent_nowhere_is_refused_by_a_page(self, body):
        client = Client(enforce_csrf_checks=True)
        answer = client.post("/compte/connexion/", body, content_type=FORM_TYPE)
        assert answer.status_code in (400, 403)
        assert is_right(answer)

    def test_signing_in_with_anything_is_answered_in_french(self):
        for name in ("\x00", "' OR 1=1", "x" * 100_000, "é@é", "<script>alert(1)</script>"):
            for door in ("/compte/connexion/", "/compte/mot-de-passe/"):
                answer = Client().post(door, {"email": name, "password": name, "code": name, "next": name})
                assert answer.status_code in (200, 400)
                assert "<script>alert(1)" not in answer.content.decode()
            answer = Client().post("/administration/login/", {"username": name, "password": name})
            assert answer.status_code in (302, 400)
            assert "<script>alert(1)" not in answer.content.decode()


@pytest.mark.parametrize("address", [row.address for row in TABLE if "{" not in row.address])
def test_before_anything_is_loaded_every_page_answers(address):
    answer = Client().get(address)
    assert answer.status_code in (200, 302, 404, 405)
    assert is_right(answer)


def test_the_guard_sees_a_bare_error_and_a_reflected_script():
    from django.http import HttpResponse

    page = '<!doctype html><html lang="fr"><body><h1>Cette page n’existe pas</h1><a href="/">Accueil</a></body></html>'
    assert is_right(HttpResponse(page, status=404))
    assert is_right(HttpResponse("ok"))
    assert not is_right(HttpResponse("Not Found", status=404))
    assert not is_right(HttpResponse(page, status=500))
    assert not is_right(HttpResponse(page.replace('"fr"', '"en"'), status=404))
    assert not is_right(HttpResponse(page.replace("Cette", "<script>alert(1)</script>Cette"), status=200))
    assert is_right(HttpResponse(page.replace("Cette", html.escape("<script>alert(1)")), status=404))

"""What goes wrong is answered in French, with a way on, whatever goes wrong."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from solozere.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401 (the test's own addresses add to them)
from solozere.website.views import errors
from tests.factories import TerritoryFactory


def refuse(request: HttpRequest) -> None:
    raise PermissionDenied


def stumble(request: HttpRequest) -> None:
    raise RuntimeError("only in the tests")


for view in (refuse, stumble):
    view.login_required = False
urlpatterns = [*urlpatterns, path("interdit/", refuse), path("panne/", stumble)]

BACK = '<a class="button" href="/">Revenir à l’accueil</a>'


@pytest.fixture
def visitor() -> Client:
    """A browser that gets the page of a breakdown instead of its exception."""
    return Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nulle-part/", 404, "Cette page n’existe pas, ou plus"),
        ("/lieux/inconnu/", 404, "Cette page n’existe pas, ou plus"),
        ("/lieux/?ou=%00", 400, "Nous n’avons pas compris cette adresse"),
        ("/lieux/a%00b/", 400, "Nous n’avons pas compris cette adresse"),
        ("/interdit/", 403, "Cette page ne vous est pas ouverte"),
        ("/panne/", 500, "Le site a trébuché"),
    ],
)
def test_each_refusal_is_a_sentence_and_a_way_on(visitor, caplog, address, status, words):
    TerritoryFactory()
    answer = visitor.get(address)
    page = answer.content.decode()
    assert answer.status_code == status
    assert re.search(rf'<h1 class="h-as-2">\s*{words}\s*</h1>', page)
    assert re.search(rf"<title>\s*{words}\s*– SoValdoré</title>", page)
    assert BACK in page
    assert 'lang="fr"' in page


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_refused_in_french(visitor, caplog):
    answer = visitor.get("/", headers={"host": "ailleurs.example"})
    assert answer.status_code == 400
    assert "Nous n’avons pas compris cette adresse" in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_only_reads_refuses_a_sending_in_french(visitor, caplog):
    answer = visitor.post("/mentions-legales/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "Cette adresse n’attend pas d’envoi" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_sent_from_an_old_page_is_told_that_nothing_was_saved(caplog):
    answer = Client(enforce_csrf_checks=True).post("/administration/login/", {"username": "x", "password": "y"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Votre envoi n’est pas passé" in page
    assert "Rien n’a été enregistré." in page
    assert BACK in page


@pytest.mark.django_db
class TestWithTheDatabaseDown:
    @pytest.fixture(autouse=True)
    def _down(self):
        def refuse(*arguments):
            raise OperationalError("the database is down")

        with connection.execute_wrapper(refuse):
            yield

    def test_the_visitor_gets_the_page_of_a_breakdown(self, visitor, caplog):
        answer = visitor.get("/")
        page = answer.content.decode()
        assert answer.status_code == 500
        assert "Le site a trébuché" in page
        assert "Réseau de télétravail" in page
        assert BACK in page
        assert 'href="/partenaires/"' in page

    def test_what_supervises_the_site_is_told(self, visitor):
        assert visitor.get("/sante/vivant").status_code == 200
        assert visitor.get("/sante/pret").status_code == 503


@override_settings(CONTACT_PHONE="04 65 71 00 00", DEMO=True)
def test_the_page_of_a_breakdown_needs_no_context_processor(monkeypatch):
    monkeypatch.setattr(errors, "territory", lambda: None)
    page = errors.server_error(RequestFactory().get("/")).content.decode()
    assert "appelez-nous au" in page
    assert "Ceci est une démonstration" in page
    assert '<symbol id="brand"' in page

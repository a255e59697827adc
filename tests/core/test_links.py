"""Secret links: whoever has one may do one thing; reading never acts; what is over says so and offers another."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from solozere.core import links
from solozere.core.authors import Author
from solozere.core.links import LinkRevoked, LinkState, SecretLink, tokens
from solozere.core.links.purposes import senders
from solozere.core.secrecy import HideSecrets, hide
from tests.factories import ContactFactory, TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_purposes")]
ADA = Author.system("Ada")
MONTH = timedelta(days=31)


@pytest.fixture
def thing():
    """What links open: any object, here a contact."""
    TerritoryFactory()
    return ContactFactory(email="camille@exemple.fr")


def path(thing, purpose: str = "trial_follow", contact_id: int | None = 7) -> str:
    """A new link, without its host."""
    address = links.make(purpose, thing, contact_id, ADA)
    assert address.startswith("http://127.0.0.1:8000/suivi/")
    return address.removeprefix("http://127.0.0.1:8000")


def token_of(address: str) -> str:
    """The secret of an address."""
    return address.split("/suivi/")[1].strip("/")


def request_with(*addresses: str):
    """A request of a browser that followed these links, the last one just now."""
    request = RequestFactory().get("/")
    request.COOKIES[tokens.COOKIE] = ".".join(token_of(each) for each in reversed(addresses))
    return request


class TestMaking:
    """What is kept of a link."""

    def test_the_table_holds_who_what_until_when_and_never_the_token(self, thing):
        with time_machine.travel("2026-05-04 12:00Z", tick=False):
            address = path(thing)
        link = SecretLink.objects.get()
        assert (link.purpose, link.model, link.object_id, link.contact_id) == (
            "trial_follow",
            "notices.contact",
            str(thing.pk),
            7,
        )
        assert (link.author_name, link.expires_at.isoformat()) == ("Ada", "2026-06-03T12:00:00+00:00")
        row = SecretLink.objects.values_list().get()
        assert not [value for value in row if token_of(address) in str(value)]

    def test_two_links_of_the_same_thing_are_two_secrets(self, thing):
        assert path(thing) != path(thing)
        assert len(token_of(path(thing))) == 43

    def test_a_purpose_that_nobody_declared_is_a_mistake(self, thing):
        with pytest.raises(KeyError):
            links.make("never", thing, None, ADA)


class TestFollowing:
    """The address of a link, opened in a browser."""

    def test_it_is_swapped_for_a_cookie_and_leads_to_its_page(self, client, thing):
        address = path(thing)
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"/lieux/?q={thing.pk}")
        cookie = answer.cookies[tokens.COOKIE]
        assert cookie.value == token_of(address)
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
        assert "no-store" in answer["Cache-Control"]

    def test_opening_it_counts_nothing(self, client, thing):
        address = path(thing, "trial_once")
        for _time in range(3):
            assert client.get(address).status_code == 302
        assert SecretLink.objects.get().uses == 0

    def test_a_browser_follows_several_links_and_forgets_the_oldest(self, client, thing):
        addresses = [path(thing) for _n in range(tokens.KEPT + 1)]
        for address in [*addresses, addresses[2]]:
            client.get(address)
        kept = client.cookies[tokens.COOKIE].value.split(".")
        assert kept == [token_of(addresses[n]) for n in (2, 5, 4, 3, 1)]

    def test_a_link_that_nobody_made_is_a_page(self, client, thing):
        for said in ("x" * 43, "x", "é" * 43, "%00"):
            answer = client.get(f"/suivi/{said}/")
            assert answer.status_code in (400, 404)
            assert "<h1" in answer.content.decode()
        assert "Ce lien ne mène nulle part" in client.get(f"/suivi/{'x' * 43}/").content.decode()

    def test_the_page_of_a_link_that_is_over_does_not_repeat_it_to_other_sites(self, client, thing):
        address = path(thing)
        with time_machine.travel(timezone.now() + MONTH):
            answer = client.get(address)
        page = answer.content.decode()
        assert 'rel="canonical"' not in page
        assert "og:url" not in page
        assert answer["Referrer-Policy"] == "no-referrer"
        assert tokens.COOKIE not in answer.cookies


class TestCurrent:
    """What a page asks of the browser that reads it."""

    def test_the_link_opens_its_own_thing_and_purpose_and_nothing_else(self, thing):
        request, other = request_with(path(thing)), ContactFactory()
        assert links.current(request, "trial_follow", thing).contact_id == 7
        assert links.current(request, "trial_once", thing) is None
        assert links.current(request, "trial_follow", other) is None
        assert links.current(RequestFactory().get("/"), "trial_follow", thing) is None

    def test_one_of_several_is_found(self, thing):
        other = ContactFactory()
        request = request_with(path(thing), path(other))
        assert links.current(request, "trial_follow", thing).object_id == str(thing.pk)
        assert links.current(request, "trial_follow", other).object_id == str(other.pk)

    def test_a_link_that_is_over_opens_nothing(self, thing):
        request = request_with(path(thing))
        with time_machine.travel(timezone.now() + MONTH):
            assert links.current(request, "trial_follow", thing) is None

    def test_a_revoked_link_opens_nothing_for_the_contact_named_or_for_all(self, thing):
        mine, theirs = request_with(path(thing, contact_id=7)), request_with(path(thing, contact_id=8))
        assert links.revoke("trial_follow", thing, 7) == 1
        assert links.current(mine, "trial_follow", thing) is None
        assert links.current(theirs, "trial_follow", thing) is not None
        assert links.revoke("trial_follow", thing) == 1
        assert links.current(theirs, "trial_follow", thing) is None

    def test_a_forged_cookie_asks_nothing_dangerous(self, thing):
        request = RequestFactory().get("/")
        request.COOKIES[tokens.COOKIE] = "a.." + "é" * 43 + "." + "x" * 100_000
        assert links.current(request, "trial_follow", thing) is None


class TestUsing:
    """An action done through a link."""

    def test_a_link_that_serves_once_is_spent_by_its_action(self, client, thing):
        address = path(thing, "trial_once")
        link = links.current(request_with(address), "trial_once", thing)
        assert links.use(link)
        assert not links.use(link)
        assert links.state(link) == LinkState.USED
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Ce lien a déjà servi" in answer.content.decode()

    def test_another_one_serves_again(self, thing):
        link = links.current(request_with(path(thing)), "trial_follow", thing)
        assert links.use(link)
        assert links.use(link)
        assert link.uses == 2

    @pytest.mark.races
    @pytest.mark.django_db(transaction=True)
    def test_of_several_actions_at_once_one_is_done(self, trial_purposes):
        link = links.by_token(token_of(links.make("trial_once", ContactFactory(), 7, ADA)))

        def job(_n):
            try:
                return links.use(SecretLink.objects.get(pk=link.pk))
            finally:
                connection.close()

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(job, range(4))) == [False, False, False, True]


class TestOver:
    """A link that opens nothing any more says why, and offers another."""

    @pytest.fixture
    def sent(self, monkeypatch):
        """The new links that leave, instead of mails."""
        found = []
        monkeypatch.setitem(senders._entries, "mail", (100, lambda link, address: found.append((link, address))))
        return found

    def test_an_expired_link_says_so_and_sends_another_to_the_same_contact(self, client, thing, sent):
        address = path(thing)
        with time_machine.travel(timezone.now() + MONTH):
            answer = client.get(address)
            assert answer.status_code == 410
            assert "Ce lien n’est plus valable" in answer.content.decode()
            assert "suivre votre demande" in answer.content.decode()
            assert sent == []
            answer = client.post(f"{address}nouveau/")
            assert "Un nouveau lien vous est envoyé" in answer.content.decode()
            (link, new) = sent[0]
            assert (link.contact_id, links.by_token(token_of(new)).contact_id) == (7, 7)
            assert token_of(new) not in answer.content.decode()
            assert links.current(request_with(new), "trial_follow", thing) is not None

    def test_asked_for_too_often_it_answers_the_same_and_sends_nothing_more(self, client, thing, sent):
        address = path(thing)
        with time_machine.travel(timezone.now() + MONTH):
            pages = {client.post(f"{address}nouveau/").content.split(b"<main")[1] for _n in range(5)}
        assert len(sent) == 3
        assert len(pages) == 1

    def test_a_reader_of_mails_that_opens_everything_asks_for_nothing(self, client, thing, sent):
        address = path(thing)
        with time_machine.travel(timezone.now() + MONTH):
            assert client.get(f"{address}nouveau/").status_code == 405
        assert sent == []

    @pytest.mark.parametrize("case", ["open", "revoked", "last", "nobody", "gone"])
    def test_where_another_would_change_nothing_none_is_offered(self, client, thing, sent, case):
        address = path(thing, "trial_last" if case == "last" else "trial_follow", None if case == "nobody" else 7)
        if case == "revoked":
            links.revoke("trial_follow", thing)
        if case == "gone":
            thing.delete()
        with time_machine.travel(timezone.now() + (timedelta() if case == "open" else MONTH)):
            answer = client.get(address)
            assert b"nouveau/" not in answer.content
            client.post(f"{address}nouveau/")
        assert sent == []

    def test_a_revoked_link_and_one_whose_thing_is_gone_say_so(self, client, thing):
        revoked, gone = path(thing), path(ContactFactory())
        links.revoke("trial_follow", thing)
        assert "Ce lien a été annulé" in client.get(revoked).content.decode()
        SecretLink.objects.filter(revoked_at=None).update(object_id="0")
        answer = client.get(gone)
        assert answer.status_code == 410
        assert "n’existe plus" in answer.content.decode()

    def test_the_form_passes_from_a_page_that_says_no_referrer_and_puts_no_cookie(self, thing, sent):
        address, strict = path(thing), Client(enforce_csrf_checks=True)
        with time_machine.travel(timezone.now() + MONTH):
            assert not strict.get(address).cookies
            assert strict.post(f"{address}nouveau/", HTTP_ORIGIN="null").status_code == 200
        assert len(sent) == 1


class TestTextsThatStay:
    """A mail that is gone is kept without its secrets."""

    def test_a_text_is_scrubbed_and_restored_with_new_links(self, thing):
        address = path(thing)
        said = links.scrub(f"Voir http://h{address} ou http://h{address}.")
        number = SecretLink.objects.get().pk
        assert said == f"Voir http://h/suivi/lien-{number}/ ou http://h/suivi/lien-{number}/."
        text, html = links.restore(ADA, said, f'<a href="{said}">')
        assert token_of(address) not in text + html
        assert SecretLink.objects.count() == 2
        new = text.split("/suivi/")[1].split("/")[0]
        assert html.count(new) == text.count(new) == 2
        assert links.by_token(new).object_id == str(thing.pk)
        assert links.scrub("rien") == "rien"
        assert links.restore(ADA, "rien") == ["rien"]

    def test_what_was_cancelled_or_is_unknown_is_not_restored(self, thing):
        said = links.scrub(path(thing))
        links.revoke("trial_follow", thing)
        for text in (said, "/suivi/lien-0/"):
            with pytest.raises(LinkRevoked):
                links.restore(ADA, text)


def test_no_secret_stands_in_the_log(thing):
    address = path(thing)
    record = logging.makeLogRecord({"msg": "Gone: %s", "args": (f"{address}nouveau/",)})
    assert HideSecrets().filter(record)
    assert record.getMessage() == "Gone: /suivi/…/nouveau/"
    assert hide("GET /courriels/WzEsImRpZ2VzdCJd:abcdef/ 200") == "GET /courriels/…/ 200"
    assert hide("GET /suivi/ 200") == "GET /suivi/ 200"
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]


def test_links_follow_their_contact(thing):
    path(thing, contact_id=7)
    path(thing, contact_id=8)
    assert links.move_contact(kept=8, other=7) == 1
    assert links.forget_contact(8) == 2
    assert not SecretLink.objects.exists()


@pytest.mark.django_db
def test_a_link_opens_at_once_in_the_browser_that_made_it(trial_purposes):
    contact = ContactFactory()
    address = links.make("trial_follow", contact, contact.pk, Author.contact(contact))
    request, response = RequestFactory().get("/"), HttpResponse()
    links.open_here(request, response, address)
    request.COOKIES["suivi"] = response.cookies["suivi"].value
    assert links.current(request, "trial_follow", contact) is not None
    assert links.current(request, "trial_once", contact) is None

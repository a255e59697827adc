"""Entering by a code sent by mail: the same for known and unknown addresses, and an account only once the address is proved."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from solozere.accounts.models import User
from solozere.notices.models import Contact, OutgoingMail
from tests.accounts.door import ADDRESS, CODE, SPACE, ask, codes, enter, letters
from tests.factories import ContactFactory, UserFactory

pytestmark = pytest.mark.django_db
LEA = "lea@exemple.fr"


def said(answer) -> str:
    """The text of an answer, its no-break spaces as spaces."""
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def wrong(code: str) -> str:
    """Six other digits."""
    return str((int(code) + 1) % 1_000_000).zfill(6)


def test_a_new_address_opens_an_account_with_the_code(client):
    answer = ask(client, LEA)
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert not User.objects.exists()
    answer = client.post(CODE, {"code": codes()[0]})
    assert (answer.status_code, answer["Location"]) == (302, SPACE)
    user = User.objects.get()
    assert (user.email, user.contact.email) == (LEA, LEA)
    assert user.contact.verified_at is not None
    assert not user.has_usable_password()
    assert client.get(SPACE).status_code == 200
    assert not EmailAddress.objects.exists(), "the address stands in the contact and the account alone"


def test_an_account_enters_whatever_the_capitals(client):
    user = UserFactory(contact__email=LEA)
    assert enter(client, "LEA@Exemple.fr").status_code == 302
    assert User.objects.get() == user
    assert client.get(SPACE).context["user"] == user


def test_the_contact_of_the_address_becomes_the_accounts(client):
    contact = ContactFactory(email=LEA, name="Léa Exemple")
    enter(client, LEA)
    assert User.objects.get().contact == contact
    assert "Bonjour Léa" in said(client.get(SPACE))


def test_known_and_unknown_addresses_receive_the_same_answers_and_the_same_message():
    UserFactory(contact__email=LEA)
    pages, bodies = [], []
    for email in (LEA, "nul@exemple.fr"):
        client = Client()
        answer = ask(client, email)
        page = said(client.get(CODE)).replace(email, "…")
        pages.append((answer.status_code, answer["Location"], len(page)))
        code = codes()[-1]
        bodies.append(letters()[-1].replace(f"{code[:3]} {code[3:]}", "…").replace(f"{code[:3]}\u00a0{code[3:]}", "…"))
    assert pages[0] == pages[1]
    assert bodies[0] == bodies[1]
    assert sorted(OutgoingMail.objects.values_list("recipient", flat=True)) == [LEA, "nul@exemple.fr"]


def test_known_and_unknown_addresses_cost_the_same_queries(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    UserFactory(contact__email=LEA)
    ContactFactory(email="nul@exemple.fr")
    costs = []
    for email in (LEA, "nul@exemple.fr"):
        with CaptureQueriesContext(connection) as queries:
            ask(Client(), email)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_wrong_code_keeps_the_address_and_says_how_many_tries_are_left(client):
    ask(client, LEA)
    answer = client.post(CODE, {"code": wrong(codes()[0]), "remember": "on"})
    assert answer.status_code == 200
    assert "Ce code n’est pas celui du dernier message" in said(answer)
    assert "Il vous reste 4 essais." in said(answer)
    assert LEA in said(answer)
    assert "checked" in said(answer)
    assert client.post(CODE, {"code": codes()[0]}).status_code == 302


def test_five_wrong_codes_spend_it_and_another_one_enters(client):
    ask(client, LEA)
    for _ in range(5):
        answer = client.post(CODE, {"code": wrong(codes()[0])})
    assert "ce code ne sert plus" in said(answer)
    assert "ce code ne sert plus" in said(client.post(CODE, {"code": codes()[0]}))
    assert not User.objects.exists()
    assert client.post(CODE, {"renvoyer": "1"}).status_code == 302
    assert client.post(CODE, {"code": codes()[1]}).status_code == 302
    assert User.objects.get().email == LEA


def test_a_late_code_keeps_the_address_and_another_one_enters(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, LEA)
        clock.shift(timedelta(minutes=15, seconds=1))
        answer = client.post(CODE, {"code": codes()[0]})
        assert "Ce code n’est plus valable" in said(answer)
        assert LEA in said(answer)
        client.post(CODE, {"renvoyer": "1"})
        assert client.post(CODE, {"code": codes()[1]}).status_code == 302


def test_a_code_serves_once(client):
    enter(client, LEA)
    client.post("/compte/deconnexion/")
    assert client.post(CODE, {"code": codes()[0]})["Location"] == ADDRESS


def test_a_code_serves_only_in_the_browser_that_asked_for_it(client):
    ask(client, LEA)
    other = Client()
    ask(other, LEA)
    assert other.post(CODE, {"code": codes()[0]}).status_code == 200
    assert other.post(CODE, {"code": codes()[1]}).status_code == 302


@pytest.mark.parametrize("typed", ["", "12", "abcdef", "1234567", "é" * 6])
def test_what_is_no_code_is_no_attempt(client, typed):
    ask(client, LEA)
    for _ in range(6):
        answer = client.post(CODE, {"code": typed})
        assert answer.status_code == 200
        assert "six chiffres" in said(answer)
    assert client.post(CODE, {"code": codes()[0]}).status_code == 302


@pytest.mark.parametrize("shape", ["{0} {1}", "{0}-{1}", " {0}{1} ", "{0}\u00a0{1}"])
def test_a_code_may_be_pasted_with_its_spaces(client, shape):
    ask(client, LEA)
    assert client.post(CODE, {"code": shape.format(codes()[0][:3], codes()[0][3:])}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Écrivez votre adresse"), ("lea", "n’est pas complète"), ("x" * 300 + "@a.fr", "complète")],
)
def test_an_address_that_is_none_is_kept_and_put_right(client, typed, words):
    answer = ask(client, typed)
    assert answer.status_code == 200
    assert words in said(answer)
    assert f'value="{typed}"' in said(answer) or not typed
    assert letters() == []


def test_the_sixth_code_in_a_quarter_of_an_hour_waits_for_known_and_unknown_alike():
    UserFactory(contact__email=LEA)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for email in (LEA, "nul@exemple.fr"):
            for _ in range(5):
                assert ask(Client(), email).status_code == 302
            answer = ask(Client(), email.upper())
            assert answer.status_code == 200
            assert "réessayez dans un quart d’heure" in said(answer)
        assert ask(Client(), "autre@exemple.fr").status_code == 302, "nobody else is held up"
        clock.shift(timedelta(minutes=16))
        assert ask(Client(), LEA).status_code == 302


def test_asking_again_counts_too(client):
    ask(client, LEA)
    for _ in range(6):
        client.post(CODE, {"renvoyer": "1"})
    assert len(codes()) == 5
    assert "Plusieurs codes sont déjà partis" in said(client.get(CODE))


@pytest.mark.parametrize(("remember", "days"), [({}, 0), ({"remember": "on"}, 30)])
def test_a_session_lasts_as_long_as_was_asked(client, remember, days):
    answer = enter(client, LEA, **remember)
    cookie = answer.cookies["sessionid"]
    assert cookie["max-age"] == (days * 24 * 3600 if days else "")


def test_entering_gives_the_session_another_key(client):
    ask(client, LEA)
    before = client.session.session_key
    client.post(CODE, {"code": codes()[0]})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_page_that_asks_for_sign_in_is_found_again_after_it(client):
    answer = client.get("/espace/mes-donnees/")
    assert answer["Location"] == f"{ADDRESS}?next=/espace/mes-donnees/"
    answer = ask(client, LEA, next="/espace/mes-donnees/")
    assert answer["Location"] == f"{CODE}?next=%2Fespace%2Fmes-donnees%2F"
    answer = client.post(CODE, {"code": codes()[0], "next": "/espace/mes-donnees/"})
    assert answer["Location"] == "/espace/mes-donnees/"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client, elsewhere):
    assert "elsewhere" not in said(client.get(f"{ADDRESS}?next={elsewhere}"))
    ask(client, LEA, next=elsewhere)
    assert client.post(CODE, {"code": codes()[0], "next": elsewhere})["Location"] == SPACE


def test_a_closed_account_is_told_so_only_once_its_address_is_proved(client):
    UserFactory(contact__email=LEA, is_active=False, closed_at=timezone.now())
    assert ask(client, LEA)["Location"] == CODE
    answer = client.post(CODE, {"code": codes()[0]})
    assert answer["Location"] == "/compte/ferme/"
    assert client.get(SPACE)["Location"].startswith(ADDRESS)


def test_signing_out_takes_a_button(client):
    enter(client, LEA)
    assert client.get("/compte/deconnexion/").status_code == 200
    assert client.get(SPACE).status_code == 200
    assert client.post("/compte/deconnexion/")["Location"] == ADDRESS
    assert client.get(SPACE).status_code == 302


def test_who_is_in_needs_no_door(client):
    enter(client, LEA)
    for page in (ADDRESS, "/compte/mot-de-passe/"):
        assert client.get(page)["Location"] == SPACE


def test_changing_ones_mind_about_the_address_keeps_nothing_of_the_first(client):
    ask(client, LEA)
    assert f'value="{LEA}"' in said(client.get(ADDRESS)), "it may be put right"
    ask(client, "lou@exemple.fr")
    client.post(CODE, {"code": codes()[1]})
    assert list(Contact.objects.exclude(verified_at=None).values_list("email", flat=True)) == ["lou@exemple.fr"]


def test_the_second_step_cannot_be_reached_without_the_first(client):
    assert client.get(CODE)["Location"] == ADDRESS
    assert client.get("/compte/second-moyen/")["Location"] == ADDRESS


def test_what_is_shown_to_somebody_signed_in_is_kept_by_no_shared_cache(client):
    assert not client.get("/").cookies
    assert "Cookie" in client.get("/")["Vary"]
    enter(client, LEA)
    answer = client.get("/")
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Mon espace" in said(answer)

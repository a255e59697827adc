"""Changing one's own address: proved by a code, the old one told, nothing of the new one given away before."""

import re

import pytest

from solozere.accounts.models import User
from solozere.notices.models import Contact, OutgoingMail
from tests.factories import ContactFactory, UserFactory

pytestmark = pytest.mark.django_db
NEW = "rose.neuve@exemple.fr"


@pytest.fixture
def rose(client):
    user = UserFactory(contact__email="rose@exemple.fr", contact__name="Rose Fictif")
    client.force_login(user)
    return user


def ask(client, email=NEW):
    return client.post("/compte/adresse/", {"email": email}, follow=True).content.decode()


def code_of(client):
    return client.session["accounts_new_address"]["code"]


def test_the_code_proves_the_new_address_and_the_old_one_is_told(client, rose):
    assert NEW in ask(client)
    assert OutgoingMail.objects.get().recipient == NEW
    done = client.post("/compte/adresse/", {"code": code_of(client)}, follow=True).content.decode()
    assert "Votre adresse est changée" in done
    rose.refresh_from_db()
    rose.contact.refresh_from_db()
    assert (rose.email, rose.contact.email, rose.contact.name) == (NEW, NEW, "Rose Fictif")
    assert rose.contact.verified_at is not None
    told = OutgoingMail.objects.get(kind="sign_in_change")
    assert (told.recipient, told.contact) == ("rose@exemple.fr", rose.contact)
    assert Contact.objects.count() == 1


def test_a_wrong_code_changes_nothing_and_another_address_may_be_typed(client, rose):
    ask(client)
    wrong = str((int(code_of(client)) + 1) % 1_000_000).zfill(6)
    assert "Il vous reste 4" in client.post("/compte/adresse/", {"code": wrong}).content.decode()
    assert User.objects.get(pk=rose.pk).email == "rose@exemple.fr"
    client.post("/compte/adresse/", {"abandonner": "1"})
    assert "Nouvelle adresse" in client.get("/compte/adresse/").content.decode()


def test_an_address_that_has_an_account_looks_the_same_until_it_is_proved(client, rose):
    UserFactory(contact__email="autre@exemple.fr")

    def same(page):
        return re.sub(r"[\w.]+@exemple\.fr|value=\"[\w-]{64}\"|nonce-[\w-]+|\d+", "", page)

    unknown = same(ask(client))
    client.post("/compte/adresse/", {"abandonner": "1"})
    assert same(ask(client, "autre@exemple.fr")) == unknown
    refused = client.post("/compte/adresse/", {"code": code_of(client)}).content.decode()
    assert "a déjà un compte" in refused
    assert User.objects.get(pk=rose.pk).email == "rose@exemple.fr"


def test_what_the_new_address_had_without_an_account_becomes_theirs(client, rose):
    before = ContactFactory(email=NEW)
    mail = OutgoingMail.objects.create(contact=before, recipient=NEW, kind="k", key="k")
    ask(client)
    client.post("/compte/adresse/", {"code": code_of(client)})
    mail.refresh_from_db()
    assert mail.contact_id == rose.contact_id


def test_who_proved_nothing_for_a_while_is_asked_again(client, rose, monkeypatch):
    monkeypatch.setattr("solozere.accounts.signin.proof.FRESH_SECONDS", -1)
    assert client.get("/compte/adresse/").status_code == 302
    assert "C’est déjà votre adresse" not in ask(client, "rose@exemple.fr")

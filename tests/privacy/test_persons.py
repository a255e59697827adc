"""What one person has: given back whole, erased whole but for what the law keeps, and nothing of anybody else."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from solozere.accounts import actions
from solozere.accounts.models import RoleGrant, User
from solozere.core import history
from solozere.core.authors import Author
from solozere.core.models import HistoryEntry
from solozere.notices.models import Contact, OutgoingMail
from solozere.organisations.actions import appoint_officer
from solozere.places.actions import appoint_manager
from solozere.privacy import persons
from tests.accounts.door import enter
from tests.accounts.test_door import said
from tests.factories import ContactFactory, OrganisationFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db
AUTHOR = Author.system("essais")
LEA, LOU = "lea@exemple.fr", "lou@exemple.fr"


@pytest.fixture
def lea(client):
    """Léa, who has something everywhere, signed in; and Lou, who has the same."""
    for email, name in ((LOU, "Lou Modèle"), (LEA, "Léa Exemple")):
        enter(client, email)
        user = User.objects.get(email=email)
        actions.rename(user, name)
        place, organisation = PlaceFactory(name=f"Lieu de {name}"), OrganisationFactory(name=f"Agence de {name}")
        appoint_manager(place, user.contact, since=date(2024, 1, 1), author=Author.user(user))
        appoint_officer(organisation, user.contact, since=date(2024, 1, 1), author=AUTHOR)
        actions.grant_role(user, "coordinator", author=AUTHOR)
        if email == LOU:
            client.logout()
    client.force_login(User.objects.get(email=LEA))
    return User.objects.get(email=LEA)


def test_the_copy_holds_everything_and_nothing_of_anybody_else(client, lea):
    page = said(client.get("/espace/mes-donnees/"))
    file = said(client.get("/espace/mes-donnees.html"))
    data = client.get("/espace/mes-donnees.json").content.decode()
    for text in (page, file, data):
        for mine in (LEA, "Léa Exemple", "Lieu de Léa Exemple", "Agence de Léa Exemple", "coordination du réseau"):
            assert mine in text
        assert LOU not in text
        assert "Lou Modèle" not in text
    assert "<script" not in file
    assert set(json.loads(data)) == {"fait le", "données"}


def test_a_copy_is_a_file_that_no_cache_keeps(client, lea):
    for end in ("html", "json"):
        answer = client.get(f"/espace/mes-donnees.{end}")
        assert answer["Content-Disposition"] == f'attachment; filename="mes-donnees.{end}"'
        assert "no-store" in answer["Cache-Control"]


def test_what_goes_and_what_stays_is_said_before_anything_is_done(client, lea):
    page = said(client.get("/espace/supprimer/"))
    assert "Les lieux que vous tenez" in page
    assert "restent, sans votre nom" in page
    answer = client.post("/espace/supprimer/", {})
    assert "Cochez la case" in said(answer)
    assert User.objects.filter(pk=lea.pk).exists()


def test_an_erased_person_is_nowhere_and_the_journals_keep_their_rows(client, lea):
    rows = HistoryEntry.objects.count()
    assert client.post("/espace/supprimer/", {"sure": "on"})["Location"] == "/espace/supprime/"
    assert client.get("/espace/").status_code == 302
    assert not User.objects.filter(email=LEA).exists()
    assert not Contact.objects.filter(email=LEA).exists()
    assert not OutgoingMail.objects.filter(recipient=LEA).exists()
    assert not RoleGrant.objects.filter(user_id=lea.pk).exists()
    assert HistoryEntry.objects.count() == rows
    assert not HistoryEntry.objects.filter(author_name="Léa Exemple").exists()
    assert HistoryEntry.objects.filter(author_name="personne effacée", author_id=None).count() == 1
    assert HistoryEntry.objects.filter(author_name="Lou Modèle").count() == 1
    assert User.objects.get().email == LOU


def test_every_other_device_of_an_erased_person_is_out(client):
    other = Client()
    enter(other, LEA)
    enter(client, LEA)
    client.post("/espace/supprimer/", {"sure": "on"})
    assert other.get("/espace/").status_code == 302


def test_the_same_address_opens_an_empty_account_again(client):
    enter(client, LEA)
    client.post("/espace/supprimer/", {"sure": "on"})
    enter(client, LEA)
    assert "Bonjour<" in said(client.get("/espace/"))


def test_the_last_administrator_stays_until_there_is_another(client):
    client.force_login(UserFactory(admin=True))
    answer = client.post("/espace/supprimer/", {"sure": "on"})
    assert "dernière personne à administrer" in said(answer)
    assert User.objects.exists()
    UserFactory(admin=True)
    assert client.post("/espace/supprimer/", {"sure": "on"}).status_code == 302


def test_nothing_is_erased_when_one_app_refuses(lea, monkeypatch):
    from solozere.core.registries import personal_data

    monkeypatch.setitem(personal_data._entries, "contact", (95, _Refusing()))
    with pytest.raises(RuntimeError):
        persons.erase(lea.contact)
    assert User.objects.filter(pk=lea.pk).exists()
    assert lea.contact.managed_places.count() == 1


class _Refusing:
    """An app that cannot let go."""

    @staticmethod
    def erase(contact):
        raise RuntimeError


def test_who_never_had_an_account_is_erased_too():
    contact = ContactFactory()
    history.record(contact, "ask", Author("contact", "Camille", contact.pk))
    persons.erase(contact)
    assert not Contact.objects.exists()
    assert HistoryEntry.objects.get().author_name == "personne effacée"


def test_an_address_typed_at_the_door_and_never_proved_goes_after_a_week(client):
    from solozere.privacy.actions import apply_all
    from tests.accounts.door import ask

    ContactFactory(email="camille@exemple.fr")
    ask(client, LEA)
    enter(Client(), LOU)
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        apply_all(timezone.now())
    assert set(Contact.objects.values_list("email", flat=True)) == {"camille@exemple.fr", LOU}

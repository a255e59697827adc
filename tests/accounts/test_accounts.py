"""Accounts: opened with their contact, changed together, closed."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from solozere.accounts import actions, perms
from solozere.accounts.models import RoleGrant, User
from solozere.core.models import HistoryEntry
from solozere.notices.models import Contact
from tests.factories import ContactFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "Trois chevaux dans la brume"


@pytest.fixture
def admin(client, settings):
    """A client signed in as an administrator."""
    # Who asks and whom the page is about are both users: two reads of one table, whatever the number of rows.
    settings.ZEAL_ALLOWLIST = [{"model": model, "field": "get()"} for model in ("accounts.User", "sessions.Session")]
    TerritoryFactory()
    client.force_login(UserFactory(admin=True, email="admin@exemple.fr", contact__email="admin@exemple.fr"))
    return client


def test_createsuperuser_opens_an_administrator_who_can_sign_in(client, monkeypatch):
    TerritoryFactory()
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", email="Camille@Exemple.FR", stdout=StringIO())
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active) == (True, True, True)
    assert user.contact.email == user.email == "Camille@exemple.fr"
    answer = client.post(reverse("account_password"), {"email": "camille@exemple.fr", "password": PASSWORD})
    assert answer.status_code == 302
    answer = client.get(reverse("admin:index"))
    assert answer["Location"] == f"{reverse('mfa_index')}?next=%2Fadministration%2F", "a second factor is to be set up"


def test_createsuperuser_refuses_an_address_that_has_an_account(monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    UserFactory(email="camille@exemple.fr", contact__email="camille@exemple.fr")
    with pytest.raises(CommandError):
        call_command("createsuperuser", "--noinput", email="camille@exemple.fr", stdout=StringIO(), stderr=StringIO())


def test_an_account_takes_up_the_contact_of_its_address():
    contact = ContactFactory(email="camille@exemple.fr", name="Camille")
    user = User.objects.create_user("Camille@exemple.fr")
    assert user.contact == contact
    assert user.get_full_name() == "Camille"
    assert not user.has_usable_password()


def test_an_account_without_a_name_signs_for_the_team():
    user = User.objects.create_user("camille@exemple.fr")
    assert user.get_full_name() == "l’équipe du réseau", "no piece of an address is ever shown"


@pytest.mark.parametrize("email", ["", "CAMILLE@exemple.fr"])
def test_an_address_is_needed_and_has_one_account(email):
    User.objects.create_user("camille@exemple.fr")
    with pytest.raises(ValueError, match=r"adresse"):
        User.objects.create_user(email)
    assert Contact.objects.count() == 1


def test_the_database_refuses_two_accounts_of_one_address():
    UserFactory(email="camille@exemple.fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="Camille@exemple.fr")


def test_the_database_refuses_a_closed_account_that_does_not_say_when():
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(is_active=False)


def test_signing_in_does_not_mind_capitals():
    UserFactory(email="camille@exemple.fr", password=PASSWORD)
    assert authenticate(username="CAMILLE@exemple.fr", password=PASSWORD)
    assert not authenticate(username="camille@exemple.fr", password="autre")
    assert not authenticate(username="personne@exemple.fr", password=PASSWORD)


def test_an_account_and_its_contact_change_together():
    user = UserFactory()
    actions.update(user, email="nouvelle@exemple.fr", name="Camille Modèle", is_active=True)
    user = User.objects.get()
    assert (user.email, user.contact.email, user.contact.name) == ("nouvelle@exemple.fr",) * 2 + ("Camille Modèle",)


def test_closing_an_account_notes_when_once_and_reopening_forgets_it():
    user = UserFactory()
    closed = actions.update(user, email=user.email, name="", is_active=False).closed_at
    assert closed is not None
    assert actions.update(user, email=user.email, name="x", is_active=False).closed_at == closed
    assert actions.update(user, email=user.email, name="", is_active=True).closed_at is None


def test_the_address_of_somebody_else_is_refused():
    ContactFactory(email="prise@exemple.fr")
    with pytest.raises(ValidationError) as refusal:
        actions.update(UserFactory(), email="Prise@exemple.fr", name="", is_active=True)
    assert refusal.value.message_dict == {"email": ["Une autre personne a déjà cette adresse."]}


def test_an_administrator_opens_another_account(admin, client):
    data = {"email": "lou@exemple.fr", "name": "Lou Exemple", "password1": PASSWORD, "password2": PASSWORD}
    assert admin.post(reverse("admin:accounts_user_add"), data).status_code == 302
    user = User.objects.get(email="lou@exemple.fr")
    assert user.contact.name == "Lou Exemple"
    assert user.is_superuser
    assert client.login(username="lou@exemple.fr", password=PASSWORD)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "ADMIN@exemple.fr"}, "Cette adresse a déjà un compte."),
        ({"email": "lou"}, "Saisissez une adresse"),
        ({"password2": "autre"}, "Les deux mots de passe ne correspondent pas."),
        ({"password1": "court", "password2": "court"}, "au minimum 12 caractères"),
        ({"password1": "passwordpassword", "password2": ""}, "champ est obligatoire"),
    ],
)
def test_a_wrong_account_is_refused_with_a_sentence(admin, change, words):
    data = {"email": "lou@exemple.fr", "name": "", "password1": PASSWORD, "password2": PASSWORD, **change}
    answer = admin.post(reverse("admin:accounts_user_add"), data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert User.objects.count() == 1


def test_an_administrator_changes_and_closes_an_account(admin):
    user = UserFactory()
    address = reverse("admin:accounts_user_change", args=[user.pk])
    assert admin.post(address, {"email": "lou@exemple.fr", "name": "Lou"}).status_code == 302
    user.refresh_from_db()
    assert (user.email, user.contact.email, user.contact.name) == ("lou@exemple.fr", "lou@exemple.fr", "Lou")
    assert not user.is_active
    assert user.closed_at <= timezone.now()


def test_a_taken_address_is_refused_on_the_page(admin):
    ContactFactory(email="prise@exemple.fr")
    user = UserFactory()
    answer = admin.post(
        reverse("admin:accounts_user_change", args=[user.pk]), {"email": "prise@exemple.fr", "is_active": "on"}
    )
    assert "Une autre personne a déjà cette adresse." in answer.content.decode()


def test_nobody_closes_the_account_that_they_use(admin):
    user = User.objects.get(email="admin@exemple.fr")
    admin.post(reverse("admin:accounts_user_change", args=[user.pk]), {"email": user.email, "name": "Moi"})
    user.refresh_from_db()
    assert (user.is_active, user.contact.name) == (True, "Moi")


def test_an_administrator_changes_a_password(admin, client):
    user = UserFactory()
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    answer = admin.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    assert client.login(username=user.email, password=PASSWORD)


def test_an_account_is_closed_never_deleted_by_hand(admin):
    user = UserFactory()
    assert admin.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_a_closed_account_does_not_sign_in(client):
    user = UserFactory(is_active=False, closed_at=timezone.now(), password=PASSWORD)
    assert not client.login(username=user.email, password=PASSWORD)


def _fields(user, **changes):
    return {"email": user.email, "name": user.contact.name, "is_active": "on", **changes}


def test_an_administrator_grants_and_withdraws_roles(admin):
    user = UserFactory()
    address = reverse("admin:accounts_user_change", args=[user.pk])
    assert admin.post(address, _fields(user, roles=["coordinator", "aid_officer"])).status_code == 302
    assert perms.is_coordinator(User.objects.get(pk=user.pk))
    assert admin.post(address, _fields(user, roles=["aid_officer"], is_superuser="on")).status_code == 302
    user = User.objects.get(pk=user.pk)
    assert perms.roles_of(user) == {"teleworker", "aid_officer", "administrator"}
    assert RoleGrant.objects.get(role="coordinator").until is not None
    actions_kept = set(HistoryEntry.objects.values_list("action", flat=True))
    assert actions_kept == {"grant_role", "withdraw_role"}
    admin.post(address, _fields(user))
    assert perms.roles_of(User.objects.get(pk=user.pk)) == {"teleworker"}


def test_nobody_gives_up_the_administration_of_the_account_that_they_use(admin):
    user = User.objects.get(email="admin@exemple.fr")
    admin.post(reverse("admin:accounts_user_change", args=[user.pk]), _fields(user))
    assert User.objects.get(pk=user.pk).is_superuser


def test_who_lost_every_second_factor_is_given_access_back(admin):
    user = UserFactory()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    data = {"action": "reset_second_factor", "_selected_action": [user.pk]}
    assert admin.post(reverse("admin:accounts_user_changelist"), data).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert HistoryEntry.objects.get(action="reset_second_factor").object_id == str(user.pk)

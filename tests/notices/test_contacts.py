"""Contacts: one an address, looked at and never changed by hand."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from solozere.notices.models import Contact
from tests.factories import ContactFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_address_is_one_contact_whatever_its_capitals():
    ContactFactory(email="camille@exemple.fr")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactFactory(email="Camille@Exemple.fr")
    with pytest.raises(ValidationError) as refusal:
        Contact(email="CAMILLE@exemple.fr").full_clean()
    assert "Cette adresse est déjà connue." in refusal.value.messages


def test_a_contact_is_called_by_its_name_else_by_its_address():
    assert str(Contact(email="c@exemple.fr", name="Camille")) == "Camille"
    assert str(Contact(email="c@exemple.fr")) == "c@exemple.fr"


def test_an_administrator_looks_at_contacts_and_changes_none(client):
    TerritoryFactory()
    client.force_login(UserFactory(admin=True))
    contact = ContactFactory(name="Camille Exemple")
    assert "Camille Exemple" in client.get(reverse("admin:notices_contact_changelist")).content.decode()
    change = reverse("admin:notices_contact_change", args=[contact.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"email": "x@exemple.fr"}).status_code == 403
    assert client.get(reverse("admin:notices_contact_add")).status_code == 403
    delete = reverse("admin:notices_contact_delete", args=[contact.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    contact.refresh_from_db()
    assert contact.name == "Camille Exemple"

"""Contacts: one an address, looked at and never changed by hand."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from solozere.notices.actions import contact_for, verify
from solozere.notices.models import Contact, MailPreference, OutgoingMail
from solozere.notices.retention import RULES
from solozere.privacy.actions import apply_all
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


class TestContactFor:
    """The contact of an address."""

    def test_it_is_found_whatever_the_capitals_and_spaces_else_made(self):
        made = contact_for(" Camille.Exemple@Exemple.FR ", "Camille")
        assert (made.email, made.name) == ("Camille.Exemple@exemple.fr", "Camille")
        assert contact_for("camille.exemple@exemple.fr") == made
        assert Contact.objects.count() == 1

    def test_whoever_types_an_address_does_not_rename_its_owner(self):
        made = contact_for("camille@exemple.fr", "Camille")
        assert contact_for("camille@exemple.fr", "Sacha").name == "Camille"
        verified = verify(contact_for("lea@exemple.fr"))
        assert contact_for("lea@exemple.fr", "Sacha").name == ""
        assert contact_for(made.email).name == "Camille"
        assert verified.verified_at is not None

    def test_a_name_is_kept_where_none_was_known(self):
        contact_for("camille@exemple.fr")
        assert contact_for("camille@exemple.fr", "Camille").name == "Camille"

    @pytest.mark.parametrize("said", ["", "camille", "camille@", "@exemple.fr", "a b@exemple.fr", "a@exemple.fr\nb"])
    def test_what_is_no_address_is_refused_in_french(self, said):
        with pytest.raises(ValidationError) as refusal:
            contact_for(said)
        assert "prenom.nom@exemple.fr" in refusal.value.message_dict["email"][0]

    def test_the_first_proof_of_an_address_counts(self):
        contact = contact_for("camille@exemple.fr")
        first = verify(contact).verified_at
        assert verify(contact).verified_at == first


def test_a_wish_about_mails_keeps_no_contact_alive_and_a_mail_does():
    alone, wishing, written = ContactFactory.create_batch(3)
    MailPreference.objects.create(contact=wishing, kind="k", choice="never")
    OutgoingMail.objects.create(contact=written, recipient=written.email, kind="k", key="k")
    rule = [rule for rule in RULES if rule.model == "notices.Contact"][-1]
    assert set(rule.only(Contact.objects.all())) == {alone, wishing}


def test_an_address_that_nobody_confirmed_goes_with_what_was_written_to_it():
    typed, confirmed, kept = ContactFactory(), verify(ContactFactory()), UserFactory().contact
    for contact in (typed, confirmed, kept):
        OutgoingMail.objects.create(
            contact=contact, recipient=contact.email, kind="k", key=f"k{contact.pk}", state="cancelled"
        )
    now = timezone.now()
    apply_all(now + timedelta(days=89))
    assert Contact.objects.count() == 3
    apply_all(now + timedelta(days=91))
    assert set(Contact.objects.all()) == {confirmed, kept}
    assert OutgoingMail.objects.count() == 2


def test_the_text_of_a_mail_goes_before_its_row():
    now = timezone.now()
    for key, state, days in (("young", "cancelled", 89), ("old", "cancelled", 91), ("waits", "held", 91)):
        mail = OutgoingMail.objects.create(
            contact=ContactFactory(), kind="k", key=key, text="t", subject="s", state=state
        )
        OutgoingMail.objects.filter(pk=mail.pk).update(created_at=now - timedelta(days=days))
    apply_all(now)
    assert dict(OutgoingMail.objects.values_list("key", "text")) == {"young": "t", "old": "", "waits": "t"}
    assert OutgoingMail.objects.get(key="old").subject == "message effacé"
    assert not [outcome for outcome in apply_all(now) if outcome.due]
    apply_all(now + timedelta(days=300))
    assert not OutgoingMail.objects.exists()

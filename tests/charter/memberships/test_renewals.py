"""Renewing a label: asked, reminded once, signed commitment by commitment, granted on today's facts or declined."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from solozere.charter import signing
from solozere.charter.clock import today
from solozere.charter.enums import RenewalState
from solozere.charter.memberships import nightly, renewals, rules
from solozere.charter.models import Membership, Renewal
from solozere.core.authors import Author
from solozere.core.models import SecretLink
from solozere.notices.models import OutgoingMail
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada Exemple")


def text(answer):
    return answer.content.decode()


@pytest.fixture
def due(labelled, keeper):
    """A labelled place to renew within a month, kept by Rose."""
    place = labelled()
    place.keeper = keeper(place)
    Membership.objects.update(due_on=today() + timedelta(days=20))
    return place


@pytest.fixture
def asked(due):
    """Asked by the nightly job."""
    nightly.run()
    return Renewal.objects.get()


def form_of(renewal, **more):
    version = renewals.version_in_force()
    ticked = {f"criterion_{one.id}": "on" for one in renewals.commitments(renewal, version)}
    return {**ticked, "name": "Rose Fictif", "quality": "gérante", "sure": "on", **more}


def signed(renewal):
    version = renewals.version_in_force()
    renewals.sign(renewal, name="Rose Fictif", quality="gérante", version=version, author=ADA)
    renewal.refresh_from_db()
    return renewal


def link_in(mail):
    return re.search(r"/suivi/[\w-]{43}/", mail.text)[0]


class TestAsking:
    """What the nightly job does."""

    def test_it_asks_a_month_before_and_only_once(self, due):
        assert nightly.run() == "1 asked, 0 reminded, 0 without answer"
        assert nightly.run() is None
        renewal, mail = Renewal.objects.get(), OutgoingMail.objects.get()
        assert (renewal.state, renewal.contact) == (RenewalState.ASKED, due.keeper.contact)
        assert (mail.recipient, "Comptoir" in mail.text) == ("rose@exemple.fr", True)

    def test_it_asks_nothing_earlier_nor_of_a_label_without_end(self, due):
        Membership.objects.update(due_on=today() + timedelta(days=40))
        assert nightly.run() is None
        Membership.objects.update(due_on=None)
        assert nightly.run() is None

    def test_it_reminds_once_after_two_weeks(self, asked):
        Renewal.objects.update(asked_at=timezone.now() - timedelta(days=15))
        assert nightly.run() == "0 asked, 1 reminded, 0 without answer"
        assert nightly.run() is None
        assert OutgoingMail.objects.count() == 2

    def test_after_the_grace_it_is_noted_and_the_label_stays(self, asked, due):
        Renewal.objects.update(reminded_at=timezone.now())
        Membership.objects.update(due_on=today() - timedelta(days=rules.GRACE_DAYS))
        assert nightly.run() is None
        Membership.objects.update(due_on=today() - timedelta(days=rules.GRACE_DAYS + 1))
        assert nightly.run() == "0 asked, 0 reminded, 1 without answer"
        due.refresh_from_db()
        asked.refresh_from_db()
        assert (asked.state, due.label_id) == (RenewalState.LAPSED, "comptoir")
        assert signed(asked).state == RenewalState.SIGNED

    def test_a_place_that_nobody_keeps_is_asked_when_somebody_does(self, labelled, keeper):
        place = labelled()
        Membership.objects.update(due_on=today())
        nightly.run()
        assert OutgoingMail.objects.count() == 0
        keeper(place)
        Renewal.objects.update(asked_at=timezone.now() - timedelta(days=15))
        nightly.run()
        assert OutgoingMail.objects.get().key.split(":")[2] == "asked"


class TestSigning:
    """By the link of the mail, or signed in."""

    def test_by_the_link_each_commitment_is_ticked_then_signed(self, client, asked):
        page = client.get(link_in(OutgoingMail.objects.get()), follow=True)
        assert page.redirect_chain[-1][0] == f"/renouveler/{asked.pk}/"
        first = next(iter(form_of(asked)))
        wrong = client.post(f"/renouveler/{asked.pk}/", {**form_of(asked), first: ""})
        assert "Cochez cet engagement" in text(wrong)
        assert 'value="Rose Fictif"' in text(wrong)
        assert client.post(f"/renouveler/{asked.pk}/", form_of(asked)).status_code == 302
        asked.refresh_from_db()
        assert (asked.state, asked.signed_name, asked.signed_quality) == ("signed", "Rose Fictif", "gérante")
        assert signing.verify(asked.signed_text, asked.signed_hash)
        assert "Rose" not in str(asked.signed_text)
        assert "C’est signé" in text(client.get(f"/renouveler/{asked.pk}/"))
        assert client.post(f"/renouveler/{asked.pk}/", form_of(asked, name="Autre")).status_code == 200
        asked.refresh_from_db()
        assert asked.signed_name == "Rose Fictif"
        assert SecretLink.objects.get().uses == 1

    def test_who_keeps_the_place_signs_in_their_space(self, client, asked, due):
        client.force_login(due.keeper)
        assert f"/renouveler/{asked.pk}/" in text(client.get("/espace/"))
        client.post(f"/renouveler/{asked.pk}/", form_of(asked))
        asked.refresh_from_db()
        assert asked.state == "signed"

    def test_a_stranger_learns_nothing(self, client, asked):
        missing = client.get("/renouveler/999999/")
        assert (client.get(f"/renouveler/{asked.pk}/").status_code, missing.status_code) == (302, 302)
        client.force_login(UserFactory())
        assert client.get(f"/renouveler/{asked.pk}/").status_code == 404


class TestDeciding:
    """The coordinator's page."""

    def test_one_click_renews_on_todays_facts(self, client, coordinator, asked, due):
        signed(asked)
        former = Membership.objects.get()
        assert "à valider" in text(client.get("/animation/renouvellements/"))
        assert "Valider" in text(client.get("/animation/"))
        for _time in range(2):
            client.post(f"/animation/renouvellements/{asked.pk}/accorder/", {"label": "comptoir"})
        former.refresh_from_db()
        asked.refresh_from_db()
        new = Membership.objects.current().get()
        assert (former.until, new.since, new.label_id) == (today(), today(), "comptoir")
        assert new.due_on == new.charter.charter().due_on(today())
        assert (asked.state, asked.membership) == ("granted", former)
        assert Membership.objects.count() == 2
        assert OutgoingMail.objects.filter(kind="renewal_decided").count() == 1
        assert SecretLink.objects.get().revoked_at is not None

    def test_never_more_than_the_rules_give(self, client, coordinator, asked, due):
        signed(asked)
        due.services.filter(service_id="free_wifi").update(
            available=False
        )  # as written before labels followed the facts
        page = text(client.get("/animation/renouvellements/"))
        assert "ne suffisent plus pour Comptoir" in page
        assert "accorder" not in page
        answer = client.post(f"/animation/renouvellements/{asked.pk}/accorder/", follow=True)
        assert "ne sont pas tous remplis" in text(answer)
        assert Membership.objects.count() == 1

    def test_what_is_not_signed_is_not_granted(self, asked):
        with pytest.raises(ValidationError, match="pas encore signé"):
            renewals.grant(asked, author=ADA)

    def test_a_text_that_was_changed_is_seen(self, asked):
        signed(asked)
        Renewal.objects.update(signed_text={"label": "telecentre"})
        with pytest.raises(ValidationError, match="empreinte"):
            renewals.grant(asked, author=ADA)

    def test_declining_ends_the_label_with_the_reason(self, client, coordinator, asked, due):
        address = f"/animation/renouvellements/{asked.pk}/decliner/"
        assert "Dites pourquoi" in text(client.post(address, {"reason": ""}))
        client.post(address, {"reason": "Le wifi ne marche plus."})
        due.refresh_from_db()
        asked.refresh_from_db()
        assert (due.label, asked.state, asked.outcome) == (None, "declined", "Le wifi ne marche plus.")
        mail = OutgoingMail.objects.get(kind="renewal_decided")
        assert "Le wifi ne marche plus." in mail.text
        assert client.post(address, {"reason": "Encore."}).status_code == 404


def test_a_signature_wants_a_name_and_a_quality_and_tells_the_document_apart():
    now = timezone.now()
    one = signing.sign({"a": 1, "b": "é"}, " Rose ", "gérante", now)
    assert (one.name, one.hash) == ("Rose", signing.fingerprint({"b": "é", "a": 1}))
    assert not signing.verify({"a": 2, "b": "é"}, one.hash)
    assert not signing.verify({}, "")
    with pytest.raises(ValueError, match="signs"):
        signing.sign({}, "Rose", " ", now)

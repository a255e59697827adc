"""Signing, sending, coming back, withdrawing: who may, what it needs, what it leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from solozere.accounts.actions import grant_role
from solozere.charter.joining import actions, signature
from solozere.charter.joining.actions import Overtaken, Signatory
from solozere.charter.joining.reading import seen
from solozere.charter.models import Application, ApplicationLine, ChangeRequest
from solozere.core import links, workflow
from solozere.core.authors import Author
from solozere.core.workflow import Moved, Refusal
from solozere.notices.models import OutgoingMail
from tests.charter.joining.conftest import HOURS, SIGNATORY, with_answers
from tests.factories import ContactFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    """Somebody who runs the network."""
    user = UserFactory()
    grant_role(user, "coordinator", author=Author.system("essais"))
    return user


def by(application) -> Author:
    return Author.contact(application.contact)


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


# The draft


def test_a_step_is_written_as_typed_by_its_applicant_alone(draft):
    with_answers(draft, "hours", opening_hours="n’importe quoi")
    assert draft.answers["hours"]["opening_hours"] == "n’importe quoi"
    with pytest.raises(PermissionDenied):
        actions.save_step(draft, "hours", HOURS, Author.contact(ContactFactory()))
    with pytest.raises(PermissionDenied):
        actions.save_step(draft, "hours", HOURS, Author.user(UserFactory()))


def test_the_second_of_two_tabs_is_told_and_nothing_is_lost(draft):
    mark = seen(draft.answers, "hours")
    actions.save_step(draft, "hours", {"opening_hours": "Mo 09:00-12:00"}, by(draft), seen=mark)
    with pytest.raises(Overtaken) as refusal:
        actions.save_step(draft, "hours", {"opening_hours": "Tu 09:00-12:00"}, by(draft), seen=mark)
    assert refusal.value.standing == {"opening_hours": "Mo 09:00-12:00"}
    assert Application.objects.get().answers["hours"] == {"opening_hours": "Mo 09:00-12:00"}
    actions.save_step(draft, "contact", {"person_name": "B"}, by(draft), seen=seen(draft.answers, "contact"))


def test_a_known_place_fills_what_is_empty_and_nothing_else(draft, valbourg):
    place = PlaceFactory(name="Un autre nom", commune=valbourg)
    draft.answers = {"place": {"name": "Le Café du Pont", "commune": "", "summary": ""}}
    draft.save()
    actions.attach_place(draft, place, by(draft))
    assert draft.place == place
    assert draft.answers["place"]["name"] == "Le Café du Pont"
    assert draft.answers["place"]["commune"] == "Valbourg"
    actions.detach_place(draft, by(draft))
    assert draft.place is None


# Signing and sending


def test_a_sending_gives_a_number_a_line_and_a_signature_that_holds(draft, coordinator):
    assert actions.send(draft, by(draft), signatory=SIGNATORY, proven=True)
    assert draft.number == f"{timezone.localdate().year}-0001"
    assert draft.state == "submitted"
    assert (draft.signed_name, draft.signed_quality) == ("Ada Exemple", "présidente")
    assert draft.charter.code == "2013"
    assert signature.holds(draft)
    assert signature.is_current(draft)
    assert draft.contact.verified_at is not None
    assert [line.transition for line in workflow.lines(draft)] == ["submit"]
    assert draft.number in mails("application_received")[0].subject
    assert [mail.contact for mail in mails("application_news")] == [coordinator.contact]


def test_a_document_that_was_changed_is_seen_and_no_name_is_in_it(sent):
    assert "Ada Exemple" not in str(sent.signed_text)
    assert sent.signed_text["commitments"][0]["id"] == "ouvert-au-public"
    sent.signed_text["declared"][0]["answers"][0][1] = "Un autre lieu"
    assert not signature.holds(sent)


def test_the_next_application_has_the_next_number(sent, contact):
    other = actions.begin(contact, sent.answers, Author.contact(contact))
    actions.send(other, Author.contact(contact), signatory=SIGNATORY, proven=True)
    assert other.number == sent.number.replace("0001", "0002")


def test_a_double_click_sends_once(sent):
    with pytest.raises(Moved) as refusal:
        actions.send(sent, by(sent), signatory=SIGNATORY, proven=True)
    assert refusal.value.own
    assert ApplicationLine.objects.count() == 1
    assert len(mails("application_received")) == 1


def test_what_is_missing_is_said_and_nothing_is_written(draft):
    with_answers(draft, "place", name="")
    with pytest.raises(Refusal) as refusal:
        actions.send(draft, by(draft), signatory=SIGNATORY, proven=True)
    assert refusal.value.messages == ["Votre lieu\u00a0: Écrivez le nom du lieu, tel qu’il est à l’entrée."]
    draft.refresh_from_db()
    assert (draft.state, draft.number, draft.signed_hash) == ("draft", "", "")


def test_nobody_sends_the_application_of_somebody_else(draft):
    with pytest.raises(PermissionDenied):
        actions.send(draft, Author.contact(ContactFactory()), signatory=SIGNATORY, proven=True)
    assert Application.objects.get().state == "draft"


def test_an_address_that_is_only_typed_confirms_the_sending_by_its_mail(draft):
    begun = links.make("begin_application", draft, draft.contact_id, by(draft))
    assert not actions.send(draft, by(draft), signatory=SIGNATORY, proven=False)
    assert (draft.state, draft.number) == ("draft", "")
    assert draft.signed_hash
    assert draft.contact.verified_at is None
    assert len(mails("application_to_confirm")) == 1
    assert actions.send(draft, by(draft), proven=True)
    assert draft.state == "submitted"
    assert links.state(links.by_token(begun.split("/suivi/")[1].strip("/"))) == links.LinkState.REVOKED


def test_a_signed_draft_that_changes_is_signed_no_more(draft):
    actions.send(draft, by(draft), signatory=SIGNATORY, proven=False)
    with_answers(draft, "place", name="Un autre nom")
    assert draft.signed_hash == ""
    with pytest.raises(Refusal, match="signez à nouveau"):
        actions.send(draft, by(draft), proven=True)


# Changes, withdrawal


def asked_for_changes(application, coordinator) -> Application:
    """Sent back by a reviewer, for a field."""
    change = ChangeRequest(application=application, field="hours.opening_hours", message="Et le samedi ?")
    change.set_author(Author.user(coordinator))
    change.save()
    Application.objects.filter(pk=application.pk).update(state="changes_requested")
    application.refresh_from_db()
    return application


def test_an_application_sent_back_unchanged_needs_no_other_signature(sent, coordinator):
    number, at = sent.number, sent.signed_at
    asked_for_changes(sent, coordinator)
    assert actions.send(sent, by(sent), proven=True)
    assert (sent.state, sent.number, sent.signed_at) == ("in_review", number, at)
    assert not ChangeRequest.objects.filter(answered_at=None).exists()


def test_an_application_that_changed_is_signed_again(sent, coordinator):
    asked_for_changes(sent, coordinator)
    with_answers(sent, "hours", opening_hours="Mo-Sa 09:00-12:00")
    with pytest.raises(Refusal, match="signez à nouveau"):
        actions.send(sent, by(sent), proven=True)
    assert actions.send(sent, by(sent), signatory=Signatory("Bea Exemple", "gérante"), proven=True)
    assert sent.signed_name == "Bea Exemple"
    assert signature.is_current(sent)


def test_an_applicant_withdraws_and_only_the_applicant(sent, coordinator):
    with pytest.raises(PermissionDenied):
        actions.withdraw(sent, Author.user(coordinator))
    actions.withdraw(sent, by(sent), reason="Le lieu ferme.")
    assert sent.state == "withdrawn"
    assert sent.decided_at is not None
    assert len(mails("application_withdrawn")) == 1
    with pytest.raises(Refusal):
        actions.save_step(sent, "hours", HOURS, by(sent))


def test_a_draft_is_deleted_and_what_was_sent_is_not(draft, contact):
    other = actions.begin(contact, draft.answers, Author.contact(contact))
    actions.send(other, Author.contact(contact), signatory=SIGNATORY, proven=True)
    actions.delete_draft(draft, by(draft))
    assert list(Application.objects.all()) == [other]
    with pytest.raises(Refusal):
        actions.delete_draft(other, by(other))


# On somebody's behalf


def test_a_coordinator_enters_for_somebody_but_touches_no_application_online(draft, coordinator):
    author = Author.user(coordinator)
    with pytest.raises(PermissionDenied):
        actions.save_step(draft, "hours", HOURS, author)
    by_phone = actions.begin(draft.contact, draft.answers, author, channel="phone")
    actions.save_step(by_phone, "hours", {**HOURS, "hours_note": "x"}, author)
    assert not actions.send(by_phone, author, signatory=SIGNATORY, proven=False)
    assert by_phone.state == "draft"
    at_the_desk = actions.begin(draft.contact, draft.answers, author, channel="desk")
    assert actions.send(at_the_desk, author, signatory=SIGNATORY, proven=True)
    assert at_the_desk.state == "submitted"
    assert draft.contact.verified_at is None


def test_a_coordinator_who_applies_for_a_place_of_theirs_acts_as_anybody(valbourg, coordinator, draft):
    contact = coordinator.contact
    contact.verified_at = timezone.now() - timedelta(days=1)
    contact.save()
    own = actions.begin(contact, draft.answers, Author.user(coordinator))
    assert actions.send(own, Author.user(coordinator), signatory=SIGNATORY, proven=True)

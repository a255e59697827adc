"""The outbox: a mail is written with the facts that it tells, once, and leaves when they are committed."""

import pytest
from django.core import mail as box
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from solozere.core import history
from solozere.core.authors import Author
from solozere.core.jobs.queue import Queue
from solozere.notices import actions
from solozere.notices.enums import MailState
from solozere.notices.kinds import MailKind
from solozere.notices.models import OutgoingMail
from tests.factories import ContactFactory, PlaceFactory
from tests.fixtures.mails import ESSENTIAL, FACTS

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada")


def test_a_mail_keeps_what_was_said_to_whom_and_about_what(write):
    place, contact = PlaceFactory(), ContactFactory(email="camille@exemple.fr")
    mail = write("trial", contact, about=place)
    contact.email = "autre@exemple.fr"
    contact.save()
    mail.refresh_from_db()
    assert (mail.recipient, mail.about_model, mail.about_id) == ("camille@exemple.fr", "places.place", str(place.pk))
    assert mail.subject == "Votre dossier pour Le Bief & Cie : une précision"
    assert "L’après-midi ?" in mail.text
    assert "Le Bief &amp; Cie" in mail.html


def test_it_leaves_once_its_transaction_is_committed(write):
    mail = write("trial", ContactFactory(email="camille@exemple.fr"))
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (MailState.SENT, 1)
    assert [message.to for message in box.outbox] == [["camille@exemple.fr"]]


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_of_a_transaction_that_fails(trial_kinds):
    contact = ContactFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.queue("trial", contact, FACTS, key="k")
        raise RuntimeError
    assert not OutgoingMail.objects.exists()
    assert box.outbox == []


def test_the_same_key_gives_the_same_mail_and_sends_nothing_more(write):
    contact = ContactFactory()
    first, second = write("trial", contact, key="k"), write("trial", contact, key="k")
    assert first == second
    assert len(box.outbox) == 1


def test_a_key_is_not_shared_between_people_or_kinds(write):
    write("trial", ContactFactory(), key="k")
    with pytest.raises(ValueError, match="that of another mail"):
        write("trial", ContactFactory(), key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.create(contact=ContactFactory(), key="k")


def test_a_kind_that_nobody_declared_is_a_mistake():
    with pytest.raises(KeyError, match="no app declares"):
        actions.queue("jamais", ContactFactory(), {}, key="k")


def test_what_is_essential_or_secret_never_waits_for_a_digest():
    with pytest.raises(ValueError, match="does not wait"):
        MailKind("x", "n", "w", "b", "t", dict, essential=True, digestible=True)


def test_a_code_goes_before_the_rest(write, queue_in_the_database):
    write("trial", ContactFactory(email="lent@exemple.fr"))
    write("trial_code", ContactFactory(email="presse@exemple.fr"))
    assert set(DBTaskResult.objects.values_list("priority", flat=True)) == {0, 50}
    Queue("one").run()
    assert [message.to[0] for message in box.outbox] == ["presse@exemple.fr", "lent@exemple.fr"]


class TestSendingAgain:
    """A lost mail."""

    def test_it_goes_again_to_the_present_address_as_a_new_row_that_the_history_knows(
        self, write, django_capture_on_commit_callbacks
    ):
        contact = ContactFactory(email="avant@exemple.fr")
        mail = write("trial", contact)
        contact.email = "apres@exemple.fr"
        contact.save()
        with django_capture_on_commit_callbacks(execute=True):
            again = actions.resend(mail, ADA)
        again.refresh_from_db()
        assert (again.resent_from, again.state, again.text) == (mail, MailState.SENT, mail.text)
        assert [message.to[0] for message in box.outbox] == ["avant@exemple.fr", "apres@exemple.fr"]
        entry = history.of(mail).get()
        assert (entry.action, entry.author_name, entry.after) == ("resend", "Ada", {"mail": again.pk})

    def test_it_goes_again_as_often_as_it_is_lost_but_not_twice_at_once(
        self, write, django_capture_on_commit_callbacks
    ):
        mail = write("trial", ContactFactory())
        actions.resend(mail, ADA)
        with pytest.raises(ValidationError, match="déjà envoyé à nouveau"):
            actions.resend(mail, ADA)
        OutgoingMail.objects.filter(resent_from=mail).update(state=MailState.FAILED)
        actions.resend(mail, ADA)
        assert mail.resent.count() == 2

    def test_what_has_not_gone_or_has_no_text_left_does_not_go_again(self, write, queue_in_the_database):
        mail = write("trial", ContactFactory())
        with pytest.raises(ValidationError, match="pas encore parti"):
            actions.resend(mail, ADA)
        OutgoingMail.objects.update(state=MailState.SENT, sent_at=timezone.now(), text="")
        with pytest.raises(ValidationError, match="effacé"):
            actions.resend(mail, ADA)
        assert not mail.resent.exists()


class TestCancelling:
    """A mail that waits."""

    def test_it_does_not_leave_any_more(self, write, queue_in_the_database):
        mail = write("trial", ContactFactory())
        assert actions.cancel(mail, ADA, "Erreur de dossier").state == MailState.CANCELLED
        Queue("one").run()
        assert box.outbox == []
        assert history.of(mail).get().reason == "Erreur de dossier"

    def test_what_is_gone_cannot_be_cancelled(self, write):
        mail = write("trial", ContactFactory())
        with pytest.raises(ValidationError, match="n’attend plus"):
            actions.cancel(mail, ADA)
        assert mail.state == MailState.SENT


def test_the_database_refuses_a_sent_mail_without_its_hour(write, queue_in_the_database):
    mail = write(ESSENTIAL.code, ContactFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENDING)

"""Several connections at once: one contact an address, one mail a key, one sending a mail."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail as box
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction

from solozere.notices import actions, sending
from solozere.notices.enums import MailState
from solozere.notices.models import Contact, OutgoingMail
from tests.factories import ContactFactory
from tests.fixtures.mails import FACTS

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def at_once(*jobs) -> list[object]:
    """What each job returns; all start together, each with its own connection."""
    start = threading.Barrier(len(jobs))

    def run(job):
        try:
            start.wait(10)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_an_address_given_several_times_at_once_is_one_contact():
    said = ["camille@exemple.fr", "Camille@Exemple.fr", "CAMILLE@exemple.fr", "camille@EXEMPLE.FR"]
    for number in range(5):
        found = at_once(*(lambda each=each, n=number: actions.contact_for(f"{n}{each}", "Camille") for each in said))
        assert len({contact.pk for contact in found}) == 1
    assert Contact.objects.count() == 5


def test_a_mail_queued_several_times_at_once_is_one_mail(trial_kinds):
    contact = ContactFactory()

    def job():
        with transaction.atomic():
            return actions.queue("trial", contact, FACTS, key="k").pk

    assert len(set(at_once(job, job, job, job))) == 1
    assert len(box.outbox) == 1


def test_two_workers_that_take_the_same_mail_send_it_once(trial_kinds, monkeypatch):
    contact = ContactFactory()
    monkeypatch.setattr("solozere.notices.actions.outbox.enqueue", lambda pk, kind: None)
    mail = actions.queue("trial", contact, FACTS, key="k")
    takes, meeting = EmailBackend.send_messages, threading.Event()

    def slow(self, messages):
        meeting.wait(0.2)
        return takes(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", slow)
    lines = at_once(*(lambda: sending.deliver(mail.pk) for _worker in range(4)))
    assert sorted(lines) == ["nothing to send"] * 3 + ["sent"]
    assert len(box.outbox) == 1
    assert OutgoingMail.objects.get().state == MailState.SENT

"""Handing mails over: both parts, once, later and later when the server refuses, and nothing from a demonstration."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
import time_machine
from django.core import mail as box
from django.core.mail.backends.filebased import EmailBackend as Files
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from solozere.core.jobs.queue import Queue
from solozere.core.models import JobRun
from solozere.core.registries import periodic
from solozere.notices import jobs, sending
from solozere.notices.enums import MailState
from solozere.notices.models import OutgoingMail
from tests.factories import ContactFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def refusing(monkeypatch):
    """`refusing(error)`: the server of mails raises it; `refusing(None)`: it takes mails again."""
    takes = EmailBackend.send_messages

    def refuse(error):
        def answer(self, messages):
            if error is not None:
                raise error
            return takes(self, messages)

        monkeypatch.setattr(EmailBackend, "send_messages", answer)

    return refuse


def only_mail() -> OutgoingMail:
    """The one of the outbox."""
    return OutgoingMail.objects.get()


def test_a_message_has_both_parts_the_networks_name_and_says_that_a_machine_wrote_it(write):
    TerritoryFactory(network='So"Valdoré')
    mail = write("trial", ContactFactory())
    message = box.outbox[0]
    assert message.from_email == '"SoValdoré" <bonjour@solozere.example>'
    assert message.body == mail.text
    assert [(part.content, part.mimetype) for part in message.alternatives] == [(mail.html, "text/html")]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"].endswith(f".{mail.pk}@127.0.0.1>")
    assert "List-Unsubscribe" not in message.extra_headers


def test_an_optional_mail_gives_mail_readers_the_way_to_stop(write):
    mail = write("trial_news", ContactFactory())
    headers = box.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address.startswith("http://127.0.0.1:8000/courriels/")
    assert address in mail.text
    assert address in mail.html


def test_a_mail_that_somebody_has_in_hand_is_left_to_them(write, queue_in_the_database):
    mail = write("trial", ContactFactory())
    OutgoingMail.objects.update(state=MailState.SENDING, claimed_at=timezone.now())
    assert sending.deliver(mail.pk) == "nothing to send"
    assert box.outbox == []


def test_a_job_that_runs_twice_sends_once(write, queue_in_the_database):
    mail = write("trial", ContactFactory())
    jobs.enqueue(mail.pk, mail.kind)
    Queue("one").run()
    assert len(box.outbox) == 1
    assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == 2


def test_a_server_that_does_not_answer_is_asked_again_later_and_later(write, queue_in_the_database, refusing):
    refusing(SMTPServerDisconnected("panne"))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        write("trial", ContactFactory(email="camille@exemple.fr"))
        Queue("one").run()
        assert (only_mail().state, only_mail().attempts) == (MailState.QUEUED, 1)
        assert only_mail().due_at == timezone.now() + timedelta(minutes=1)
        assert "panne" in only_mail().error
        clock.shift(timedelta(seconds=60))
        Queue("one").run()
        assert only_mail().due_at == timezone.now() + timedelta(minutes=2)
        refusing(None)
        clock.shift(timedelta(seconds=119))
        Queue("one").run()
        assert only_mail().state == MailState.QUEUED, "the third attempt came too early"
        clock.shift(timedelta(seconds=1))
        Queue("one").run()
    assert (only_mail().state, only_mail().attempts, only_mail().error) == (MailState.SENT, 3, "")
    assert len(box.outbox) == 1


def test_after_a_night_of_refusals_a_mail_is_given_up(write, queue_in_the_database, refusing):
    refusing(ConnectionRefusedError("fermé"))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        write("trial", ContactFactory())
        started = timezone.now()
        for _attempt in range(30):
            Queue("one").run()
            clock.shift(timedelta(hours=9))
        assert timezone.now() > started
    assert (only_mail().state, only_mail().attempts) == (MailState.FAILED, 11)


@pytest.mark.parametrize(
    "error",
    [SMTPRecipientsRefused({"x@exemple.fr": (550, b"no such user")}), SMTPDataError(554, b"refused")],
    ids=["address", "message"],
)
def test_what_will_never_pass_is_not_tried_again(write, refusing, error):
    refusing(error)
    write("trial", ContactFactory())
    assert (only_mail().state, only_mail().attempts) == (MailState.FAILED, 1)
    assert only_mail().text


def test_a_full_mailbox_is_tried_again(write, refusing):
    refusing(SMTPRecipientsRefused({"x@exemple.fr": (452, b"mailbox full")}))
    write("trial", ContactFactory())
    assert only_mail().state == MailState.QUEUED


def test_the_journal_of_the_worker_names_nobody(write, queue_in_the_database, refusing):
    refusing(SMTPRecipientsRefused({"camille@exemple.fr": (452, b"camille@exemple.fr: full")}))
    write("trial", ContactFactory(email="camille@exemple.fr"))
    Queue("one").run()
    assert JobRun.objects.exists()
    assert not [run.line for run in JobRun.objects.all() if "camille" in run.line]


def test_a_code_is_erased_as_soon_as_it_is_gone_and_never_sent_too_late(write, queue_in_the_database, refusing):
    refusing(ConnectionRefusedError("fermé"))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        mail = write("trial_code", ContactFactory())
        assert mail.text
        Queue("one").run()
        refusing(None)
        clock.shift(timedelta(minutes=16))
        Queue("one").run()
        assert (only_mail().state, only_mail().text, only_mail().html) == (MailState.FAILED, "", "")
        assert "Trop tard" in only_mail().error
        OutgoingMail.objects.all().delete()
        write("trial_code", ContactFactory(), key="another")
        Queue("one").run()
    assert (only_mail().state, only_mail().text) == (MailState.SENT, "")
    assert "L’après-midi ?" in box.outbox[0].body


class TestADeadWorker:
    """What it left is found by the periodic job."""

    def test_a_mail_in_its_hands_is_given_up_since_nobody_knows_whether_it_went(self, write, queue_in_the_database):
        mail = write("trial", ContactFactory())
        OutgoingMail.objects.update(state=MailState.SENDING, claimed_at=timezone.now() - timedelta(minutes=29))
        assert jobs.look_after() is None
        OutgoingMail.objects.update(claimed_at=timezone.now() - timedelta(minutes=31))
        assert periodic["outbox"].run() == "1 given up, 0 put back"
        mail.refresh_from_db()
        assert mail.state == MailState.FAILED
        assert "on ne sait pas" in mail.error

    def test_a_mail_without_a_job_is_put_back(self, write, queue_in_the_database):
        write("trial", ContactFactory())
        DBTaskResult.objects.all().delete()
        assert jobs.look_after() is None
        OutgoingMail.objects.update(due_at=timezone.now() - timedelta(minutes=11))
        assert jobs.look_after() == "0 given up, 1 put back"
        assert jobs.look_after() is None
        Queue("one").run()
        assert only_mail().state == MailState.SENT


@pytest.mark.parametrize("backend", ["django.core.mail.backends.smtp.EmailBackend", "elsewhere.api.Backend"])
def test_a_demonstration_writes_to_nobody(settings, tmp_path, backend):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH, settings.DEMO = backend, tmp_path, True
    assert isinstance(sending.connection(), Files)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert not isinstance(sending.connection(), Files)


def test_a_real_installation_sends_by_its_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    found = sending.connection()
    assert (found.host, found.port, found.timeout) == ("localhost", 25, 30)

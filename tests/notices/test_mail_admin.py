"""The outbox in the administration: read, never changed; a lost mail is sent again from there."""

import pytest
from django.core import mail as box
from django.urls import reverse

from solozere.notices.enums import MailState
from solozere.notices.models import OutgoingMail
from tests.factories import ContactFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    """A client signed in as an administrator."""
    TerritoryFactory()
    client.force_login(UserFactory(admin=True))
    return client


def page(mail: OutgoingMail) -> str:
    """The address of a mail."""
    return reverse("admin:notices_outgoingmail_change", args=[mail.pk])


def again(mail: OutgoingMail) -> str:
    """Where one asks to send it again."""
    return reverse("admin:notices_outgoingmail_resend", args=[mail.pk])


def test_an_administrator_reads_what_was_written_and_changes_nothing(administrator, write):
    mail = write("trial", ContactFactory(email="camille@exemple.fr"))
    listed = administrator.get(reverse("admin:notices_outgoingmail_changelist")).content.decode()
    assert "camille@exemple.fr" in listed
    assert "Essai" in listed
    shown = administrator.get(page(mail)).content.decode()
    assert "L’après-midi ?" in shown
    assert "Envoyer à nouveau" in shown
    assert administrator.post(page(mail), {"subject": "x"}).status_code == 403


def test_the_list_is_narrowed_to_a_kind_by_its_name(administrator, write):
    write("trial", ContactFactory(email="camille@exemple.fr"))
    write("trial_news", ContactFactory(email="sacha@exemple.fr"))
    listed = administrator.get(
        reverse("admin:notices_outgoingmail_changelist"), {"kind": "trial_news"}
    ).content.decode()
    assert "sacha@exemple.fr" in listed
    assert "camille@exemple.fr" not in listed


def test_a_code_is_shown_to_nobody(administrator, write, queue_in_the_database):
    mail = write("trial_code", ContactFactory())
    assert "L’après-midi ?" in mail.text
    shown = administrator.get(page(mail)).content.decode()
    assert "L’après-midi ?" not in shown
    assert "jamais montré" in shown


def test_a_lost_mail_is_sent_again(administrator, write, django_capture_on_commit_callbacks):
    mail = write("trial", ContactFactory(email="camille@exemple.fr"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = administrator.post(again(mail), follow=True)
    assert "Le message repart vers camille@exemple.fr." in answer.content.decode()
    assert len(box.outbox) == 2
    assert OutgoingMail.objects.get(resent_from=mail).state == MailState.SENT


def test_what_keeps_from_sending_again_is_said(administrator, write):
    mail = write("trial_code", ContactFactory())
    answer = administrator.post(again(mail), follow=True)
    assert "est effacé" in answer.content.decode()
    assert len(box.outbox) == 1


def test_several_are_sent_again_from_the_list(administrator, write, settings, django_capture_on_commit_callbacks):
    settings.ZEAL_ALLOWLIST = [{"model": "notices.*"}]  # each under its own lock
    lost, code = write("trial", ContactFactory(email="camille@exemple.fr")), write("trial_code", ContactFactory())
    asked = {"action": "resend_selected", "_selected_action": [lost.pk, code.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        page = administrator.post(reverse("admin:notices_outgoingmail_changelist"), asked, follow=True).content.decode()
    assert "Le message repart vers camille@exemple.fr." in page
    assert f"Message à {code.recipient}\u00a0: Le texte de ce message est effacé" in page
    assert len(box.outbox) == 3


def test_nobody_else_sends_again_and_reading_sends_nothing(client, administrator, write):
    mail = write("trial", ContactFactory())
    assert administrator.get(again(mail)).status_code == 405
    assert administrator.post(reverse("admin:notices_outgoingmail_resend", args=[0])).status_code == 404
    client.force_login(UserFactory(is_staff=True))
    assert client.post(again(mail)).status_code == 403
    client.logout()
    assert client.post(again(mail)).status_code == 302
    assert len(box.outbox) == 1

"""Secret links in mails: they leave whole, stay in no text afterwards, and are new when the mail goes again."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as box
from django.core.exceptions import ValidationError
from django.utils import timezone

from solozere.core import links
from solozere.core.authors import Author
from solozere.core.links import SecretLink
from solozere.notices import actions
from solozere.notices.enums import MailChoice
from solozere.notices.models import OutgoingMail
from tests.factories import ContactFactory, TerritoryFactory
from tests.fixtures.mails import FACTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_purposes", "trial_kinds")]
ADA = Author.system("Ada")


@pytest.fixture
def camille():
    """Somebody to write to, and what the links open."""
    TerritoryFactory()
    return ContactFactory(email="camille@exemple.fr")


@pytest.fixture
def write_link(camille, django_capture_on_commit_callbacks):
    """Queues a mail of `kind` with a secret link; returns it and the token."""

    def written(kind: str = "trial"):
        address = links.make("trial_follow", camille, camille.pk, ADA)
        with django_capture_on_commit_callbacks(execute=True):
            mail = actions.queue(kind, camille, {**FACTS, "url": address}, key=address[-20:])
        mail.refresh_from_db()
        return mail, address.rstrip("/").rpartition("/")[2]

    return written


def kept(mail: OutgoingMail) -> str:
    """What the table holds of it."""
    mail.refresh_from_db()
    return mail.text + mail.html


def test_a_link_leaves_whole_and_stays_in_no_text(write_link):
    mail, token = write_link()
    assert token in box.outbox[0].body
    assert token in box.outbox[0].alternatives[0].content
    assert token not in kept(mail)
    assert f"/suivi/lien-{SecretLink.objects.get().pk}/" in mail.text


def test_a_mail_that_goes_again_has_a_new_link(write_link, camille, django_capture_on_commit_callbacks):
    mail, token = write_link()
    with django_capture_on_commit_callbacks(execute=True):
        actions.resend(mail, ADA)
    body = box.outbox[1].body
    new = body.split("/suivi/")[1].split("/")[0]
    assert new != token
    assert links.by_token(new).contact_id == camille.pk
    assert new in box.outbox[1].alternatives[0].content


def test_a_mail_whose_link_was_cancelled_does_not_go_again(write_link, camille):
    mail, _token = write_link()
    links.revoke("trial_follow", camille)
    with pytest.raises(ValidationError, match="annulé"):
        actions.resend(mail, ADA)
    assert len(box.outbox) == 1


def test_a_link_that_waits_for_the_digest_is_in_one_text_at_a_time(write_link, camille, queue_in_the_database):
    actions.set_wish(camille, "trial_news", MailChoice.DIGEST)
    mail, token = write_link("trial_news")
    assert token in kept(mail)
    digest = actions.gather(camille.pk)
    assert token not in kept(mail)
    assert token in kept(digest)


@pytest.mark.parametrize("way", ["cancel", "wish"])
def test_a_link_that_never_leaves_stays_in_no_text(write_link, camille, way):
    actions.set_wish(camille, "trial_news", MailChoice.DIGEST)
    mail, token = write_link("trial_news")
    if way == "cancel":
        actions.cancel(mail, ADA)
    else:
        actions.set_wish(camille, "trial_news", MailChoice.NEVER)
    assert token not in kept(mail)
    unwanted, token = write_link("trial_news") if way == "wish" else (mail, token)
    assert token not in kept(unwanted)


def test_a_link_that_is_over_is_replaced_by_mail(client, camille, django_capture_on_commit_callbacks):
    address = links.make("trial_follow", camille, camille.pk, ADA).removeprefix("http://127.0.0.1:8000")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{address}nouveau/")
        assert box.outbox[0].to == ["camille@exemple.fr"]
        assert box.outbox[0].subject == "Votre nouveau lien"
        new = "/suivi/" + box.outbox[0].body.split("/suivi/")[1].split("/")[0] + "/"
        assert client.get(new).status_code == 302


def test_a_contact_that_is_gone_receives_nothing(client, camille):
    other = ContactFactory()
    address = links.make("trial_follow", camille, other.pk, ADA).removeprefix("http://127.0.0.1:8000")
    other.delete()
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client.post(f"{address}nouveau/").status_code == 200
    assert not OutgoingMail.objects.exists()


def test_links_follow_a_contact_that_is_merged(camille):
    other = ContactFactory()
    links.make("trial_follow", camille, other.pk, ADA)
    actions.merge(camille, other, ADA)
    assert SecretLink.objects.get().contact_id == camille.pk

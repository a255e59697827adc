"""What a person wishes about the mails that are not essential, the secret page where they say it, and the digest."""

import pytest
from django.core import mail as box
from django.core.exceptions import ValidationError
from django.test import Client

from solozere.core.registries import periodic
from solozere.notices import actions
from solozere.notices.actions.wishes import optional_kinds
from solozere.notices.enums import MailChoice, MailState
from solozere.notices.models import MailPreference, OutgoingMail
from solozere.notices.stopping import read, stop_url, token
from tests.factories import ContactFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def camille():
    """Somebody who receives mails."""
    return ContactFactory(email="camille@exemple.fr")


def states() -> list[str]:
    """Of all mails, the oldest first."""
    return list(OutgoingMail.objects.order_by("pk").values_list("state", flat=True))


class TestWishes:
    """As the outbox follows them."""

    def test_without_a_wish_everything_comes_at_once(self, write, camille):
        write("trial_news", camille)
        assert states() == [MailState.SENT]

    def test_never_writes_the_row_and_sends_nothing(self, write, camille):
        actions.set_wish(camille, "trial_news", MailChoice.NEVER)
        mail = write("trial_news", camille)
        assert (mail.state, mail.error) == (
            MailState.CANCELLED,
            "La personne ne souhaite pas recevoir ces messages.",
        )
        write("trial", camille)
        assert [message.to for message in box.outbox] == [["camille@exemple.fr"]]

    def test_a_wish_about_one_kind_changes_no_other(self, write, camille):
        actions.set_wish(camille, "trial_news", MailChoice.NEVER)
        write("trial_alert", camille)
        assert states() == [MailState.SENT]

    def test_what_is_essential_has_no_wish(self, trial_kinds, camille):
        with pytest.raises(ValidationError, match="indispensables"):
            actions.set_wish(camille, "trial", MailChoice.NEVER)
        MailPreference.objects.create(contact=camille, kind="trial", choice=MailChoice.NEVER)
        assert actions.wish(camille, "trial") == MailChoice.IMMEDIATE

    def test_a_kind_that_cannot_wait_comes_at_once(self, trial_kinds, camille):
        MailPreference.objects.create(contact=camille, kind="trial_alert", choice=MailChoice.DIGEST)
        assert actions.wish(camille, "trial_alert") == MailChoice.IMMEDIATE

    def test_the_optional_kinds_are_those_that_a_person_may_choose(self, trial_kinds):
        assert {"trial_news", "trial_alert"} <= set(optional_kinds())
        assert not {"trial", "trial_code", "digest"} & set(optional_kinds())


class TestDigest:
    """What waits for a person, in one mail."""

    @pytest.fixture
    def waiting(self, write, camille):
        """Two mails held for Camille."""
        actions.set_wish(camille, "trial_news", MailChoice.DIGEST)
        return [write("trial_news", camille, key=f"k{n}") for n in (1, 2)]

    def test_what_waits_is_gathered_and_sent_once(self, waiting, django_capture_on_commit_callbacks):
        assert states() == [MailState.HELD, MailState.HELD]
        assert box.outbox == []
        with django_capture_on_commit_callbacks(execute=True):
            assert periodic["digests"].run() == "1 written"
            assert periodic["digests"].run() is None
        assert len(box.outbox) == 1
        message = box.outbox[0]
        assert message.subject == "2 messages pour vous"
        assert message.body.count("L’après-midi ?") == 2
        assert message.body.count("Bonjour,") == message.body.count("Vous recevez ce message") == 1
        html = message.alternatives[0].content
        assert html.count("L’après-midi\u00a0?") == 2
        assert html.count("Le Bief &amp; Cie</strong>") == 2
        assert "&lt;p" not in html
        assert states() == [MailState.GATHERED, MailState.GATHERED, MailState.SENT]
        assert {mail.digest_id for mail in OutgoingMail.objects.filter(state=MailState.GATHERED)} == {
            OutgoingMail.objects.get(kind="digest").pk
        }

    def test_each_person_has_their_own(self, waiting, write, django_capture_on_commit_callbacks):
        other = ContactFactory(email="sacha@exemple.fr")
        actions.set_wish(other, "trial_news", MailChoice.DIGEST)
        write("trial_news", other)
        with django_capture_on_commit_callbacks(execute=True):
            assert actions.gather_all() == 2
        assert sorted(message.to[0] for message in box.outbox) == ["camille@exemple.fr", "sacha@exemple.fr"]

    def test_who_wants_nothing_more_does_not_receive_what_waited(self, waiting, camille):
        actions.set_wish(camille, "trial_news", MailChoice.NEVER)
        assert states() == [MailState.CANCELLED, MailState.CANCELLED]
        assert actions.gather_all() == 0

    def test_stopping_the_digest_stops_all_that_it_gathers(self, waiting, camille):
        actions.set_wish(camille, "trial_alert", MailChoice.IMMEDIATE)
        actions.set_wish(camille, "digest", MailChoice.NEVER)
        assert actions.wish(camille, "trial_news") == MailChoice.NEVER
        assert actions.wish(camille, "trial_alert") == MailChoice.IMMEDIATE


class TestThePage:
    """Opened from the foot of a mail, without an account."""

    @pytest.fixture(autouse=True)
    def _territory(self, trial_kinds):
        TerritoryFactory()

    def address(self, contact, kind="trial_news") -> str:
        """Of the page, without its host."""
        return stop_url(contact.pk, kind).removeprefix("http://127.0.0.1:8000")

    def test_reading_it_changes_nothing_and_shows_the_present_choice(self, client, camille):
        page = client.get(self.address(camille))
        assert page.status_code == 200
        assert "Nouvelles" in page.content.decode()
        assert "Quand on essaie." in page.content.decode()
        assert page.context["form"].initial["choice"] == MailChoice.IMMEDIATE
        assert not MailPreference.objects.exists()
        assert page["Referrer-Policy"] == "no-referrer"
        assert "camille" not in page.content.decode()
        assert not page.cookies

    def test_a_choice_is_written_then_shown(self, client, camille):
        answer = client.post(self.address(camille), {"choice": "digest"}, follow=True)
        assert answer.redirect_chain[0][1] == 302
        assert "Votre choix est enregistré." in answer.content.decode()
        assert answer.context["form"].initial["choice"] == MailChoice.DIGEST
        assert actions.wish(camille, "trial_news") == MailChoice.DIGEST

    def test_one_click_of_a_mail_reader_stops_without_a_cookie(self, camille):
        answer = Client(enforce_csrf_checks=True).post(self.address(camille), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 204
        assert actions.wish(camille, "trial_news") == MailChoice.NEVER

    def test_a_choice_that_is_none_is_said_by_the_field(self, client, camille):
        answer = client.post(self.address(camille), {})
        assert "Choisissez comment recevoir ces messages" in answer.content.decode()
        answer = client.post(self.address(camille, "trial_alert"), {"choice": "digest"})
        assert "parmi les choix proposés" in answer.content.decode()
        assert not MailPreference.objects.exists()

    @pytest.mark.parametrize("kind", ["trial", "inconnue"])
    def test_a_kind_that_cannot_be_stopped_has_no_page(self, client, camille, kind):
        assert client.get(self.address(camille, kind)).status_code == 404

    def test_a_forged_address_has_no_page(self, client, camille):
        said = token(camille.pk, "trial_news")
        assert read(said) == (camille.pk, "trial_news")
        for forged in (said[:-1], "x", "é", said.replace(":", "::", 1)):
            assert client.get(f"/courriels/{forged}/").status_code == 404

    def test_an_address_that_we_no_longer_have_gets_a_sentence(self, client, camille):
        address = self.address(camille)
        camille.delete()
        assert "plus chez nous" in client.get(address).content.decode()
        assert "plus chez nous" in client.post(address, {"choice": "never"}).content.decode()

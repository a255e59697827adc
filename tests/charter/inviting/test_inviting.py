"""Inviting: one place or a list, followed until it is answered; one answer is « non merci »."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from solozere.accounts.actions import grant_role
from solozere.charter.inviting import actions
from solozere.charter.inviting.lists import read_list
from solozere.charter.models import Application, Invitation
from solozere.core.authors import Author
from solozere.notices.models import OutgoingMail
from tests.charter.conftest import offered
from tests.factories import CommuneFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada Modèle")


@pytest.fixture
def commune(charter):
    return CommuneFactory(name="Valbourg", folded="valbourg")


@pytest.fixture
def planned(charter, new_place):
    return new_place("bief", status="planned", services=offered({"service.free_wifi": True}))


@pytest.fixture
def desk(client):
    user = UserFactory(contact__name="Claire Modèle")
    grant_role(user, "coordinator", author=ADA)
    client.force_login(user)
    return client


def text(answer) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " ").replace("&nbsp;", " ").split()
    )


def address_in(mail: OutgoingMail) -> str:
    return re.search(r"/suivi/[\w-]{43}/", mail.text)[0]


def test_a_known_place_is_invited_with_what_its_page_says(planned):
    invitation = actions.invite(email="bief@exemple.fr", place=planned, author=ADA, message="Passez nous voir.")
    draft = invitation.application
    draft.refresh_from_db()
    assert (draft.state, draft.place, draft.name) == ("draft", planned, "Le lieu bief")
    assert draft.answers["services"]["services"] == ["free_wifi"]
    assert "Passez nous voir." in OutgoingMail.objects.get(kind="invitation_invited").text


def test_a_place_has_one_open_invitation_and_nothing_is_half_written(planned):
    actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
    with pytest.raises(ValidationError, match="déjà en cours"):
        actions.invite(email="autre@exemple.fr", place=planned, author=ADA)
    assert Application.objects.count() == Invitation.objects.count() == 1


def test_the_person_comes_by_the_link_and_begins(client, planned, queue_in_the_database):
    invitation = actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
    assert client.get(actions.path_of(invitation)).status_code == 404
    page = client.get(address_in(OutgoingMail.objects.get()), follow=True)
    assert "Un label pour Le lieu bief ?" in text(page)
    invitation.refresh_from_db()
    assert invitation.state == "sent"
    answer = client.post(f"{actions.path_of(invitation)}commencer/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith("/rejoindre/")
    invitation.refresh_from_db()
    assert (invitation.state, invitation.opened_at is not None) == ("opened", True)
    assert invitation.contact.verified_at is not None


def test_the_person_declines_with_a_reason_that_the_team_reads(client, planned, queue_in_the_database):
    invitation = actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
    client.get(address_in(OutgoingMail.objects.get()))
    answer = client.post(f"{actions.path_of(invitation)}decliner/", {"reason": "Pas cette année."}, follow=True)
    assert "C’est noté" in text(answer)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.decline_reason) == ("declined", "Pas cette année.")
    assert "n’est plus en cours" in text(client.post(f"{actions.path_of(invitation)}commencer/"))
    actions.invite(email="bief@exemple.fr", place=planned, author=ADA)


def test_it_is_reminded_once_after_a_fortnight(planned):
    invitation = actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
    assert actions.remind_all() is None
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert actions.remind_all() == "1 reminded"
        assert actions.remind_all() is None
        with pytest.raises(ValidationError, match="déjà été relancée"):
            actions.remind(invitation, ADA)
    assert OutgoingMail.objects.filter(kind="invitation_reminded").count() == 1


def test_a_cancelled_one_opens_nothing_any_more(client, planned, queue_in_the_database):
    invitation = actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
    actions.cancel(invitation)
    assert client.get(address_in(OutgoingMail.objects.get())).status_code == 410


def test_a_list_is_read_line_by_line(commune):
    lines = read_list(
        "Café ; Valbourg ; cafe@exemple.fr\n\nGare, Ailleurs, gare@exemple.fr\nMairie;Valbourg;mairie\nx\nBis;Valbourg;CAFE@exemple.fr"
    )
    assert [(line.number, bool(line.problem)) for line in lines] == [
        (1, False),
        (2, True),
        (3, True),
        (4, True),
        (5, True),
    ]
    assert lines[0].commune == commune


class TestAtTheDesk:
    """What a coordinator does."""

    def test_planned_places_come_first_with_their_state(self, desk, planned, new_place):
        new_place("atelier")
        actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
        page = text(desk.get("/animation/invitations/"))
        assert page.index("Le lieu bief") < page.index("Le lieu atelier")
        assert "Invitation envoyée" in page
        assert "Pas encore invité" in page

    def test_one_is_invited_and_what_was_typed_stays_where_it_is_wrong(self, desk, planned):
        address = "/animation/invitations/nouvelle/?lieu=bief"
        wrong = desk.post(address, {"email": "bief", "message": "Passez nous voir."})
        assert "Écrivez une adresse électronique complète" in text(wrong)
        assert "Passez nous voir." in text(wrong)
        assert "L’invitation est partie." in text(desk.post(address, {"email": "bief@exemple.fr"}, follow=True))
        assert "déjà en cours" in text(desk.post(address, {"email": "bief@exemple.fr"}))
        assert desk.get("/animation/invitations/nouvelle/?lieu=aucun").status_code == 404

    def test_a_list_is_shown_then_sent_whole_or_not_at_all(self, desk, commune, settings):
        # Each is sent by its own action: a hundred at most.
        settings.ZEAL_ALLOWLIST = [{"model": model, "field": "*"} for model in ("notices.*", "charter.*")]
        address = "/animation/invitations/liste/"
        wrong = desk.post(
            address, {"text": "Café ; Valbourg ; cafe@exemple.fr\nGare ; Ailleurs ; g@exemple.fr", "envoyer": "1"}
        )
        assert "Ligne 2 : « Ailleurs » n’est pas une commune" in text(wrong)
        assert not Invitation.objects.exists()
        right = {"text": "Café ; Valbourg ; cafe@exemple.fr\nGare ; Valbourg ; g@exemple.fr"}
        assert "2 lignes sont justes" in text(desk.post(address, right))
        assert not Invitation.objects.exists()
        assert "2 invitations sont parties." in text(desk.post(address, {**right, "envoyer": "1"}, follow=True))
        assert {one.application.name for one in Invitation.objects.all()} == {"Café", "Gare"}

    def test_buttons_remind_and_cancel(self, desk, planned):
        invitation = actions.invite(email="bief@exemple.fr", place=planned, author=ADA)
        for _time in range(2):
            answer = desk.post(f"/animation/invitations/{invitation.pk}/relancer/", follow=True)
        assert "déjà été relancée" in text(answer)
        assert "annulée" in text(desk.post(f"/animation/invitations/{invitation.pk}/annuler/", follow=True))

    def test_to_anybody_else_it_does_not_exist(self, client, planned):
        client.force_login(UserFactory())
        for end in ("", "nouvelle/", "liste/"):
            assert client.get(f"/animation/invitations/{end}").status_code == 404

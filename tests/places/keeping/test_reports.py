"""A visitor reports an error without an account; the queue answers; nobody learns who it was."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from solozere.accounts.actions import grant_role
from solozere.core import workflow
from solozere.core.authors import Author
from solozere.places.actions import change_slug
from solozere.places.keeping import personal
from solozere.places.keeping.todo import reports
from solozere.places.models import PlaceReport
from solozere.privacy.actions import apply_all
from tests.factories import UserFactory
from tests.places.conftest import ADA
from tests.places.keeping.conftest import letters

pytestmark = pytest.mark.django_db
WRONG = {"subject": "hours", "text": "C’était fermé mardi à 10 h.", "email": ""}
LEA = "lea@exemple.fr"


def words(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def send(client, **answers):
    return client.post("/lieux/atelier/signaler/", {**WRONG, **answers}, follow=True)


@pytest.fixture
def desk(client, claire):
    """Claire's client, beside the visitor's."""
    own = type(client)()
    own.force_login(claire)
    return own


def test_the_page_of_a_place_leads_to_the_form(client, full_place):
    assert "/lieux/atelier/signaler/" in words(client.get("/lieux/atelier/"))
    assert "Qu’est-ce qui est faux" in words(client.get("/lieux/atelier/signaler/"))
    change_slug(full_place, "grange", author=ADA)
    assert client.get("/lieux/atelier/signaler/")["Location"] == "/lieux/grange/signaler/"


def test_a_report_without_an_address_lands_in_the_queue(client, full_place):
    assert "Votre signalement est arrivé." in words(send(client))
    made = PlaceReport.objects.get()
    assert (made.state, made.subject, made.contact) == ("open", "hours", None)
    (line,) = reports(None)
    assert line.url == f"/animation/signalements/{made.pk}/"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"subject": ""}, "Dites ce qui est faux"),
        ({"text": " "}, "Dites en une phrase ce que vous avez constaté."),
        ({"email": "lea"}, "Cette adresse n’est pas complète"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, full_place, answers, sentence):
    page = words(send(client, **{"email": LEA, **answers}))
    assert sentence in page
    assert PlaceReport.objects.count() == 0
    assert "C’était fermé mardi" in page or answers.get("text")
    assert LEA in page or "email" in answers


def test_who_keeps_the_place_is_told_without_the_address(client, rose, full_place, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(client, email=LEA)
    (mail,) = letters("report_received")
    assert mail.contact == rose.contact
    assert "C’était fermé mardi à 10 h." in mail.text
    assert LEA not in mail.text + mail.html
    client.force_login(rose)
    page = words(client.get("/espace/lieux/atelier/"))
    assert "C’était fermé mardi" in page
    assert LEA not in page


def test_the_answer_reaches_who_reported_once_and_is_journaled(client, desk, full_place):
    send(client, email=LEA)
    made = PlaceReport.objects.get()
    url = f"/animation/signalements/{made.pk}/"
    page = words(desk.get(url))
    assert LEA not in page
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert "Écrivez une phrase de réponse" in words(desk.post(url, {"step": "corrected", "seen": seen}))
    data = {"step": "corrected", "reason": "Le lieu ouvre à 14 h le mardi.", "seen": seen}
    assert "C’est noté" in words(desk.post(url, data, follow=True))
    assert desk.post(url, data)["Location"] == "/animation/signalements/"
    made.refresh_from_db()
    assert (made.state, made.answer) == ("corrected", "Le lieu ouvre à 14 h le mardi.")
    assert [line.author_name for line in workflow.lines(made)] == ["Claire Modèle"]
    (mail,) = letters("report_answered")
    assert mail.recipient == LEA
    assert "Le lieu ouvre à 14 h le mardi." in mail.text
    assert "Nous avons corrigé la fiche." in mail.text
    assert "Le lieu ouvre" in words(desk.get(url))
    assert "Atelier" in words(desk.get("/animation/signalements/?etat=repondus"))


def test_the_second_coordinator_is_told(client, desk, full_place, claire):
    noe = UserFactory(contact__name="Noé Modèle")
    grant_role(noe, "coordinator", author=ADA)
    send(client)
    made = PlaceReport.objects.get()
    url = f"/animation/signalements/{made.pk}/"
    workflow.apply(made, "duplicate", Author.user(claire), reason="Déjà vu.")
    desk.force_login(noe)
    other = {"step": "corrected", "reason": "Corrigé.", "seen": "0"}
    page = words(desk.post(url, other))
    assert "Entre-temps, Claire Modèle l’a rapproché d’un autre" in page
    made.refresh_from_db()
    assert made.state == "duplicate"


def test_the_fourth_report_of_an_address_waits_for_its_link_and_the_seventh_sends_nothing(client, full_place):
    for _n in range(3):
        send(client, email=LEA)
    answer = words(send(client, email=LEA))
    assert "Il reste une étape" in answer
    made = PlaceReport.objects.last()
    assert made.state == "to_confirm"
    for _n in range(2):
        send(client, email=LEA)
    waiting = PlaceReport.objects.count()
    assert words(send(client, email=LEA)).replace("\n", "") == answer.replace("\n", "")
    assert PlaceReport.objects.count() == waiting
    assert len(letters("report_to_confirm")) == 3


def test_a_report_set_aside_is_confirmed_by_a_button_then_reaches_the_queue_and_the_manager(client, rose, full_place):
    for _n in range(4):
        send(client, email=LEA)
    made = PlaceReport.objects.get(state="to_confirm")
    url = f"/lieux/atelier/signaler/{made.pk}/"
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    path = re.search(r"/suivi/[\w-]{43}/", letters("report_to_confirm")[0].text)[0]
    assert client.get(path)["Location"] == url
    assert "C’était fermé" in words(client.get(url))
    made.refresh_from_db()
    assert made.state == "to_confirm"
    assert len(letters("report_received")) == 3
    for _click in range(2):
        assert client.post(url)["Location"] == "/lieux/atelier/signaler/merci/"
    made.refresh_from_db()
    assert (made.state, made.contact.verified_at is not None) == ("open", True)
    assert len(letters("report_received")) == 4
    assert "déjà confirmé" in words(client.get(url))


def test_many_reports_without_address_ask_for_one(client, full_place):
    for _n in range(5):
        send(client)
    page = words(send(client))
    assert "Laissez votre adresse" in page
    assert PlaceReport.objects.count() == 5
    assert "Il reste une étape" in words(send(client, email=LEA))


def test_the_queue_is_the_team_s_alone(client, rose, full_place):
    send(client)
    client.force_login(rose)
    assert client.get("/animation/signalements/").status_code == 404
    assert client.get(f"/animation/signalements/{PlaceReport.objects.get().pk}/").status_code == 404


def test_the_address_goes_a_month_after_the_answer_and_the_text_after_two_years(client, full_place, claire):
    send(client, email=LEA)
    made = PlaceReport.objects.get()
    workflow.apply(made, "not_confirmed", Author.user(claire), reason="C’était ouvert.")
    for days, contact, text in ((29, True, True), (31, False, True), (731, False, False)):
        apply_all(timezone.now() + timedelta(days=days))
        made.refresh_from_db()
        assert (made.contact is not None, made.text == WRONG["text"], bool(made.answer)) == (contact, text, text)


def test_a_report_that_nobody_confirms_goes_in_seven_days(client, full_place):
    for _n in range(4):
        send(client, email=LEA)
    apply_all(timezone.now() + timedelta(days=8))
    assert set(PlaceReport.objects.values_list("state", flat=True)) == {"open"}


def test_a_person_takes_their_reports_away_and_leaves_them_without_a_name(client, full_place):
    send(client, email=LEA)
    contact = PlaceReport.objects.get().contact
    assert personal.export(contact)[0]["texte"] == WRONG["text"]
    personal.erase(contact)
    assert PlaceReport.objects.get().contact is None

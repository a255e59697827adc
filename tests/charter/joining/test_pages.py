"""The pages of the applicant, without JavaScript: what they keep, what they say, to whom they open."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from solozere.accounts.actions import grant_role
from solozere.charter.joining import actions
from solozere.charter.joining.reading import seen
from solozere.charter.models import Application, ChangeRequest, Visit
from solozere.core import links
from solozere.core.authors import Author
from solozere.notices.models import Contact, OutgoingMail
from tests.charter.joining.conftest import ANSWERS, COMMITMENTS, CONTACT, HOURS, PLACE, SIGNATORY
from tests.factories import ContactFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db
SERVICES = {
    "services": ["public_access", "telework_space", "free_wifi"],
    "spaces-0-kind": "open_space",
    "spaces-0-name": "La salle",
    "spaces-0-capacity": "8",
}
SIGNED = {"label": "comptoir", "commitments": COMMITMENTS, "signed_name": "Ada Exemple", "signed_quality": "présidente"}


def begun(client, **more) -> Application:
    """A draft begun in this browser."""
    client.post("/rejoindre/commencer/", {"courriel": "ada@exemple.fr", **PLACE, **more})
    return Application.objects.get()


def by_mail(client, kind: str) -> str:
    """Follow the link of the last mail of this kind; the path that it leads to."""
    token = re.search(r"/suivi/([A-Za-z0-9_-]{43})/", OutgoingMail.objects.filter(kind=kind).latest("pk").text)[1]
    return client.get(f"/suivi/{token}/")["Location"]


def jpeg() -> bytes:
    """A small picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (80, 60), "green").save(buffer, "JPEG")
    return buffer.getvalue()


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def send_step(client, application, slug, values):
    """A step as its page sends it."""
    page = client.get(f"/rejoindre/{application.pk}/{slug}/")
    mark = re.search(r'name="seen" value="([^"]*)"', text(page))[1]
    return client.post(f"/rejoindre/{application.pk}/{slug}/", {"seen": mark, "continuer": "1", **values})


# The journey


def test_a_person_applies_without_account_nor_javascript(client, valbourg):
    assert "Commencer" in text(client.get("/rejoindre/"))
    application = begun(client)
    page = f"/rejoindre/{application.pk}"
    assert send_step(client, application, "services", SERVICES)["Location"] == f"{page}/horaires/"
    hours = {"opening_hours": HOURS["opening_hours"]}
    assert send_step(client, application, "horaires", hours)["Location"] == f"{page}/contact/"
    assert send_step(client, application, "contact", CONTACT)["Location"] == f"{page}/charte/"
    last = text(client.get(f"{page}/charte/"))
    assert "Du lundi au vendredi, de 9 h à 12 h." in last
    assert 'value="Ada Exemple"' in last
    sent = send_step(client, application, "charte", {**SIGNED, "agree": "on", "envoyer": "1"})
    assert sent["Location"] == f"/suivi/demandes/{application.pk}/"
    assert "Ouvrez le courriel" in text(client.get(sent["Location"]))
    assert by_mail(client, "application_to_confirm") == sent["Location"]
    confirmed = client.post(f"{sent['Location']}confirmer/", follow=True)
    application.refresh_from_db()
    assert application.state == "submitted"
    assert application.number in text(confirmed)


def test_before_a_charter_is_in_force_nobody_begins(client, territory):
    assert "Aucune charte n’est en vigueur" in text(client.get("/rejoindre/"))
    assert client.get("/rejoindre/commencer/")["Location"] == "/rejoindre/"


def test_wrong_answers_are_kept_as_typed_and_said_with_their_field(client, valbourg):
    application = begun(client, commune="Nullepart", siret="12")
    page = text(client.get(f"/rejoindre/{application.pk}/lieu/"))
    assert 'value="Nullepart"' in page
    assert 'value="12"' in page
    assert 'href="#id_commune"' in page
    assert "Continuer quand même" in page
    answer = send_step(client, application, "lieu", {**PLACE, "commune": "Nullepart", "suite": "1"})
    assert answer["Location"].endswith("/services/")


def test_an_address_that_is_wrong_keeps_the_rest_and_writes_nothing(client, valbourg):
    answer = client.post("/rejoindre/commencer/", {"courriel": "ada@", **PLACE})
    assert 'value="Le Café du Pont"' in text(answer)
    assert "adresse électronique complète" in text(answer)
    assert not Application.objects.exists()


def test_lines_are_added_and_taken_back(client, valbourg):
    application = begun(client)
    answer = send_step(client, application, "services", {**SERVICES, "ajouter": "spaces"})
    assert answer["Location"].endswith("?lignes=spaces#liste-spaces")
    assert 'name="spaces-4-name"' in text(client.get(answer["Location"]))
    send_step(client, application, "services", {**SERVICES, "spaces-0-retirer": "1"})
    application.refresh_from_db()
    assert application.answers["services"]["spaces"] == []


def test_htmx_takes_the_preview_and_nothing_is_kept(client, valbourg):
    application = begun(client)
    answer = client.post(f"/rejoindre/{application.pk}/services/", SERVICES, headers={"hx-request": "true"})
    assert "Comptoir" in text(answer)
    assert "<html" not in text(answer)
    application.refresh_from_db()
    assert "services" not in application.answers


def test_a_page_written_from_another_tab_shows_both(client, valbourg):
    application = begun(client)
    author = Author.contact(application.contact)
    actions.save_step(application, "hours", {"opening_hours": "Mo 09:00-12:00"}, author)
    stale = client.post(f"/rejoindre/{application.pk}/horaires/", {"seen": "x", "opening_hours": "Tu 09:00-12:00"})
    page = text(stale)
    assert "modifiée ailleurs" in page
    assert "Mo 09:00-12:00" in page
    assert "Tu 09:00-12:00" in page
    mark = re.search(r'name="seen" value="([^"]*)"', page)[1]
    assert mark == seen(application.answers, "hours")
    client.post(f"/rejoindre/{application.pk}/horaires/", {"seen": mark, "opening_hours": "Tu 09:00-12:00"})
    application.refresh_from_db()
    assert application.answers["hours"]["opening_hours"] == "Tu 09:00-12:00"


def test_what_is_missing_is_listed_with_links_to_each_step(client, valbourg):
    application = begun(client, name="")
    answer = send_step(client, application, "charte", {**SIGNED, "agree": "on", "envoyer": "1"})
    assert f'href="/rejoindre/{application.pk}/lieu/#id_name"' in text(answer)
    assert f'href="/rejoindre/{application.pk}/contact/#id_person_name"' in text(answer)
    application.refresh_from_db()
    assert application.signed_hash == ""


def test_a_signature_without_its_tick_keeps_what_was_typed(client, draft):
    link = links.make("follow_application", draft, draft.contact_id, Author.contact(draft.contact))
    client.get(link.removeprefix("http://127.0.0.1:8000"))
    answer = send_step(client, draft, "charte", {**SIGNED, "signed_name": "Bea", "envoyer": "1"})
    assert "Cochez la case pour signer" in text(answer)
    assert 'value="Bea"' in text(answer)


def test_a_known_place_is_proposed_and_taken_at_a_click(client, valbourg):
    place = PlaceFactory(name="Café du Pont, le", commune=valbourg)
    application = begun(client)
    assert "Est-ce ce lieu" in text(client.get(f"/rejoindre/{application.pk}/lieu/"))
    client.post(f"/rejoindre/{application.pk}/lieu-connu/", {"lieu": place.slug})
    application.refresh_from_db()
    assert application.place == place
    assert application.answers["place"]["name"] == PLACE["name"]


# Coming back


def test_the_link_of_the_mail_opens_the_first_step_that_is_not_filled(client, valbourg):
    application = begun(client)
    assert by_mail(Client(), "application_begun") == f"/rejoindre/{application.pk}/services/"


def test_asking_for_links_says_the_same_to_everybody(draft):
    answers = []
    for email in ("ada@exemple.fr", "personne@exemple.fr"):
        page = text(Client().post("/rejoindre/reprendre/", {"courriel": email}))
        answers.append(re.sub(r"nonce=\"[^\"]*\"|pèse \d+", "", page.replace(email, "@")))
    assert answers[0] == answers[1]
    known, unknown = OutgoingMail.objects.filter(kind="application_links").order_by("pk")
    assert "/suivi/" in known.text
    assert "/suivi/" not in unknown.text


def test_past_its_limits_an_address_receives_no_more_mails(client, draft):
    for _n in range(5):
        assert "Un message part" in text(client.post("/rejoindre/reprendre/", {"courriel": "ada@exemple.fr"}))
    assert OutgoingMail.objects.filter(kind="application_links").count() == 3


def test_past_the_soft_limit_a_draft_opens_by_the_mail_alone(valbourg):
    for n in range(8):
        client = Client()
        answer = client.post("/rejoindre/commencer/", {"courriel": "ada@exemple.fr", **PLACE})
        assert answer.status_code == (302 if n < 3 else 200)
        assert ("suivi" in client.cookies) == (n < 3)
    assert Application.objects.count() == 6


def test_a_signed_in_person_begins_and_comes_back_from_their_space(client, valbourg):
    user = UserFactory(contact__verified_at=timezone.now())
    client.force_login(user)
    client.post("/rejoindre/commencer/", PLACE)
    application = Application.objects.get()
    assert application.contact == user.contact
    space = text(client.get("/espace/"))
    assert f'href="/rejoindre/{application.pk}/services/"' in space
    assert client.get(f"/rejoindre/{application.pk}/services/").status_code == 200


# Privacy


@pytest.mark.parametrize("who", ["visitor", "member", "unverified", "coordinator", "another link"])
def test_an_application_does_not_exist_for_a_stranger(sent, who):
    client = Client()
    if who in ("member", "coordinator"):
        user = UserFactory(contact__verified_at=timezone.now())
        if who == "coordinator":
            grant_role(user, "coordinator", author=Author.system("essais"))
        client.force_login(user)
    if who == "unverified":
        Contact.objects.filter(pk=sent.contact_id).update(verified_at=None)
        client.force_login(UserFactory(contact=sent.contact))
    if who == "another link":
        other = actions.begin(ContactFactory(), {}, Author.system("x"))
        link = links.make("follow_application", other, other.contact_id, Author.system("x"))
        client.get(link.removeprefix("http://127.0.0.1:8000"))
    for path in (
        "rejoindre/{}/lieu/",
        "suivi/demandes/{}/",
        "suivi/demandes/{}/retirer/",
        "suivi/demandes/{}/signature/",
    ):
        assert client.get("/" + path.format(sent.pk)).status_code == 404
    for path in ("rejoindre/{}/lieu-connu/", "suivi/demandes/{}/confirmer/", "suivi/demandes/{}/pieces/"):
        assert client.post("/" + path.format(sent.pk)).status_code == 404


def test_who_typed_an_address_sees_no_more_once_its_owner_came(valbourg):
    stranger, owner = Client(), Client()
    application = begun(stranger)
    actions.save_step(application, "contact", CONTACT, Author.contact(application.contact))
    Application.objects.update(answers=ANSWERS)
    application.refresh_from_db()
    actions.send(application, Author.contact(application.contact), signatory=SIGNATORY, proven=False)
    path = by_mail(owner, "application_to_confirm")
    assert stranger.post(f"{path}confirmer/", follow=True).context["to_confirm"]
    owner.post(f"{path}confirmer/")
    assert stranger.get(path).status_code == 404
    assert owner.get(path).status_code == 200


# Following


@pytest.fixture
def follower(client, sent):
    """The applicant, by the link of the mail."""
    by_mail(client, "application_received")
    return client


def test_the_page_says_the_state_the_changes_and_the_visit(follower, sent):
    coordinator = Author.system("Coordination")
    change = ChangeRequest(application=sent, field="hours.opening_hours", message="Et le samedi ?")
    visit = Visit(application=sent, at=timezone.now() + timedelta(days=3), visitor="Bea Exemple")
    for row in (change, visit):
        row.set_author(coordinator)
        row.save()
    Application.objects.update(state="changes_requested")
    page = text(follower.get(f"/suivi/demandes/{sent.pk}/"))
    assert "Modifications demandées" in page
    assert "Et le samedi ?" in page
    assert f'href="/rejoindre/{sent.pk}/horaires/#id_opening_hours"' in page
    assert "Avec Bea Exemple." in page
    assert "Et le samedi ?" in text(follower.get(f"/rejoindre/{sent.pk}/horaires/"))
    assert "vaut toujours" in text(follower.get(f"/rejoindre/{sent.pk}/charte/"))


def test_a_form_that_is_sent_is_not_edited(follower, sent):
    assert follower.get(f"/rejoindre/{sent.pk}/lieu/")["Location"] == f"/suivi/demandes/{sent.pk}/"


def test_what_was_signed_is_shown_with_its_fingerprint(follower, sent):
    page = text(follower.get(f"/suivi/demandes/{sent.pk}/signature/"))
    assert sent.signed_hash in page
    assert "est bien celui qui a été signé" in page
    Application.objects.update(signed_text={"declared": []})
    assert "n’est plus celui" in text(follower.get(f"/suivi/demandes/{sent.pk}/signature/"))


def test_withdrawing_is_asked_before(follower, sent):
    assert "Ne rien changer" in text(follower.get(f"/suivi/demandes/{sent.pk}/retirer/"))
    page = follower.post(f"/suivi/demandes/{sent.pk}/retirer/", {"motif": "Fermeture"}, follow=True)
    assert "Votre demande est retirée" in text(page)
    sent.refresh_from_db()
    assert sent.state == "withdrawn"


def test_files_are_joined_read_and_refused(follower, sent, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    add = f"/suivi/demandes/{sent.pk}/pieces/"
    picture = SimpleUploadedFile("salle.jpg", jpeg())
    assert "La pièce est jointe" in text(follower.post(add, {"fichier": picture, "legende": "La salle"}, follow=True))
    joined = sent.files.get()
    served = follower.get(f"{add}{joined.pk}/")
    assert b"".join(served)[:4] == b"RIFF"
    assert Client().get(f"{add}{joined.pk}/").status_code == 404
    refused = follower.post(add, {"fichier": SimpleUploadedFile("x.exe", b"MZ not a picture")})
    assert "ni une photo, ni un PDF" in text(refused)
    assert "y reste" in text(follower.post(f"{add}{joined.pk}/retirer/", follow=True))


# At the desk


def test_a_coordinator_enters_an_application_with_its_signed_paper(client, valbourg, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    user = UserFactory()
    grant_role(user, "coordinator", author=Author.system("essais"))
    client.force_login(user)
    entry = {"channel": "desk", "person": "Ada Exemple", "email": "ada@exemple.fr", "place": "Le Café du Pont"}
    assert client.post("/animation/demandes/nouvelle/", {**entry, "email": ""}).status_code == 200
    client.post("/animation/demandes/nouvelle/", entry)
    application = Application.objects.get()
    for slug, values in (("lieu", PLACE), ("services", SERVICES), ("contact", CONTACT)):
        send_step(client, application, slug, values)
    refused = send_step(client, application, "charte", {**SIGNED, "envoyer": "1"})
    assert "Joignez le papier" in text(refused)
    paper = SimpleUploadedFile("papier.jpg", jpeg())
    done = send_step(client, application, "charte", {**SIGNED, "envoyer": "1", "paper": paper})
    application.refresh_from_db()
    assert done["Location"] == f"/animation/demandes/{application.pk}/recu/"
    assert application.number in text(client.get(done["Location"]))
    assert (application.state, application.channel) == ("submitted", "desk")
    assert application.paper is not None

"""The coordinator's pages of the places: list, acts on a life, who keeps it, leaving the network."""

from datetime import date

import pytest

from solozere.charter.clock import today
from solozere.charter.memberships import lives
from solozere.charter.models import Membership, Review
from solozere.core.authors import Author
from solozere.notices.models import OutgoingMail
from solozere.places.models import Manager
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada Exemple")


def text(answer):
    return answer.content.decode()


def test_the_list_filters_by_status_label_and_what_is_to_be_followed(client, coordinator, labelled, keeper, new_place):
    keeper(labelled("bief"))
    new_place("forge", status="planned")
    Membership.objects.update(due_on=today())
    assert "2 lieux" in text(client.get("/animation/lieux/"))
    for query, found in (
        ("label=comptoir", "bief"),
        ("label=sans", "forge"),
        ("etat=planned", "forge"),
        ("suivi=renouveler", "bief"),
        ("suivi=personne", "forge"),
        ("suivi=fiche", "bief"),
        ("q=BIEF", "bief"),
    ):
        page = text(client.get(f"/animation/lieux/?{query}"))
        assert ("1 lieu<" in page, f"/animation/lieux/{found}/" in page) == (True, True), query
    assert "Aucun lieu ne répond" in text(client.get("/animation/lieux/?q=nulle+part"))


def test_suspending_says_what_the_public_sees_then_writes_journal_and_mail(client, coordinator, labelled, keeper):
    place = labelled()
    keeper(place)
    page = text(client.get("/animation/lieux/bief/suspendre/"))
    assert "fermé pour un temps" in page
    client.post("/animation/lieux/bief/suspendre/", {"on": today().isoformat(), "reason": "Travaux de toiture."})
    place.refresh_from_db()
    assert (place.status, place.label_id) == ("suspended", "comptoir")
    assert place.status_changes.last().note == "Travaux de toiture."
    mail = OutgoingMail.objects.get(kind="place_changed")
    assert (mail.recipient, "Travaux de toiture." in mail.text) == ("rose@exemple.fr", True)
    again = client.post("/animation/lieux/bief/suspendre/", {"on": today().isoformat(), "reason": "Encore."})
    assert "n’est plus possible" in text(again)
    client.post("/animation/lieux/bief/remettre-en-service/", {"on": today().isoformat(), "reason": "Fini."})
    place.refresh_from_db()
    assert place.status == "in_service"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": "2023-12-20", "reason": ""}, "Dites pourquoi"),
        ({"on": "demain", "reason": "Fini."}, "Écrivez le jour ainsi"),
        ({"on": "2999-01-01", "reason": "Fini."}, "pas encore venu"),
        ({"on": "2023-01-01", "reason": "Fini."}, "L’adhésion a commencé le 10 décembre 2023"),
    ],
)
def test_a_wrong_decision_is_refused_and_keeps_what_was_typed(client, coordinator, labelled, given, sentence):
    labelled()
    page = text(client.post("/animation/lieux/bief/retirer-le-label/", given))
    assert sentence in page
    assert given["reason"] in page
    assert Membership.objects.current().count() == 1


def test_withdrawing_the_label_and_closing(client, coordinator, labelled):
    place, other = labelled("bief"), labelled("forge")
    given = {"on": today().isoformat(), "reason": "Plus de wifi."}
    client.post("/animation/lieux/bief/retirer-le-label/", given)
    client.post("/animation/lieux/forge/fermer/", given)
    place.refresh_from_db()
    other.refresh_from_db()
    assert (place.label, place.status, other.label, other.status) == (None, "in_service", None, "closed")
    assert not Membership.objects.current().exists()
    assert "n’est plus possible" in text(client.post("/animation/lieux/bief/retirer-le-label/", given))


def test_a_manager_asks_to_leave_once_and_a_coordinator_answers(client, labelled, keeper, coordinator):
    place = labelled()
    client.force_login(keeper(place))
    assert "/espace/lieux/bief/quitter/" in text(client.get("/espace/"))
    for _time in range(2):
        assert client.post("/espace/lieux/bief/quitter/", {"reason": "Nous fermons l’étage."}).status_code == 302
    review = Review.objects.get()
    assert (review.kind, review.details, review.author_name) == (
        "leave",
        {"reason": "Nous fermons l’étage."},
        "Rose Fictif",
    )
    client.force_login(coordinator)
    assert "Demande à quitter le réseau" in text(client.get("/animation/"))
    assert "Nous fermons l’étage." in text(client.get("/animation/lieux/bief/"))
    client.post("/animation/lieux/bief/quitter-le-reseau/", {"on": today().isoformat(), "reason": "À leur demande."})
    review.refresh_from_db()
    place.refresh_from_db()
    assert (review.closed_at is not None, place.label) == (True, None)


def test_a_request_to_leave_may_come_to_nothing(client, coordinator, labelled):
    place = labelled()
    lives.ask_to_leave(place, author=ADA, reason="Trop de papiers.")
    assert "Dites pourquoi" in text(client.post("/animation/lieux/bief/rester/", {"reason": ""}))
    client.post("/animation/lieux/bief/rester/", {"reason": "Nous les aidons."})
    assert Review.objects.get().outcome == "Nous les aidons."
    assert client.post("/animation/lieux/bief/rester/", {"reason": "Encore."}).status_code == 404


def test_a_stranger_may_not_ask_for_a_place_that_is_not_theirs(client, labelled):
    labelled()
    client.force_login(UserFactory())
    assert client.get("/espace/lieux/bief/quitter/").status_code == 404
    assert client.post("/animation/lieux/bief/fermer/", {"reason": "x"}).status_code == 404
    assert Membership.objects.current().count() == 1


def test_somebody_is_appointed_by_their_address_told_then_ended(client, coordinator, labelled):
    labelled()
    wrong = client.post("/animation/lieux/bief/designer/", {"email": "rose", "name": "Rose"})
    assert "n’est pas complète" in text(wrong)
    for _time in range(2):
        client.post("/animation/lieux/bief/designer/", {"email": "rose@exemple.fr", "name": "Rose Fictif"})
    term = Manager.objects.get()
    assert (term.contact.email, term.since, term.until) == ("rose@exemple.fr", today(), None)
    assert "/compte/connexion/" in OutgoingMail.objects.get(kind="place_manager").text
    assert "Rose Fictif" in text(client.get("/animation/lieux/bief/"))
    assert "Dites pourquoi" in text(client.post(f"/animation/lieux/bief/responsables/{term.pk}/", {"reason": ""}))
    client.post(f"/animation/lieux/bief/responsables/{term.pk}/", {"reason": "Elle déménage."})
    term.refresh_from_db()
    assert term.until == today()
    assert OutgoingMail.objects.filter(kind="place_manager").count() == 2


def test_the_public_page_says_what_was_announced(client, coordinator, labelled):
    labelled(on=date(2024, 1, 2))
    client.post("/animation/lieux/bief/retirer-le-label/", {"on": "2025-02-03", "reason": "Plus de wifi."})
    page = text(client.get("/lieux/bief/"))
    assert "Label Comptoir, du 2 janvier 2024 au 3 février 2025" in page
    assert "Plus de wifi." not in page

"""A change that touches a criterion: the label follows at once, a coordinator looks again; the manager agrees first."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from solozere.accounts.actions import grant_role
from solozere.charter.actions import admit
from solozere.charter.following import actions
from solozere.charter.following.todo import reviews
from solozere.charter.models import Membership, Review
from solozere.core import history
from solozere.core.authors import Author
from solozere.places.actions import appoint_manager, clear_group, update_group
from solozere.places.models import Place
from tests.charter.charters import COMPTOIR, TELECENTRE
from tests.charter.conftest import offered
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 1)
ADA = Author.system("Ada Exemple")
BOTH = {**COMPTOIR, **TELECENTRE}


@pytest.fixture
def member(charter, new_place):
    """A place that bears the label Comptoir."""
    place = new_place("comptoir", services=offered(COMPTOIR))
    admit(place, "comptoir", on=DAY, author=ADA, reason="Vérifié.")
    return place


def say(place, declared):
    rows = [{"service_id": code, "available": value, "detail": ""} for code, value in offered(declared).items()]
    update_group(place, "services", {"services": rows}, author=ADA, source="Responsable du lieu")


def label_of(place):
    return Place.objects.get(pk=place.pk).label_id


def test_a_label_that_the_facts_no_longer_reach_goes_at_once_with_its_reason(member):
    say(member, {**COMPTOIR, "service.free_wifi": False})
    ended = Membership.objects.get(place=member)
    assert label_of(member) is None
    assert ended.until is not None
    assert "wifi gratuit" in history.of(ended).first().reason
    review = Review.objects.get()
    assert (review.details["label"], review.details["bears"]) == ("comptoir", None)
    assert review.details["facts"] == [{"name": "service.free_wifi", "before": True, "after": False}]
    assert [one["after"] for one in review.details["criteria"]] == ["not_met"]
    assert "Ada Exemple" not in str(review.details)


def test_the_lesser_label_that_is_still_reached_is_borne(charter, new_place):
    place = new_place(services=offered(BOTH))
    admit(place, "telecentre", on=DAY, author=ADA, reason="Vérifié.")
    say(place, {**BOTH, "service.private_offices": False})
    assert label_of(place) == "comptoir"
    assert Membership.objects.current().get(place=place).label_id == "comptoir"
    assert Review.objects.get().details["bears"] == "comptoir"


def test_a_better_label_is_granted_by_nobody_but_a_coordinator(member):
    say(member, BOTH)
    assert label_of(member) == "comptoir"
    review = Review.objects.get()
    assert review.details["better"] == "telecentre"
    actions.close(review, "telecentre", author=ADA, reason="Vu sur place.")
    assert label_of(member) == "telecentre"
    assert Membership.objects.current().get(place=member).reason == "Vu sur place."


def test_facts_that_no_criterion_uses_and_places_that_never_joined_queue_nothing(member, new_place):
    update_group(member, "prices", {"prices": "Gratuit."}, author=ADA, source="Visite")
    update_group(member, "hours", {"opening_hours": "Mo-Fr 09:00-18:00"}, author=ADA, source="Visite")
    say(new_place("autre"), COMPTOIR)
    assert not Review.objects.exists()


def test_two_changes_are_one_review_that_keeps_what_stood_first(member):
    say(member, {**COMPTOIR, "service.free_wifi": False})
    say(member, COMPTOIR)
    review = Review.objects.get()
    assert review.details["facts"] == [{"name": "service.free_wifi", "before": True, "after": True}]
    assert review.details["label"] == "comptoir"
    assert review.details["better"] == "comptoir"
    assert label_of(member) is None


def test_a_group_that_is_cleared_loses_the_label_too(member):
    clear_group(member, "services", author=ADA)
    assert label_of(member) is None


def test_a_membership_is_judged_by_its_own_version_even_when_it_is_over(member):
    with time_machine.travel("2030-01-01"):
        say(member, {**COMPTOIR, "service.public_access": False})
        assert label_of(member) is None


def test_closing_wants_a_reason_keeps_the_history_and_happens_once(member):
    say(member, {**COMPTOIR, "service.free_wifi": False})
    review = Review.objects.get()
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        actions.close(review, actions.KEEP, author=ADA, reason=" ")
    actions.close(review, actions.KEEP, author=ADA, reason="Le wifi est en panne.")
    assert (review.outcome, history.of(review).get().after) == ("Le wifi est en panne.", {"outcome": "keep"})
    with pytest.raises(ValidationError, match="Entre-temps, Ada Exemple"):
        actions.close(review, actions.KEEP, author=ADA, reason="Encore.")


def test_a_label_whose_criteria_are_not_met_is_not_granted_by_a_review(member):
    say(member, {**COMPTOIR, "service.free_wifi": False})
    with pytest.raises(ValidationError, match="ne sont pas tous remplis"):
        actions.close(Review.objects.get(), "comptoir", author=ADA, reason="Allez.")
    assert Review.objects.get().closed_at is None


# The pages


@pytest.fixture
def rose(member):
    user = UserFactory(contact__name="Rose Fictif")
    appoint_manager(member, user.contact, since=DAY, author=ADA)
    return user


@pytest.fixture
def desk(client):
    """A client signed in as a coordinator."""
    user = UserFactory(contact__name="Claire Modèle")
    grant_role(user, "coordinator", author=ADA)
    client.force_login(user)
    return client


def words(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def test_the_manager_is_told_before_the_label_goes_and_agrees_to_it(client, rose, member):
    client.force_login(rose)
    url = f"/espace/lieux/{member.slug}/services/"
    data = {"seen": "999999", "s_public_access": "yes", "s_telework_space": "yes", "s_free_wifi": "no"}
    page = words(client.post(url, data))
    assert "Ce changement fait perdre le label Comptoir à ce lieu." in page
    assert "Il manque : le wifi gratuit." in page
    assert label_of(member) == "comptoir"
    assert not Review.objects.exists()
    mark = page.split('name="agreed" value="')[1].split('"')[0]
    assert client.post(url, {**data, "agreed": "faux"}).status_code == 200
    assert client.post(url, {**data, "agreed": mark}).status_code == 302
    assert label_of(member) is None
    assert Review.objects.get().author_name == "Rose Fictif"


def test_a_coordinator_reads_what_changed_and_decides(desk, member):
    say(member, BOTH)
    review = Review.objects.get()
    assert "critères du label Télécentre" in words(desk.get("/animation/relectures/"))
    page = words(desk.get(f"/animation/relectures/{review.pk}/"))
    assert "Accorder le label Télécentre" in page
    assert "pas encore su" in page
    page = words(desk.post(f"/animation/relectures/{review.pk}/", {"outcome": "telecentre"}))
    assert "Dites pourquoi, en une phrase" in page
    data = {"outcome": "telecentre", "reason": "Vu sur place."}
    assert "est close" in words(desk.post(f"/animation/relectures/{review.pk}/", data, follow=True))
    assert label_of(member) == "telecentre"
    assert "Vu sur place." in words(desk.get(f"/animation/relectures/{review.pk}/"))
    assert "L’un" not in words(desk.get("/animation/relectures/?etat=closes"))


def test_the_second_coordinator_is_told_and_decides_nothing(desk, member):
    say(member, BOTH)
    review = Review.objects.get()
    actions.close(review, actions.KEEP, author=ADA, reason="Rien à changer.")
    page = words(desk.post(f"/animation/relectures/{review.pk}/", {"outcome": "telecentre", "reason": "Oui."}))
    assert "Entre-temps, Ada Exemple a clos cette relecture" in page
    assert label_of(member) == "comptoir"


def test_reviews_are_a_coordinator_s_alone(client, rose, member):
    say(member, BOTH)
    review = Review.objects.get()
    client.force_login(rose)
    assert client.get("/animation/relectures/").status_code == 404
    assert client.get(f"/animation/relectures/{review.pk}/").status_code == 404


def test_an_open_review_waits_for_a_coordinator(member):
    say(member, BOTH)
    (line,) = reviews(None)
    assert line.url == f"/animation/relectures/{Review.objects.get().pk}/"
    assert "Télécentre" in line.about

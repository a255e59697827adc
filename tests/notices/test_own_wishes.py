"""In their space a person chooses what they receive; the page of what is followed lists what this browser opens."""

import pytest

from solozere.core import links
from solozere.core.authors import Author
from solozere.notices.actions.wishes import optional_kinds
from solozere.notices.models import MailPreference
from tests.factories import ContactFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = Author.system("essais")


@pytest.mark.usefixtures("trial_kinds")
def test_a_person_chooses_for_each_optional_kind(client):
    user = UserFactory()
    client.force_login(user)
    page = client.get("/espace/messages/").content.decode()
    assert ("Nouvelles" in page, "Alertes" in page) == (True, True)
    others = {f"{code}-choice": "immediate" for code in optional_kinds() if not code.startswith("trial")}
    given = {**others, "trial_news-choice": "digest", "trial_alert-choice": "digest"}
    refused = client.post("/espace/messages/", given).content.decode()
    assert "parmi les choix proposés" in refused
    assert not MailPreference.objects.exists()
    answer = client.post("/espace/messages/", {**given, "trial_alert-choice": "never"}, follow=True)
    assert "Vos choix sont enregistrés" in answer.content.decode()
    chosen = MailPreference.objects.filter(kind__startswith="trial")
    assert set(chosen.values_list("contact", "kind", "choice")) == {
        (user.contact_id, "trial_news", "digest"),
        (user.contact_id, "trial_alert", "never"),
    }


def test_the_space_leads_there(client):
    client.force_login(UserFactory())
    assert 'href="/espace/messages/"' in client.get("/espace/").content.decode()


@pytest.mark.usefixtures("trial_purposes")
def test_what_is_followed_is_what_this_browser_opens_and_what_was_sent_to_who_is_signed_in(client):
    place, other, user = PlaceFactory(name="Le Bief"), PlaceFactory(name="La Forge"), UserFactory()
    assert "Rien à suivre" in client.get("/suivi/").content.decode()
    client.get(links.make("trial_follow", place, ContactFactory().pk, ADA).partition("8000")[2])
    links.make("trial_follow", other, user.contact_id, ADA)
    page = client.get("/suivi/").content.decode()
    assert ("Le Bief" in page, "La Forge" in page) == (True, False)
    client.force_login(user)
    page = client.get("/suivi/").content.decode()
    assert ("Le Bief" in page, "La Forge" in page) == (True, True)
    links.revoke("trial_follow", other)
    assert "La Forge" not in client.get("/suivi/").content.decode()

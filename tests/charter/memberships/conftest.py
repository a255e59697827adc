"""Labelled places, who keeps them, who runs the network."""

from datetime import date

import pytest

from solozere.accounts.actions import grant_role
from solozere.charter.actions import admit
from solozere.core.authors import Author
from solozere.places.actions import appoint_manager
from tests.charter.charters import COMPTOIR
from tests.charter.conftest import offered
from tests.factories import ContactFactory, UserFactory

ADA = Author.system("Ada Exemple")
SINCE = date(2023, 12, 10)


@pytest.fixture
def labelled(charter, new_place):
    """`labelled("bief", label="comptoir", declared=COMPTOIR, on=SINCE)`: a place admitted under the charter of 2013."""

    def make(slug="bief", *, label="comptoir", declared=COMPTOIR, on=SINCE, **more):
        place = new_place(slug, services=offered(declared), **more)
        admit(place, label, on=on, author=ADA, reason="Visite du matin.")
        return place

    return make


@pytest.fixture
def keeper():
    """`keeper(place)`: an account that keeps the place."""

    def make(place, email="rose@exemple.fr", name="Rose Fictif"):
        user = UserFactory(contact=ContactFactory(email=email, name=name))
        appoint_manager(place, user.contact, since=date(2020, 1, 1), author=ADA)
        return user

    return make


@pytest.fixture
def coordinator(client):
    """Signed in."""
    user = UserFactory(contact__name="Claire Modèle")
    grant_role(user, "coordinator", author=ADA)
    client.force_login(user)
    return user

"""A list does not cost more with more rows: the same queries for three rows and for nine."""

import itertools

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from solozere.accounts.models import User
from solozere.core import history
from solozere.core.authors import Author
from solozere.notices.models import MailPreference, OutgoingMail
from tests.factories import CommuneFactory, ContactFactory, OrganisationFactory, PlaceFactory, ServiceFactory
from tests.guards.addresses import routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world", "two_users")]
PUBLIC = ["home", "places", "partners", "charter", "site_map", "sitemap_xml", "personal_data"]
ADMINISTRATION = sorted(route.name for route in routes() if route.name.endswith("_changelist"))
FEW, MANY = 3, 9


_codes = itertools.count(98000)


def new_place(**values):
    """A place in a commune of its own, whose code is not one of the pack's."""
    return PlaceFactory(commune=CommuneFactory(code=str(next(_codes))), **values)


def grow(rows: int) -> None:
    """`rows` more of everything that a list shows, each with what hangs on it."""
    heir = OrganisationFactory()
    for number in range(rows):
        organisation = OrganisationFactory(missions=2, successor=heir, run_by=heir)
        place = new_place(status=("in_service", "planned", "suspended")[number % 3])
        place.roles.create(organisation=organisation, role="carrier")
        place.services.create(service=ServiceFactory(), available=True)
        place.closures.create(first_day="2026-01-01", last_day="2026-01-02")
        place.spaces.create(kind="open_space", name="Salle", capacity=3)
        history.record(place, "update", Author.system("essai"))
        contact = ContactFactory()
        OutgoingMail.objects.create(contact=contact, recipient=contact.email, kind="digest", key=f"k{contact.pk}")
        MailPreference.objects.create(contact=contact, kind="k", choice="never")


def cost(address: str, client: Client) -> list[str]:
    """The queries of a page, from an empty cache."""
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        assert answer.status_code == 200
    return [query["sql"] for query in queries]


def growth(address: str, client: Client) -> tuple[int, int]:
    """How many queries a page costs with few rows, then with many."""
    grow(FEW)
    client.get(address)
    few = len(cost(address, client))
    grow(MANY - FEW)
    return few, len(cost(address, client))


class TestPublicLists:
    """What a visitor reads."""

    @pytest.mark.parametrize("name", PUBLIC)
    def test_a_list_costs_the_same_whatever_its_length(self, name):
        few, many = growth(reverse(name), Client())
        assert few == many

    @pytest.mark.parametrize("model", ["place", "partner"])
    def test_a_page_costs_the_same_whatever_hangs_on_it(self, model):
        organisation = OrganisationFactory(missions=2)
        place = new_place()
        address = reverse(model, args=[place.slug if model == "place" else organisation.slug])

        def hang(rows: int) -> None:
            for number in range(rows):
                other = OrganisationFactory(successor=organisation, missions=1)
                OrganisationFactory(run_by=organisation)
                place.roles.create(organisation=other, role="host")
                new_place().roles.create(organisation=organisation, role="carrier")
                place.services.create(service=ServiceFactory(), available=bool(number % 2))
                place.spaces.create(kind="private_office", name=f"Bureau {other.pk}", capacity=1)

        hang(FEW)
        client = Client()
        client.get(address)
        few = len(cost(address, client))
        hang(MANY - FEW)
        assert few == len(cost(address, client))


class TestAdministrationLists:
    """What an administrator reads."""

    @pytest.mark.parametrize("name", ADMINISTRATION)
    def test_a_list_costs_the_same_whatever_its_length(self, name):
        client = Client()
        client.force_login(User.objects.get(is_superuser=True))
        few, many = growth(reverse(name), client)
        assert few == many


def test_the_guard_sees_a_list_that_asks_again_for_each_row(monkeypatch):
    from solozere.organisations.models import OrganisationQuerySet

    monkeypatch.setattr(OrganisationQuerySet, "for_display", lambda self: self.all())
    monkeypatch.setattr("zeal.listeners.n_plus_one_listener.notify", lambda *args, **kwargs: None)
    few, many = growth(reverse("partners"), Client())
    assert many > few

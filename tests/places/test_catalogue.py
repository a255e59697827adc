"""What pages keep of the catalogue in memory changes with every change of a label, a service or the charter."""

import pytest

from solozere.core.authors import Author
from solozere.places.actions import change_status, save_service
from tests.factories import PlaceFactory

pytestmark = pytest.mark.django_db(transaction=True)
ADA = Author.system("Ada Exemple")


def said(client, address="/lieux/"):
    return client.get(address).content.decode()


def test_a_service_that_changes_its_name_is_shown_under_the_new_one(client, here, full_place):
    service = full_place.services.filter(available=True).first().service
    assert service.name in said(client) and service.name in said(client, full_place.get_absolute_url())
    row = {field.name: getattr(service, field.name) for field in service._meta.fields if field.name != "bit"}
    save_service(row | {"name": "Un nom tout neuf"}, author=ADA)
    assert "Un nom tout neuf" in said(client)
    assert "Un nom tout neuf" in said(client, full_place.get_absolute_url())


def test_the_first_place_opens_the_search_and_the_last_closes_it(client, here):
    assert 'id="recherche"' not in said(client)
    place = PlaceFactory(status="planned")
    change_status(place, "opening", on=None, author=ADA)
    assert 'id="recherche"' in said(client)
    change_status(place, "closed", on=None, author=ADA)
    assert 'id="recherche"' not in said(client)

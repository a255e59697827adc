"""Two people save the same group at the very same time: one is published, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from solozere.places.keeping.actions import Overtaken, last_change, save_group
from solozere.places.models import Place
from tests.factories import PlaceFactory
from tests.places.conftest import ADA

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def test_of_two_at_once_one_is_published_and_the_other_is_shown_what_changed(here):
    place = PlaceFactory()
    seen = last_change(place, "prices")

    def save(prices):
        try:
            own = Place.objects.get(pk=place.pk)
            save_group(own, "prices", {"prices": prices}, author=ADA, source="Visite", seen=seen)
            return None
        except Overtaken as overtaken:
            return overtaken.entries[0].after["prices"]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(save, ["6 €", "10 €"]))
    stands = Place.objects.get(pk=place.pk).prices
    assert sorted(told, key=str) == sorted([None, stands], key=str)

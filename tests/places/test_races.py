"""Several people write the same place at once: none undoes what another wrote."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from solozere.core.models import HistoryEntry
from solozere.places.actions import change_status, update_group
from solozere.places.models import FactGroup, Place, StatusChange
from tests.factories import PlaceFactory
from tests.places.conftest import ADA

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def at_once(*jobs) -> list[object]:
    """What each job returns, or the refusal that it meets; each has its own connection."""

    def run(job):
        try:
            return job()
        except ValidationError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_groups_written_at_once_all_stand(here):
    place = PlaceFactory()
    writes = {
        "prices": {"prices": "Gratuit."},
        "contact": {"phone": "04 65 71 00 48"},
        "access": {"access_car": "Parking."},
        "identity": {"summary": "Face à la gare."},
    }

    def job(code, values):
        return lambda: update_group(Place.objects.get(pk=place.pk), code, values, author=ADA, source="Visite")

    for _round in range(3):
        at_once(*(job(code, values) for code, values in writes.items()))
    found = Place.objects.get(pk=place.pk)
    assert (found.prices, found.phone, found.access_car, found.summary) == (
        "Gratuit.",
        "04 65 71 00 48",
        "Parking.",
        "Face à la gare.",
    )
    assert FactGroup.objects.filter(place=place).count() == 4
    assert HistoryEntry.objects.filter(action="update").count() == 4


def test_the_same_step_taken_twice_at_once_is_taken_once(here):
    place = PlaceFactory(status="planned")

    def job():
        return change_status(Place.objects.get(pk=place.pk), "in_service", on=None, author=ADA)

    answers = at_once(job, job, job)
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 2
    assert StatusChange.objects.filter(place=place).count() == 2

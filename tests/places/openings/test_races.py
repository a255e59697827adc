"""The work of the night while people change their hours: nobody's change is refused, and the openings are those of the hours."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from solozere.places.actions import update_group
from solozere.places.models import OpeningTimetable, Place
from solozere.places.openings.nightly import extend_openings
from solozere.places.openings.rules import window
from tests.fixtures.places import AUTHOR

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]
ROUNDS = 15
HOURS = ["Mo-Su 08:00-20:00", "Mo-Fr 09:00-17:00"]


def test_hours_change_while_the_night_goes_on(make_place, valdore_here):
    places = [make_place(f"Lieu {n}", hours=hours) for n, hours in enumerate(HOURS)]

    def alone(job):
        try:
            for turn in range(ROUNDS):
                job(turn)
        finally:
            connection.close()

    def edit(turn):
        for place in places:
            hours = {"opening_hours": HOURS[(turn + place.pk) % 2]}
            update_group(Place.objects.get(pk=place.pk), "hours", hours, author=AUTHOR, source="visite")

    def night(_turn):
        OpeningTimetable.objects.update(last_day=valdore_here.today() - timedelta(days=1))
        extend_openings()

    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(alone, edit), pool.submit(alone, night)]:
            job.result()
    extend_openings()
    _first, last = window(valdore_here.today())
    for place in Place.objects.select_related("timetable"):
        assert place.timetable is not None
        assert place.timetable.hours == place.opening_hours
        assert place.timetable.last_day == last
        assert place.timetable.openings.exists()

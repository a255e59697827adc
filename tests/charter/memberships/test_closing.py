"""A closed place is a member of nothing, whoever closes it and however."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from solozere.charter.clock import today
from solozere.charter.models import Membership, Renewal
from solozere.core.authors import Author
from solozere.places.actions import change_status, correct_life
from solozere.places.models import Place

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada Exemple")


def ends(place):
    place.refresh_from_db()
    return place.label_id, list(place.memberships.values_list("until", flat=True))


def test_closing_a_place_ends_its_membership_on_the_day_it_closed(labelled):
    place = labelled()
    change_status(place, "closed", on=date(2025, 3, 2), author=ADA, note="Le café est vendu.")
    assert ends(place) == (None, [date(2025, 3, 2)])
    assert place.status == "closed"
    assert place.memberships.get().until == date(2025, 3, 2)


@pytest.mark.parametrize(("on", "until"), [(None, None), ("2025", date(2025, 1, 1)), ("2022", date(2023, 12, 10))])
def test_where_the_day_is_not_known_it_is_today_or_the_first_that_may_be(labelled, on, until):
    place = labelled()
    change_status(place, "closed", on=on, author=ADA)
    assert ends(place) == (None, [until or today()])


def test_a_life_told_again_that_ends_closed_ends_it_too(labelled):
    place = labelled()
    steps = [
        {"status": "planned", "on": "2012", "note": ""},
        {"status": "in_service", "on": "2013-01-15", "note": ""},
        {"status": "closed", "on": "2025-05", "note": "Vendu."},
    ]
    correct_life(place, steps, author=ADA)
    assert ends(place) == (None, [date(2025, 5, 1)])
    assert place.status == "closed"


def test_a_life_told_again_of_an_open_place_leaves_its_label(labelled):
    place = labelled()
    steps = [{"status": "planned", "on": "2012", "note": ""}, {"status": "in_service", "on": "2013", "note": ""}]
    correct_life(place, steps, author=ADA)
    assert ends(place) == ("comptoir", [None])


def test_suspending_a_place_leaves_its_label(labelled):
    place = labelled()
    change_status(place, "suspended", on=None, author=ADA)
    assert ends(place) == ("comptoir", [None])


def test_what_was_asked_about_a_membership_is_called_off_with_it(labelled):
    place = labelled()
    renewal = Renewal.objects.create(membership=Membership.objects.get())
    change_status(place, "closed", on=None, author=ADA)
    renewal.refresh_from_db()
    assert (renewal.state, renewal.closed_at is not None) == ("declined", True)


def test_the_database_refuses_a_closed_place_with_a_label(labelled):
    place = labelled()
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(status="closed")

"""When people are asked, and what a manager publishes alone: pure rules."""

from datetime import date

import pytest

from solozere.places.keeping.rules import Vouched, is_move, overdue, split, to_remind

TODAY = date(2026, 11, 24)
HERE = {"commune": "99100", "lat": 44.72, "lon": 3.85, "precision": "address", "address": "1 quai"}


def test_what_nobody_vouched_for_in_six_months_is_overdue_the_oldest_first():
    groups = [
        Vouched("hours", date(2026, 5, 24)),
        Vouched("prices", date(2025, 1, 1)),
        Vouched("contact", date(2026, 5, 25)),
    ]
    assert [group.code for group in overdue(groups, TODAY)] == ["prices", "hours"]


@pytest.mark.parametrize(("day", "again"), [(date(2026, 12, 14), False), (date(2026, 12, 15), True)])
def test_a_reminder_comes_three_weeks_later(day, again):
    assert to_remind(TODAY, day) is again


@pytest.mark.parametrize(
    ("change", "move"),
    [
        ({}, False),
        ({"address": "2 quai"}, False),
        ({"lat": 44.7215}, False),
        ({"lat": 44.7225}, True),
        ({"commune": "99101"}, True),
        ({"lat": None, "lon": None, "precision": "commune"}, False),
    ],
    ids=["nothing", "the street", "170 m", "280 m", "another commune", "no point of its own"],
)
def test_a_move_is_another_commune_or_more_than_200_metres(change, move):
    assert is_move(HERE, {**HERE, **change}) is move


def test_a_manager_publishes_alone_all_but_a_name_and_a_move():
    before = {"name": "Avant", "summary": "Une grange."}
    assert split("identity", before, {**before, "summary": "Autre."}) == ({**before, "summary": "Autre."}, {})
    assert split("identity", before, {"name": "Après", "summary": "S."}) == ({"summary": "S."}, {"name": "Après"})
    moved = {**HERE, "commune": "99101"}
    assert split("location", HERE, moved) == ({}, moved)
    assert split("prices", {"prices": ""}, {"prices": "6 €"}) == ({"prices": "6 €"}, {})

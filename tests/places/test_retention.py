"""What a place said before of whom to reach does not stay for ever."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from solozere.core import history
from solozere.core.declarations import rules
from solozere.core.models import HistoryEntry
from solozere.places.actions import update_group
from solozere.places.models import FactGroup
from solozere.places.retention import RULES
from solozere.privacy import actions
from tests.places.conftest import ADA

pytestmark = pytest.mark.django_db


def written(place, code, values):
    """Written twice, the second time with other values; by Ada."""
    for each in values:
        update_group(place, code, each, author=ADA, source="Visite")


def apply(now: datetime) -> list[tuple[int, int]]:
    """Due and done, for the two rules of former values."""
    found = [rule for rule in RULES if set(rule.fields) & {"before", "previous"}]
    assert set(map(id, found)) <= set(map(id, rules()))
    return [(one.due, one.done) for one in (actions.apply(rule, now) for rule in found)]


@pytest.fixture
def moved(bare_place):
    """A place whose address and prices changed today."""
    written(bare_place, "contact", [{"email": "ancienne@exemple.fr"}, {"email": "nouvelle@exemple.fr"}])
    written(bare_place, "prices", [{"prices": "6 €"}, {"prices": "7 €"}])
    return bare_place


def test_former_addresses_go_after_a_year_and_the_rest_of_the_history_stays(moved):
    assert apply(timezone.now() + timedelta(days=366)) == [(2, 2), (1, 1)]
    kept = {(entry.part, str(entry.before), str(entry.after)) for entry in history.of(moved)}
    assert not any("exemple.fr" in words for entry in kept for words in entry)
    assert ("prices", "{'prices': '6 €'}", "{'prices': '7 €'}") in kept
    assert HistoryEntry.objects.filter(part="contact").count() == 2
    groups = {group.code: group.previous for group in FactGroup.objects.filter(place=moved)}
    assert groups == {"contact": None, "prices": {"prices": "6 €"}}
    moved.refresh_from_db()
    assert moved.email == "nouvelle@exemple.fr"


def test_a_second_run_finds_nothing(moved):
    apply(timezone.now() + timedelta(days=366))
    assert apply(timezone.now() + timedelta(days=400)) == [(0, 0), (0, 0)]


def test_within_the_year_a_mistake_may_be_undone(moved):
    assert apply(timezone.now() + timedelta(days=364)) == [(0, 0), (0, 0)]

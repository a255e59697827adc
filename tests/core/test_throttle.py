"""Limits on public forms: by address and form, confirmed by mail before anything is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from solozere.core.models import Throttle
from solozere.core.registries import periodic
from solozere.core.throttle import Limit, Verdict, forget, hit, key_hash, limits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial_limit")]
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
PASS, CONFIRM, WAIT = Verdict.PASS, Verdict.CONFIRM, Verdict.WAIT


def hits(count: int, address: str = "camille@exemple.fr", now: datetime = NOON, *more: str) -> list[Verdict]:
    """What happens to `count` sendings."""
    return [hit("trial", address, *more, now=now) for _n in range(count)]


def test_the_first_pass_the_next_are_confirmed_and_the_others_wait():
    assert hits(6) == [PASS, PASS, CONFIRM, CONFIRM, WAIT, WAIT]


def test_each_address_each_form_and_each_object_has_its_own_count(monkeypatch):
    monkeypatch.setitem(limits._entries, "other", (100, Limit("other", timedelta(hours=1), 1, 1)))
    assert hits(3)[-1] == CONFIRM
    assert hits(1, "sacha@exemple.fr") == [PASS]
    assert hits(1, "camille@exemple.fr", NOON, "place:12") == [PASS]
    assert hit("other", "camille@exemple.fr", now=NOON) == PASS


def test_capitals_spaces_and_labels_make_no_other_address():
    said = ["camille@exemple.fr", " Camille@Exemple.FR ", "camille+2@exemple.fr"]
    assert len({key_hash("trial", each) for each in said}) == 1
    assert key_hash("trial", "camille@exemple.fr") != key_hash("trial", "camille@autre.fr")
    assert key_hash("trial", "a", "b") != key_hash("trial", "a", "c")


def test_a_window_starts_with_the_first_sending_and_ends_for_good():
    hits(5)
    assert hits(1, now=NOON + timedelta(minutes=59)) == [WAIT]
    assert hits(3, now=NOON + timedelta(minutes=60)) == [PASS, PASS, CONFIRM]
    row = Throttle.objects.get()
    assert (row.started_at, row.ends_at) == (NOON + timedelta(hours=1), NOON + timedelta(hours=2))


def test_who_proves_who_they_are_starts_again():
    hits(5)
    forget("trial", "Camille@exemple.fr")
    assert hits(1) == [PASS]


def test_the_address_is_not_in_the_table():
    hits(1)
    row = Throttle.objects.values_list().get()
    assert not [value for value in row if "camille" in str(value)]


def test_a_form_without_a_limit_is_a_mistake_and_so_is_a_limit_upside_down():
    with pytest.raises(KeyError):
        hit("never", "camille@exemple.fr")
    with pytest.raises(ValueError, match="under the soft"):
        Limit("x", timedelta(hours=1), soft=3, hard=2)


def test_counters_whose_window_is_over_are_deleted():
    hits(1, now=timezone.now() - timedelta(minutes=61))
    hits(1, "sacha@exemple.fr", timezone.now())
    assert periodic["throttle"].run() == "1 counters deleted"
    assert periodic["throttle"].run() is None
    assert Throttle.objects.count() == 1


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_sendings_at_once_all_count():
    def job(_n):
        try:
            return hit("trial", "camille@exemple.fr")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        verdicts = list(pool.map(job, range(12)))
    assert Throttle.objects.get().count == 12
    assert [verdicts.count(each) for each in (PASS, CONFIRM, WAIT)] == [2, 2, 8]

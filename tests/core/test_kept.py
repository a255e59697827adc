"""What a process keeps under a version: read once, never from a transaction, one value for each language."""

import pytest
from django.db import transaction
from django.utils import translation

from solozere.core.kept import Kept, forget_all


@pytest.fixture
def counted():
    """A value that counts how many times it was read."""
    reads = []
    return Kept(lambda: reads.append(translation.get_language()) or len(reads)), reads


@pytest.mark.django_db(transaction=True)
def test_a_value_is_read_once_for_its_version(counted):
    kept, reads = counted
    assert [kept.at(7), kept.at(7), kept.at(8), kept.at(8)] == [1, 1, 2, 2]
    assert kept.at(7) == 3  # only the last version is kept
    assert len(reads) == 3


@pytest.mark.django_db(transaction=True)
def test_each_language_has_its_own(counted):
    kept, reads = counted
    kept.at(7)
    with translation.override("en"):
        kept.at(7)
    kept.at(7)
    assert reads == ["fr", "en"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_what_a_transaction_read(counted):
    kept, _reads = counted
    with transaction.atomic():
        assert kept.at(7) == 1
    assert [kept.at(7), kept.at(7)] == [2, 2]


@pytest.mark.django_db(transaction=True)
def test_all_is_forgotten_at_once(counted):
    kept, _reads = counted
    kept.at(7)
    forget_all()
    assert kept.at(7) == 2

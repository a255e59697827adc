"""What hangs on a place is read in one query, and is what the ordinary queries give."""

from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db.models import prefetch_related_objects

from solozere.core import together
from solozere.core.files import store_image
from solozere.places.models import Place
from solozere.places.models.place import ON_ITS_PAGE
from tests.places.test_facts import _picture
from tests.places.test_facts import write as write_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(full_place):
    """A place with at least two rows of most kinds, whose orders are not those of their keys."""
    stored = store_image(ContentFile(_picture("blue").read(), name="bleu.png"), purpose="essai")
    write_group(full_place, "pictures", {"pictures": [{"file": stored.sha256, "alt": "Bleu « é »", "order": 2}]})
    for on, at in (
        ("2020", datetime(2020, 5, 1, 12, 30, 15, 123456, UTC)),
        ("2013-03", datetime(2013, 3, 1, tzinfo=UTC)),
    ):
        full_place.status_changes.create(status="in_service", on=on, at=at, note="")
    full_place.measures.create(down_mbps="8.1", measured_on="2024-02-01", method="declared")
    full_place.closures.create(first_day="2026-08-01", last_day="2026-08-31", reason="")
    return full_place


def values(row):
    """Every column of a row but those of JSON, and of what it points to."""
    return {name: value for name, value in row.__dict__.items() if not name.startswith("_") and name != "previous"}


@pytest.mark.parametrize(("relation", "also"), ON_ITS_PAGE.items())
def test_each_relation_has_the_rows_the_order_and_the_types_of_the_ordinary_query(rich, relation, also):
    ordinary, read = Place.objects.get(pk=rich.pk), Place.objects.get(pk=rich.pk)
    prefetch_related_objects([ordinary], f"{relation}__{also}" if also else relation)
    together.read(read, ON_ITS_PAGE)
    expected, found = list(getattr(ordinary, relation).all()), list(getattr(read, relation).all())
    assert expected
    assert [values(row) for row in found] == [values(row) for row in expected]
    for one, other in zip(found, expected, strict=True):
        assert {name: type(value) for name, value in values(one).items()} == {
            name: type(value) for name, value in values(other).items()
        }
        if also:
            assert values(getattr(one, also)) == values(getattr(other, also))


def test_all_of_it_is_one_query_and_asks_nothing_afterwards(rich, django_assert_num_queries):
    place = Place.objects.get(pk=rich.pk)
    with django_assert_num_queries(1):
        together.read(place, ON_ITS_PAGE)
        for relation, also in ON_ITS_PAGE.items():
            for row in getattr(place, relation).all():
                assert row.place is place
                assert not also or getattr(row, also).pk


def test_a_column_of_json_is_read_when_somebody_asks_for_it(rich, django_assert_num_queries):
    place = Place.objects.get(pk=rich.pk)
    together.read(place, {"fact_groups": ""})
    group = place.fact_groups.all()[0]
    expected = rich.fact_groups.get(pk=group.pk).previous
    with django_assert_num_queries(1):
        assert group.previous == expected


def test_another_place_has_its_own_rows_and_one_without_any_has_none(rich):
    other = Place.objects.create(slug="autre", name="Autre", origin="import", commune=rich.commune)
    for place in (rich, other):
        together.read(place, ON_ITS_PAGE)
    assert len(rich.services.all()) == 2
    assert not [relation for relation in ON_ITS_PAGE if list(getattr(other, relation).all())]


def test_an_empty_foreign_key_stays_empty():
    from solozere.organisations.models import Organisation
    from tests.factories import OrganisationFactory

    heir = OrganisationFactory(slug="heritier")
    OrganisationFactory(slug="aine", successor=heir)
    relation = next(
        each.get_accessor_name() for each in Organisation._meta.related_objects if each.field.name == "successor"
    )
    together.read(heir, {relation: "run_by"})
    assert [(row.slug, row.run_by) for row in getattr(heir, relation).all()] == [("aine", None)]

"""The life of a place: created, opened, suspended, closed, moved; each step journaled, each impossible one refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from solozere.core.models import HistoryEntry
from solozere.places.actions import change_slug, change_status, correct_life, create_place, grant_label, read_life
from solozere.places.enums import STATUS_TRANSITIONS, PlaceStatus
from solozere.places.models import FormerSlug, Place, StatusChange
from solozere.places.rules.life import allowed, next_steps
from tests.factories import CommuneFactory, LabelFactory, PlaceFactory
from tests.places.conftest import ADA

pytestmark = pytest.mark.django_db


def create(**values) -> Place:
    """A planned place, as Ada."""
    known = {"slug": "lieu", "name": "Lieu", "origin": "application", "author": ADA}
    return create_place(**known | {"commune": values.pop("commune", None) or CommuneFactory()} | values)


def test_a_new_place_stands_at_its_commune_with_the_first_step_of_its_life():
    place = create(status_on="2012", note="Retenu")
    assert place.point == place.commune.point
    assert (place.precision, place.status, place.status_since) == ("commune", "planned", "2012")
    step = StatusChange.objects.get(place=place)
    assert (step.status, step.on, step.note, step.author_name) == ("planned", "2012", "Retenu", "Ada Exemple")
    assert HistoryEntry.objects.get().after == {"slug": "lieu", "name": "Lieu", "status": "planned"}


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"slug": "Le Lieu"}, "slug"),
        ({"slug": "le_lieu"}, "slug"),
        ({"slug": "-lieu"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"name": ""}, "name"),
        ({"origin": "lune"}, "origin"),
        ({"status": "rêvé"}, "status"),
        ({"status_on": "hier"}, "status_since"),
        ({"status_on": date(2999, 1, 1)}, "on"),
    ],
)
def test_a_place_that_cannot_be_is_refused_by_field(values, name):
    with pytest.raises(ValidationError) as caught:
        create(**values)
    assert name in caught.value.message_dict
    assert not Place.objects.exists()
    assert not HistoryEntry.objects.exists()


def test_two_places_do_not_have_the_same_address():
    create()
    with pytest.raises(ValidationError, match="existe déjà"):
        create()


@pytest.mark.parametrize("old", PlaceStatus.values)
@pytest.mark.parametrize("new", PlaceStatus.values)
def test_a_life_goes_by_the_list_of_allowed_steps(old, new):
    place = PlaceFactory(status=old)
    if allowed(old, new):
        change_status(place, new, on=None, author=ADA)
        assert Place.objects.get(pk=place.pk).status == new
        assert StatusChange.objects.filter(place=place).count() == 2
        return
    with pytest.raises(ValidationError, match="ne peut pas devenir"):
        change_status(place, new, on=None, author=ADA)
    assert StatusChange.objects.filter(place=place).count() == 1


def test_a_place_that_was_open_is_never_planned_again():
    assert not any("planned" in new for new in STATUS_TRANSITIONS.values())
    assert next_steps("planned") == ["opening", "in_service", "closed"]


def test_a_step_is_journaled_with_its_day_and_its_author():
    place = PlaceFactory(status="planned")
    change_status(place, "in_service", on=date(2026, 3, 2), author=ADA, note="Inauguration")
    assert (place.status, place.status_since) == ("in_service", "2026-03-02")
    step = StatusChange.objects.latest("pk")
    assert (step.on, step.note, step.author_name) == ("2026-03-02", "Inauguration", "Ada Exemple")
    entry = HistoryEntry.objects.get(action="status")
    assert (entry.before, entry.after, entry.reason) == ("planned", "in_service", "Inauguration")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (datetime.now(UTC).date() + timedelta(days=3), "pas encore venu"),
        ("2011", "donnez un jour qui la suit"),
        ("mars", "n’est pas une date"),
    ],
)
def test_a_step_is_dated_after_the_one_before_and_not_in_days_to_come(on, words):
    place = PlaceFactory(status="planned", status_on="2012")
    with pytest.raises(ValidationError, match=words):
        change_status(place, "in_service", on=on, author=ADA)
    assert Place.objects.get(pk=place.pk).status == "planned"


def test_a_status_that_does_not_exist_is_named():
    with pytest.raises(ValidationError, match="rouvert.* n’est pas un état"):
        change_status(PlaceFactory(), "rouvert", on=None, author=ADA)


def test_a_life_noted_wrong_is_said_again_and_the_former_one_kept_in_the_history():
    place = PlaceFactory(status="planned", status_on="2012")
    steps = [
        {"status": "planned", "on": "2011", "note": ""},
        {"status": "in_service", "on": "2013-05-01", "note": "Fête"},
    ]
    correct_life(place, steps, author=ADA, reason="mairie")
    assert read_life(place) == steps
    assert (place.status, place.status_since) == ("in_service", "2013-05-01")
    entry = HistoryEntry.objects.get(action="life")
    assert entry.before == [{"status": "planned", "on": "2012", "note": ""}]
    assert entry.after == steps
    correct_life(place, steps, author=ADA)
    assert HistoryEntry.objects.filter(action="life").count() == 1


@pytest.mark.parametrize(
    "steps",
    [
        [],
        [{"status": "in_service"}, {"status": "planned"}],
        [{"status": "planned", "on": "2013"}, {"status": "in_service", "on": "2012"}],
        [{"status": "dansant"}],
        [{"status": "planned", "on": "2999"}],
    ],
)
def test_an_impossible_life_is_refused_as_a_whole(steps):
    place = PlaceFactory(status="planned", status_on="2012")
    with pytest.raises(ValidationError):
        correct_life(place, steps, author=ADA)
    assert read_life(place) == [{"status": "planned", "on": "2012", "note": ""}]


class TestLabel:
    """What the charter writes on a place."""

    def test_a_label_is_granted_and_taken_off_with_its_reason(self):
        place, label = PlaceFactory(), LabelFactory()
        grant_label(place, label, author=ADA, reason="Visite")
        assert place.label == label
        grant_label(place, None, author=ADA, reason="Fin")
        assert place.label is None
        entries = HistoryEntry.objects.filter(action="label").order_by("pk")
        assert [(entry.before, entry.after, entry.reason) for entry in entries] == [
            (None, "escale", "Visite"),
            ("escale", None, "Fin"),
        ]

    @pytest.mark.parametrize("status", ["planned", "closed"])
    def test_a_place_that_welcomes_nobody_is_granted_none(self, status):
        with pytest.raises(ValidationError, match="ne porte pas de label"):
            grant_label(PlaceFactory(status=status), LabelFactory(), author=ADA, reason="")

    def test_the_database_too_refuses_a_planned_place_with_a_label(self):
        place, label = PlaceFactory(status="planned"), LabelFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.filter(pk=place.pk).update(label=label)

    def test_a_label_counts_the_places_in_service_only(self):
        label = LabelFactory()
        serving = PlaceFactory(label=label)
        PlaceFactory(label=label, status="suspended")
        PlaceFactory()
        assert list(Place.objects.labelled("escale")) == [serving]

    def test_a_closed_place_no_longer_shows_its_label(self):
        place = PlaceFactory(label=LabelFactory())
        assert place.tone == "label-comptoir"
        change_status(place, "closed", on=None, author=ADA)
        assert (place.shown_label, place.tone) == (None, "label-none")
        assert not Place.objects.listed().exists()


class TestAddress:
    """An address is printed on doors: it leads to the place for ever."""

    def test_a_former_address_is_kept(self):
        place = PlaceFactory(slug="ancien")
        change_slug(place, "nouveau", author=ADA)
        assert Place.objects.get().slug == "nouveau"
        assert FormerSlug.objects.get().slug == "ancien"
        assert HistoryEntry.objects.get(action="slug").after == "nouveau"

    def test_a_place_may_go_back_to_an_address_it_had(self):
        place = PlaceFactory(slug="un")
        change_slug(place, "deux", author=ADA)
        change_slug(place, "un", author=ADA)
        assert place.slug == "un"
        assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["deux"]

    def test_the_same_address_again_changes_nothing(self):
        place = PlaceFactory(slug="un")
        change_slug(place, "un", author=ADA)
        assert not FormerSlug.objects.exists()
        assert not HistoryEntry.objects.filter(action="slug").exists()

    @pytest.mark.parametrize("slug", ["ancien", "autre", "Pas Possible"])
    def test_an_address_that_is_or_was_anothers_is_refused(self, slug):
        change_slug(PlaceFactory(slug="ancien"), "nouveau", author=ADA)
        PlaceFactory(slug="autre")
        place = PlaceFactory(slug="lieu")
        with pytest.raises(ValidationError) as caught:
            change_slug(place, slug, author=ADA)
        assert list(caught.value.message_dict) == ["slug"]
        assert Place.objects.get(pk=place.pk).slug == "lieu"

    def test_a_new_place_does_not_take_the_former_address_of_another(self):
        change_slug(PlaceFactory(slug="ancien"), "nouveau", author=ADA)
        with pytest.raises(ValidationError, match="été celle d’un autre lieu"):
            create(slug="ancien")

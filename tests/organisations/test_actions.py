"""Writing an organisation: all or nothing, kept in the history."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from solozere.core.authors import Author
from solozere.core.models import HistoryEntry
from solozere.organisations import actions
from solozere.organisations.models import Organisation
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db
AUTHOR = Author.system("essai")
RIGHT = {"slug": "maison", "name": "Maison", "kind": "employment", "source": "Gazette", "date": "2014"}


def test_an_organisation_is_created_with_its_missions_in_order():
    missions = [{"what": "Accueille", "source": "Gazette"}, {"what": "Conseille", "source": "Gazette"}]
    saved = actions.save({**RIGHT, "missions": missions}, author=AUTHOR)
    assert [mission.what for mission in saved.missions.all()] == ["Accueille", "Conseille"]
    entry = HistoryEntry.objects.get()
    assert (entry.action, entry.before, entry.after["name"]) == ("create", None, "Maison")


def test_what_is_not_given_is_emptied():
    actions.save({**RIGHT, "acronym": "M", "missions": [{"what": "Accueille", "source": "G"}]}, author=AUTHOR)
    saved = actions.save(RIGHT, author=AUTHOR)
    assert (saved.acronym, saved.missions.count()) == ("", 0)


def test_an_earlier_state_can_be_written_back():
    first = actions.state_of(actions.save({**RIGHT, "missions": [{"what": "Accueille", "source": "G"}]}, author=AUTHOR))
    actions.save({**RIGHT, "name": "Autre"}, author=AUTHOR)
    assert actions.state_of(actions.save(first, author=AUTHOR)) == first


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": ""}, "name", "Ce champ ne peut pas être vide."),
        ({"kind": "x"}, "kind", "n’est pas un choix valide"),
        ({"date": "hier"}, "known_on", "n’est pas une date"),
        ({"since": "2014", "until": "2013"}, "until", "La date de fin doit suivre la date de début."),
        ({"successor": "personne"}, "successor", "Aucune organisation n’a l’adresse"),
        ({"successor": "maison"}, "successor", "Aucune organisation n’a l’adresse"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(change, field, words):
    with pytest.raises(ValidationError) as refusal:
        actions.save({**RIGHT, **change}, author=AUTHOR)
    assert words in refusal.value.message_dict[field][0]
    assert not Organisation.objects.exists()
    assert not HistoryEntry.objects.exists()


def test_a_wrong_mission_undoes_the_whole_change():
    actions.save(RIGHT, author=AUTHOR)
    with pytest.raises(ValidationError):
        actions.save({**RIGHT, "name": "Autre", "missions": [{"what": "", "source": "G"}]}, author=AUTHOR)
    assert Organisation.objects.get().name == "Maison"


def test_successors_do_not_turn_in_a_circle():
    first, second, third = OrganisationFactory.create_batch(3)
    first.successor, second.successor = second, third
    first.save()
    second.save()
    third.successor = first
    with pytest.raises(ValidationError) as refusal:
        third.full_clean()
    assert "a déjà cette organisation dans sa succession" in refusal.value.message_dict["successor"][0]


@pytest.mark.parametrize("link", ["successor", "run_by"])
def test_the_database_refuses_an_organisation_that_points_to_itself(link):
    organisation = OrganisationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(**{link: organisation})

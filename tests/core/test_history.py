"""The history: append-only, by object, its names alone erasable."""

import pytest

from solozere.core import history
from solozere.core.authors import Author, AuthorKind
from solozere.core.history_display import changes, shown_entry
from solozere.core.models import HistoryEntry
from tests.factories import ContactFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_entry_keeps_who_what_before_and_after():
    contact = ContactFactory()
    user = UserFactory(contact__name="Camille Exemple")
    entry = history.record(contact, "update", Author.user(user), before={"name": "A"}, after={"name": "B"}, reason="x")
    entry.refresh_from_db()
    assert (entry.model, entry.object_id) == ("notices.contact", str(contact.pk))
    assert (entry.author_kind, entry.author_id, entry.author_name) == (AuthorKind.USER, user.pk, "Camille Exemple")
    assert (entry.before, entry.after, entry.reason) == ({"name": "A"}, {"name": "B"}, "x")


def test_the_name_stays_as_it_stood_when_the_person_changes_it():
    user = UserFactory(contact__name="Camille Exemple")
    entry = history.record(user, "update", Author.user(user))
    user.contact.name = "Camille Modèle"
    user.contact.save()
    entry.refresh_from_db()
    assert entry.author_name == "Camille Exemple"


def test_entries_of_an_object_come_newest_first_and_alone():
    contact, other = ContactFactory(), ContactFactory()
    system = Author.system("essai")
    first = history.record(contact, "create", system)
    second = history.record(contact, "update", system)
    history.record(other, "create", system)
    assert list(history.of(contact)) == [second, first]


def test_an_entry_is_never_altered_but_for_an_erased_name():
    entry = history.record(ContactFactory(), "create", Author.system("essai"))
    entry.action = "delete"
    with pytest.raises(ValueError, match="append-only"):
        entry.save()
    with pytest.raises(ValueError, match="append-only"):
        entry.save(update_fields=["action", "author_name"])
    entry.author_name = "personne effacée"
    entry.save(update_fields=["author_name"])
    kept = HistoryEntry.objects.get()
    assert (kept.author_name, kept.action) == ("personne effacée", "create")


def test_a_change_is_shown_value_by_value():
    before = {"nom": "A", "sigle": "", "ouvert": True, "missions": []}
    after = {
        "nom": "A",
        "sigle": "AB",
        "ouvert": False,
        "missions": [{"what": "x", "where": "", "for": "y"}, {"what": "z"}],
        "site": "s",
    }
    assert changes(before, after) == [
        ("sigle", "–", "AB"),
        ("ouvert", "oui", "non"),
        ("missions", "–", "x\u00a0; y\nz"),
        ("site", "–", "s"),
    ]
    assert changes(None, {"nom": "A", "sigle": "", "suite": None}) == [("nom", "–", "A")]
    assert changes("fermé", "ouvert") == [("", "fermé", "ouvert")]
    assert changes(None, None) == []


def test_a_shown_entry_says_its_action_in_french():
    entry = history.record(ContactFactory(), "create", Author.system("essai"))
    assert shown_entry(entry)["action_words"] == "créé"
    assert shown_entry(history.record(ContactFactory(), "archived", Author.system("x")))["action_words"] == "archived"

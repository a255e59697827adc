"""The nightly job: past its delay, what the apps declare is deleted or made anonymous, once."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import models
from django.utils import timezone
from PIL import Image

from solozere.accounts.models import User
from solozere.core import files, history
from solozere.core.authors import Author
from solozere.core.declarations import Action, RetentionRule, Visibility, author_rule
from solozere.core.models import HistoryEntry, StoredFile
from solozere.core.registries import periodic
from solozere.notices.models import Contact
from solozere.privacy import actions
from tests.factories import ContactFactory, TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
YEARS = timedelta(days=365)


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    """A folder of files of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def aged(obj: models.Model, field: str, age: timedelta) -> models.Model:
    """`obj`, with its date moved to `age` before NOW."""
    type(obj)._base_manager.filter(pk=obj.pk).update(**{field: NOW - age})
    return obj


def contact(age: timedelta) -> Contact:
    """A contact without anything, given `age` ago."""
    return aged(ContactFactory(), "created_at", age)


def rule(**changes) -> RetentionRule:
    """Contacts are deleted after a year."""
    values = {
        "model": "notices.Contact",
        "fields": ("email", "name"),
        "purpose": "p",
        "visibility": Visibility.STAFF,
        "anchor": "created_at",
        "keep_days": 365,
        "action": Action.DELETE,
        "basis": "b",
    }
    return RetentionRule(**{**values, **changes})


def test_a_row_goes_once_its_delay_is_over_and_not_a_day_before():
    old, young = contact(YEARS + timedelta(seconds=1)), contact(YEARS - timedelta(days=1))
    outcome = actions.apply(rule(), NOW)
    assert (outcome.due, outcome.done, outcome.refused) == (1, 1, 0)
    assert list(Contact.objects.all()) == [young]
    assert not Contact.objects.filter(pk=old.pk).exists()


def test_a_second_run_finds_nothing():
    contact(2 * YEARS)
    actions.apply_all(NOW)
    assert [outcome for outcome in actions.apply_all(NOW) if outcome.due] == []


def test_a_dry_run_counts_and_changes_nothing():
    contact(4 * YEARS)
    outcomes = {outcome.rule.model: outcome for outcome in actions.apply_all(NOW, dry_run=True)}
    assert (outcomes["notices.Contact"].due, outcomes["notices.Contact"].done) == (1, 0)
    assert Contact.objects.count() == 1


def test_an_old_contact_with_an_account_stays():
    user = UserFactory()
    aged(user.contact, "created_at", 9 * YEARS)
    alone = contact(4 * YEARS)
    actions.apply_all(NOW)
    assert Contact.objects.filter(pk=user.contact_id).exists()
    assert not Contact.objects.filter(pk=alone.pk).exists()


def test_a_closed_account_goes_after_a_year_and_its_contact_after_its_own_delay():
    closed, recent = UserFactory.create_batch(2, is_active=False, closed_at=NOW)
    kept = UserFactory()
    aged(closed, "closed_at", YEARS + timedelta(days=1))
    aged(closed.contact, "created_at", 4 * YEARS)
    actions.apply_all(NOW)
    assert set(User.objects.all()) == {recent, kept}
    assert not Contact.objects.filter(pk=closed.contact_id).exists()


def test_a_row_that_something_still_needs_is_left_and_the_others_go():
    needed = UserFactory().contact
    aged(needed, "created_at", 2 * YEARS)
    contact(2 * YEARS)
    outcome = actions.apply(rule(), NOW)
    assert (outcome.due, outcome.done, outcome.refused) == (2, 1, 1)
    assert Contact.objects.get() == needed


def test_rows_go_batch_by_batch_even_when_one_refuses(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    needed = aged(UserFactory().contact, "created_at", 2 * YEARS)
    for _number in range(5):
        contact(2 * YEARS)
    outcome = actions.apply(rule(), NOW)
    assert (outcome.due, outcome.done, outcome.refused) == (6, 5, 1)
    assert Contact.objects.get() == needed


def test_a_person_leaves_the_history_and_the_row_stays():
    user = UserFactory(contact__name="Camille Exemple")
    obj = ContactFactory()
    old = aged(history.record(obj, "update", Author.user(user), after={"a": 1}), "at", 6 * YEARS)
    young = aged(history.record(obj, "update", Author.user(user)), "at", 4 * YEARS)
    system = aged(history.record(obj, "update", Author.system("pack")), "at", 6 * YEARS)
    outcome = actions.apply(author_rule("core.HistoryEntry", "at"), NOW)
    assert (outcome.due, outcome.done) == (1, 1)
    names = dict(HistoryEntry.objects.values_list("pk", "author_name"))
    assert names == {old.pk: "personne effacée", young.pk: "Camille Exemple", system.pk: "pack"}
    erased = HistoryEntry.objects.get(pk=old.pk)
    assert (erased.author_id, erased.after) == (None, {"a": 1})
    assert actions.apply(author_rule("core.HistoryEntry", "at"), NOW).due == 0


def test_an_orphan_picture_goes_with_its_file_after_a_month(disk, django_capture_on_commit_callbacks):
    buffer = disk / "x.png"
    disk.mkdir()
    Image.new("RGB", (10, 10)).save(buffer)
    from django.core.files.base import File

    with buffer.open("rb") as handle:
        stored = files.store_image(File(handle), purpose="essai")
    path = files.path_of(stored)
    aged(stored, "created_at", timedelta(days=29))
    actions.apply_all(NOW)
    assert path.is_file()
    aged(stored, "created_at", timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        actions.apply_all(NOW)
    assert not StoredFile.objects.exists()
    assert not path.exists()


def test_an_expired_session_goes():
    Session.objects.create(session_key="old", session_data="x", expire_date=NOW - timedelta(minutes=1))
    Session.objects.create(session_key="new", session_data="x", expire_date=NOW + timedelta(minutes=1))
    actions.apply_all(NOW)
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_a_date_counts_in_the_days_of_the_territory(monkeypatch):
    """At 22:30 UTC on 4 May it is 5 May on La Réunion: a date a year old on the 4th is past its delay there."""
    TerritoryFactory(time_zone="Indian/Reunion")
    field = models.DateField()
    field.set_attributes_from_name("created_at")
    monkeypatch.setattr(Contact._meta, "get_field", lambda name: field)
    asked = {}
    monkeypatch.setattr(
        type(Contact._base_manager), "filter", lambda self, **lookups: asked.update(lookups) or Contact.objects.none()
    )
    actions.due_rows(rule(keep_days=1), datetime(2026, 5, 4, 22, 30, tzinfo=UTC))
    assert str(asked["created_at__lt"]) == "2026-05-04"


def test_the_worker_applies_it_every_day_and_logs_what_it_did():
    job = periodic["retention"]
    assert job.every_minutes == 24 * 60
    Contact.objects.filter(pk=ContactFactory().pk).update(created_at=timezone.now() - 4 * YEARS)
    assert job.run() == "contacts\u00a0: 1, suppression"
    assert job.run() is None


def command(*options: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("apply_retention", *options, stdout=out)
    return out.getvalue()


def test_the_command_says_what_it_would_do_then_does_it():
    old = ContactFactory(verified_at=timezone.now())
    Contact.objects.filter(pk=old.pk).update(created_at=timezone.now() - 4 * YEARS)
    assert command("--dry-run") == "contacts\u00a0: 1 à traiter, suppression\n"
    assert Contact.objects.count() == 1
    assert command() == "contacts\u00a0: 1, suppression\n"
    assert command() == "Rien n’a dépassé son délai.\n"


def test_what_was_refused_is_said():
    outcome = actions.Outcome(rule(), due=3, done=1, refused=2)
    assert actions.line(outcome) == "contacts\u00a0: 1, suppression (2 encore nécessaires ailleurs, conservés)"

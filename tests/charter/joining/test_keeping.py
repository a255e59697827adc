"""How long applications are kept, and what their people may take away or have erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from solozere.charter.joining import actions, personal
from solozere.charter.joining.ending import NOBODY, warn_of_drafts
from solozere.charter.models import Application, ApplicationLine
from solozere.core import declarations
from solozere.core.authors import Author
from solozere.core.declarations import ERASED_NAME
from solozere.notices.models import OutgoingMail
from solozere.privacy.actions import apply
from solozere.privacy.persons import erase

pytestmark = pytest.mark.django_db


def aged(application: Application, **columns: int) -> Application:
    """So many days ago."""
    now = timezone.now()
    Application.objects.filter(pk=application.pk).update(
        **{name: now - timedelta(days=days) for name, days in columns.items()}
    )
    application.refresh_from_db()
    return application


def nightly() -> None:
    for rule in declarations.rules():
        if rule.model == "charter.Application" and rule.keep_days is not None:
            apply(rule, timezone.now())


def test_a_draft_that_nobody_touches_goes_after_its_warning(draft):
    aged(draft, updated_at=200)
    nightly()
    assert Application.objects.exists()
    assert warn_of_drafts() == "1 drafts announced as ending"
    assert warn_of_drafts() is None
    nightly()
    assert Application.objects.exists()
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=16))
    nightly()
    assert not Application.objects.exists()


def test_a_draft_that_is_touched_after_its_warning_stays(draft):
    aged(draft, updated_at=170)
    assert warn_of_drafts()
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=16))
    actions.save_step(draft, "hours", {"opening_hours": ""}, Author.contact(draft.contact))
    nightly()
    assert Application.objects.exists()


def test_a_closed_application_is_anonymous_after_two_years_and_is_still_counted(sent, contact):
    actions.withdraw(sent, Author.contact(contact), reason="Ada Exemple déménage.")
    aged(sent, decided_at=700)
    nightly()
    sent.refresh_from_db()
    assert sent.contact == contact
    aged(sent, decided_at=731)
    nightly()
    nightly()
    sent.refresh_from_db()
    assert (sent.contact.email, sent.answers, sent.signed_text) == (NOBODY, {}, {})
    assert sent.signed_name == ERASED_NAME
    assert sent.number
    assert not ApplicationLine.objects.exclude(reason="").exists()


def test_a_person_takes_away_what_they_declared_and_signed(sent, contact):
    (row,) = personal.export(contact)
    assert row["signée par"] == "Ada Exemple, présidente"
    assert row["Contact, Prénom et nom"] == "Ada Exemple"
    assert row["empreinte de ce qui a été signé"] == sent.signed_hash


def test_erasing_a_person_withdraws_what_is_read_and_leaves_no_name(sent, contact):
    actions.begin(contact, {"place": {"name": "Un brouillon"}}, Author.contact(contact))
    erase(contact)
    left = Application.objects.get()
    assert (left.state, left.contact.email, left.signed_name) == ("withdrawn", NOBODY, ERASED_NAME)
    assert "Ada" not in str(list(Application.objects.values()))
    assert "Ada" not in str(list(ApplicationLine.objects.values()))
    assert not OutgoingMail.objects.filter(recipient="ada@exemple.fr").exists()

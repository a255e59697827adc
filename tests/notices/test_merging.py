"""Two contacts of one person become one: everything that pointed to the second points to the first."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from solozere.charter.inviting.actions import invite
from solozere.charter.joining.actions import begin
from solozere.charter.models import CharterVersion, Membership, Renewal
from solozere.core import history
from solozere.core.authors import Author, AuthorKind
from solozere.notices import actions
from solozere.notices.actions.merging import journals, pointing
from solozere.notices.enums import MailChoice
from solozere.notices.models import Contact, MailPreference, OutgoingMail
from solozere.organisations.actions import appoint_officer
from solozere.places.actions import appoint_manager
from solozere.places.models import PlaceReport
from tests.factories import ContactFactory, LabelFactory, OrganisationFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db
ADA = Author.system("Ada")


def _mail(contact: Contact) -> models.Model:
    return OutgoingMail.objects.create(contact=contact, recipient=contact.email, kind="k", key=f"k{contact.pk}")


def _wish(contact: Contact) -> models.Model:
    return MailPreference.objects.create(contact=contact, kind="k", choice=MailChoice.NEVER)


def _renewal(contact: Contact) -> models.Model:
    day, place = date(2024, 1, 1), PlaceFactory()
    charter = CharterVersion.objects.create(code="c", title="Charte", in_force_from=day, definition={})
    membership = Membership.objects.create(
        place=place, label=LabelFactory(), charter=charter, facts={}, assessment={}, since=day, reason="Essai."
    )
    return Renewal.objects.create(membership=membership, contact=contact)


MAKERS: dict[tuple[str, str], Callable[[Contact], models.Model]] = {
    ("charter.renewal", "contact"): _renewal,
    ("accounts.user", "contact"): lambda contact: UserFactory(contact=contact),
    ("charter.invitation", "contact"): lambda contact: invite(email=contact.email, author=ADA),
    ("charter.application", "contact"): lambda contact: begin(contact, {}, ADA),
    ("notices.mailpreference", "contact"): _wish,
    ("notices.outgoingmail", "contact"): _mail,
    ("organisations.membership", "contact"): lambda contact: appoint_officer(
        OrganisationFactory(), contact, since=date(2024, 1, 1), author=ADA
    ),
    ("places.placereport", "contact"): lambda contact: PlaceReport.objects.create(
        place=PlaceFactory(), subject="hours", text="C’était fermé.", contact=contact
    ),
    ("places.manager", "contact"): lambda contact: appoint_manager(
        PlaceFactory(), contact, since=date(2024, 1, 1), author=ADA
    ),
}
"""How to make a row of each column of the project that points to a contact: a new one must be added, hence is tested."""


def test_every_column_that_points_to_a_contact_is_tried_here():
    assert {(model._meta.label_lower, name) for model, name in pointing()} == set(MAKERS)


@pytest.mark.parametrize(("model", "field"), MAKERS)
def test_what_pointed_to_the_other_points_to_the_one_that_stays(model, field):
    kept, other = ContactFactory(), ContactFactory()
    row = MAKERS[model, field](other)
    actions.merge(kept, other, ADA)
    row.refresh_from_db()
    assert getattr(row, field) == kept
    assert not Contact.objects.filter(pk=other.pk).exists()


def test_authors_of_journals_are_moved_with_their_names_as_they_stood():
    kept, other = ContactFactory(), ContactFactory()
    entry = history.record(kept, "update", Author(AuthorKind.CONTACT, "Camille", other.pk))
    user = history.record(kept, "update", Author(AuthorKind.USER, "Une autre personne", other.pk))
    assert type(entry) in journals()
    actions.merge(kept, other, ADA)
    entry.refresh_from_db()
    user.refresh_from_db()
    assert (entry.author_id, entry.author_name) == (kept.pk, "Camille")
    assert user.author_id == other.pk


def test_the_address_that_stays_is_no_more_verified_than_it_was():
    kept, other = ContactFactory(name=""), ContactFactory(name="Camille", verified_at=timezone.now())
    merged = actions.merge(kept, other, ADA)
    assert (merged.verified_at, merged.name) == (None, "Camille")
    assert actions.merge(ContactFactory(name="Sacha"), merged, ADA).name == "Sacha"


def test_where_both_said_a_wish_the_one_that_stays_counts():
    kept, other = ContactFactory(), ContactFactory()
    for contact, choice in ((kept, MailChoice.DIGEST), (other, MailChoice.NEVER)):
        MailPreference.objects.create(contact=contact, kind="k", choice=choice)
    actions.merge(kept, other, ADA)
    assert MailPreference.objects.get().choice == MailChoice.DIGEST


def test_two_accounts_do_not_become_one_and_nothing_is_moved():
    kept, other = UserFactory().contact, UserFactory().contact
    mail = _mail(other)
    with pytest.raises(ValidationError, match="chacun leur"):
        actions.merge(kept, other, ADA)
    mail.refresh_from_db()
    assert mail.contact == other


def test_a_contact_is_not_merged_with_itself():
    contact = ContactFactory()
    with pytest.raises(ValidationError, match="deux fois le même"):
        actions.merge(contact, contact, ADA)


def test_the_history_says_it_without_the_address():
    kept, other = ContactFactory(), ContactFactory(email="camille@exemple.fr")
    gone = other.pk
    actions.merge(kept, other, ADA)
    entry = history.of(kept).get()
    assert (entry.action, entry.before, entry.after) == ("merge", {"contact": gone}, None)

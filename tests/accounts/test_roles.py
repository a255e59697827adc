"""Who may do what: global roles with their instants, scoped ones with their days."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from solozere.accounts import actions, perms
from solozere.accounts.models import RoleGrant, User
from solozere.core.authors import Author
from solozere.core.models import HistoryEntry
from solozere.core.perms import is_team, needs_second_factor
from solozere.organisations import perms as organisation_perms
from solozere.organisations.actions import appoint_officer, end_officer
from solozere.organisations.models import Membership
from solozere.places import perms as place_perms
from solozere.places.actions import appoint_manager, end_manager
from tests.factories import OrganisationFactory, PlaceFactory, UserFactory

pytestmark = pytest.mark.django_db
AUTHOR = Author.system("essais")
TODAY = date(2026, 5, 4)


def again(user):
    """The same account, read anew."""
    return User.objects.get(pk=user.pk)


def test_a_visitor_and_a_closed_account_hold_nothing():
    closed = UserFactory(admin=True, is_active=False, closed_at=timezone.now())
    for user in (AnonymousUser(), closed):
        assert perms.roles_of(user) == frozenset()
        assert not (is_team(user) or needs_second_factor(user) or perms.can_grant_roles(user))
        assert not perms.visible_to(user).filter(pk__gt=closed.pk).exists()
        assert not place_perms.is_manager(user)
        assert not organisation_perms.is_officer(user)
    assert not perms.visible_to(AnonymousUser()).exists()


def test_every_account_is_a_members_and_calls_for_no_second_factor():
    user = UserFactory()
    UserFactory()
    assert perms.roles_of(user) == {"teleworker"}
    assert not needs_second_factor(user)
    assert list(perms.visible_to(user)) == [user]


@pytest.mark.parametrize("role", ["coordinator", "aid_officer"])
def test_a_role_is_granted_once_withdrawn_and_granted_again(role):
    user = UserFactory()
    first = actions.grant_role(user, role, author=AUTHOR)
    assert actions.grant_role(user, role, author=AUTHOR) == first
    assert role in perms.roles_of(again(user))
    assert needs_second_factor(again(user))
    actions.withdraw_role(user, role, author=AUTHOR)
    actions.withdraw_role(user, role, author=AUTHOR)
    assert role not in perms.roles_of(user), "known at once, without reading the account anew"
    actions.grant_role(user, role, author=AUTHOR)
    assert RoleGrant.objects.count() == 2
    entries = HistoryEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(entries) == ["grant_role", "withdraw_role", "grant_role"]


def test_an_administrator_coordinates_and_does_not_read_aid_files():
    user = UserFactory(admin=True)
    assert perms.is_coordinator(user)
    assert not perms.is_aid_officer(user)
    assert perms.visible_to(user).count() == 1
    assert needs_second_factor(user)


@pytest.mark.parametrize("role", ["teleworker", "administrator"])
def test_a_role_that_is_not_granted_this_way_is_refused(role):
    with pytest.raises(ValidationError):
        actions.grant_role(UserFactory(), role, author=AUTHOR)


def test_a_closed_account_is_granted_nothing():
    with pytest.raises(ValidationError):
        actions.grant_role(UserFactory(is_active=False, closed_at=timezone.now()), "coordinator", author=AUTHOR)


def test_the_database_refuses_a_role_held_twice_and_one_that_is_unknown():
    user = UserFactory()
    RoleGrant.objects.create(user=user, role="coordinator")
    for role in ("coordinator", "queen"):
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleGrant.objects.create(user=user, role=role)


def test_a_place_is_kept_between_two_days_both_included():
    user, place = UserFactory(), PlaceFactory()
    term = appoint_manager(place, user.contact, since=TODAY, author=AUTHOR)
    assert appoint_manager(place, user.contact, since=TODAY, author=AUTHOR) == term
    end_manager(term, until=TODAY + timedelta(days=2), author=AUTHOR)
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 2, 3)]
    assert [place_perms.managers_of(user, day).exists() for day in days] == [False, True, True, False]
    term.refresh_from_db()
    assert [term.runs_on(day) for day in days] == [False, True, True, False]


def test_a_manager_edits_the_place_that_they_keep_and_no_other():
    user, place, other = UserFactory(), PlaceFactory(), PlaceFactory()
    appoint_manager(place, user.contact, since=TODAY, author=AUTHOR)
    assert place_perms.can_manage(user, place)
    assert not place_perms.can_manage(user, other)
    assert list(place_perms.visible_to(user)) == [place]
    assert not needs_second_factor(user)
    actions.grant_role(user, "coordinator", author=AUTHOR)
    assert place_perms.can_manage(user, other)
    assert not place_perms.can_import(user)


def test_an_officer_acts_for_their_partner_and_needs_a_second_factor_meanwhile():
    user, organisation, other = UserFactory(), OrganisationFactory(), OrganisationFactory()
    term = appoint_officer(organisation, user.contact, since=date(2020, 1, 1), author=AUTHOR)
    assert appoint_officer(organisation, user.contact, since=TODAY, author=AUTHOR) == term
    assert organisation_perms.can_act_for(user, organisation)
    assert not organisation_perms.can_act_for(user, other)
    assert list(organisation_perms.visible_to(user)) == [organisation]
    assert needs_second_factor(user)
    end_officer(term, until=date(2020, 1, 1), author=AUTHOR)
    assert not organisation_perms.is_officer(user)
    assert not needs_second_factor(user)


def test_an_end_before_the_beginning_is_refused_by_the_action_and_the_database():
    user, place = UserFactory(), PlaceFactory()
    term = appoint_manager(place, user.contact, since=TODAY, author=AUTHOR)
    with pytest.raises(ValidationError):
        end_manager(term, until=TODAY - timedelta(days=1), author=AUTHOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            organisation=OrganisationFactory(), contact=user.contact, since=TODAY, until=TODAY - timedelta(days=1)
        )

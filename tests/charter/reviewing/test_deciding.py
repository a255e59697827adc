"""Deciding: what each step requires, writes and says; of two who decide at once, one is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from solozere.charter.models import Application, Membership, Visit
from solozere.charter.reviewing import actions
from solozere.charter.reviewing.actions import Change, Grant
from solozere.charter.reviewing.visits import visits_between
from solozere.core import workflow
from solozere.core.authors import Author
from solozere.core.workflow import Moved
from solozere.notices.models import OutgoingMail
from solozere.organisations.models import Organisation
from solozere.places.actions import confirm_group, update_group
from solozere.places.models import Manager, Place, fact_group
from tests.charter.conftest import offered
from tests.charter.reviewing.applications import ALL_SERVICES, COMPTOIR_CRITERIA, TELECENTRE_CRITERIA, sent
from tests.charter.reviewing.conftest import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(claire):
    return Author.user(claire)


def said(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(error.value.messages).replace("\u00a0", " ")


def mail(kind: str) -> OutgoingMail:
    return OutgoingMail.objects.get(kind=kind)


class TestGranting:
    """A label on verified criteria."""

    def test_a_new_place_opens_under_its_label_with_its_facts_and_its_manager(self, checked, author):
        actions.accept(checked, author, grant=Grant("comptoir"))
        place, membership = Place.objects.get(), Membership.objects.get()
        assert (checked.state, checked.place, checked.membership) == ("accepted", place, membership)
        assert checked.decided_at is not None
        assert (place.slug, place.name, place.status, place.origin) == (
            "cafe-du-marche", "Café du Marché", "in_service", "application",
        )  # fmt: skip
        assert (place.label_id, place.address, place.opening_hours) == (
            "comptoir", "1, place du Marché", "Tu-Sa 08:00-19:00",
        )  # fmt: skip
        assert [space.name for space in place.spaces.all()] == ["Salle"]
        group = fact_group(place, "services")
        assert group.source.replace("\u00a0", " ") == "Demande n° 2026-0001"
        assert (group.author_name, group.confirmed_at is not None) == ("Claire Modèle", True)
        assert Manager.objects.get().contact == checked.contact
        assert membership.due_on.year == membership.since.year + 3
        assert membership.assessed().borne == "comptoir"

    def test_only_the_facts_that_were_verified_are_kept_with_the_decision(self, commune, author):
        application = sent(commune, services=ALL_SERVICES)
        check(application, author, *COMPTOIR_CRITERIA)
        actions.accept(application, author, grant=Grant("comptoir"))
        kept = Membership.objects.get()
        assert set(kept.facts) == {"service.public_access", "service.telework_space", "service.free_wifi"}
        assert kept.assessed().label("telecentre").reached is False

    def test_the_applicant_receives_the_certificate(self, checked, author):
        actions.accept(checked, author, grant=Grant("comptoir"))
        text = mail("application_accepted").text
        assert "/lieux/cafe-du-marche/certificat.pdf" in text
        assert mail("application_accepted").about_id == str(checked.pk)

    @pytest.mark.parametrize(("verdict", "comment"), [("unknown", ""), ("not_met", "Il faut consommer.")])
    def test_a_criterion_that_was_not_found_met_keeps_the_label_away(self, checked, author, verdict, comment):
        checked.checks.filter(criterion="sans-restriction").update(verdict=verdict, comment=comment)
        with pytest.raises(ValidationError) as error:
            actions.accept(checked, author, grant=Grant("comptoir"))
        assert "ne sont pas tous constatés conformes" in said(error)
        assert Application.objects.get().state == "submitted"
        assert not Place.objects.exists()

    def test_what_is_found_met_against_the_answers_does_not_count(self, application, author):
        check(application, author, *TELECENTRE_CRITERIA)
        with pytest.raises(ValidationError):
            actions.accept(application, author, grant=Grant("telecentre"))

    def test_less_than_the_charter_gives_asks_for_a_reason(self, commune, author):
        application = sent(commune, services=ALL_SERVICES)
        check(application, author, *COMPTOIR_CRITERIA, *TELECENTRE_CRITERIA)
        with pytest.raises(ValidationError) as error:
            actions.accept(application, author, grant=Grant("comptoir"))
        assert "Dites pourquoi vous attribuez moins" in said(error)
        actions.accept(application, author, grant=Grant("comptoir"), reason="Les bureaux ouvrent en mars.")
        assert Place.objects.get().label_id == "comptoir"
        assert "Les bureaux ouvrent en mars." in Membership.objects.get().reason

    def test_a_namesake_gets_another_address(self, checked, author, new_place):
        new_place("cafe-du-marche")
        actions.accept(checked, author, grant=Grant("comptoir", status="opening"))
        place = Place.objects.get(applications=checked)
        assert (place.slug, place.status) == ("cafe-du-marche-valbourg", "opening")

    def test_an_organisation_is_added_only_where_the_reviewer_says_so(self, checked, author):
        actions.accept(checked, author, grant=Grant("comptoir", organisation="+"))
        organisation = Organisation.objects.get()
        assert (organisation.name, organisation.kind) == ("Les Cafés Spécimen", "company")
        role = Place.objects.get().roles.get()
        assert (role.organisation, role.role) == (organisation, "carrier")


class TestAKnownPlace:
    """Brought up to date, never doubled."""

    @pytest.fixture
    def known(self, commune, new_place):
        return new_place("bief", status="planned", services=offered({"service.printer": True}), confirmed_at=None)

    def test_it_opens_and_keeps_what_the_application_does_not_mention(self, commune, known, author):
        from solozere.places.models import Service

        Service.objects.create(code="coffee", name="Café", icon="wifi")
        update_group(
            known, "services", {"services": [{"service_id": "coffee", "available": True}]}, author=author, source="x"
        )
        application = sent(commune, place=known)
        check(application, author, *COMPTOIR_CRITERIA)
        actions.accept(application, author, grant=Grant("comptoir"))
        place = Place.objects.get()
        assert (place.pk, place.status, place.name, place.label_id) == (
            known.pk,
            "in_service",
            "Café du Marché",
            "comptoir",
        )
        assert "coffee" in [row.service_id for row in place.services.all()]

    def test_what_somebody_confirmed_since_stays_unless_it_is_taken(self, commune, known, author):
        update_group(known, "hours", {"opening_hours": "Mo 09:00-12:00"}, author=author, source="visite")
        confirm_group(known, "hours", author=author)
        application = sent(commune, place=known)
        check(application, author, *COMPTOIR_CRITERIA)
        actions.accept(application, author, grant=Grant("comptoir"))
        assert Place.objects.get().opening_hours == "Mo 09:00-12:00"

    def test_the_word_of_the_application_is_written_where_it_is_taken(self, commune, known, author):
        update_group(known, "hours", {"opening_hours": "Mo 09:00-12:00"}, author=author, source="visite")
        confirm_group(known, "hours", author=author)
        application = sent(commune, place=known)
        check(application, author, *COMPTOIR_CRITERIA)
        actions.accept(application, author, grant=Grant("comptoir", take=frozenset({"hours"})))
        assert Place.objects.get().opening_hours == "Tu-Sa 08:00-19:00"

    def test_no_label_stands_on_facts_that_the_sheet_would_not_say(self, commune, known, author):
        rows = [{"service_id": "free_wifi", "available": False}]
        update_group(known, "services", {"services": rows}, author=author, source="visite")
        confirm_group(known, "services", author=author)
        application = sent(commune, place=known)
        check(application, author, *COMPTOIR_CRITERIA)
        with pytest.raises(ValidationError) as error:
            actions.accept(application, author, grant=Grant("comptoir"))
        assert "ne suffisent pas pour ce label" in said(error)
        assert Place.objects.get().status == "planned"


class TestOtherDecisions:
    """Each says why, to whom it concerns."""

    def test_a_refusal_says_why_which_criterion_and_whom_to_call(self, application, author):
        with pytest.raises(ValidationError) as error:
            actions.refuse(application, author, reason="", criteria=[], person="", phone="")
        assert len(error.value.messages) == 3
        actions.refuse(
            application, author, reason="Il faut consommer.", criteria=["sans-restriction"], person="Claire", phone="04 65 71 00 00",
        )  # fmt: skip
        text = mail("application_refused").text.replace("\u00a0", " ").replace("\n", " ")
        for words in (
            "Il faut consommer.",
            "Le lieu n’applique aucune restriction d’accès.",
            "appelez Claire au 04 65 71 00 00",
        ):
            assert words in text
        assert application.decided_at is not None
        actions.reopen(application, author, reason="Le règlement a changé.")
        assert (application.state, application.decided_at) == ("in_review", None)

    def test_changes_point_at_fields(self, application, author):
        with pytest.raises(ValidationError):
            actions.request_changes(application, author, changes=[])
        asked = Change("services.services", "Services", "Faut-il consommer ?")
        actions.request_changes(application, author, changes=[asked], reason="Presque complet.")
        assert application.state == "changes_requested"
        assert [(row.field, row.message) for row in application.changes.all()] == [
            ("services.services", "Faut-il consommer ?")
        ]
        assert "Faut-il consommer" in mail("application_changes").text

    def test_a_visit_is_planned_moved_then_noted(self, application, author):
        at = timezone.now() + timedelta(days=3)
        with pytest.raises(ValidationError):
            actions.plan_visit(application, author, at=timezone.now() - timedelta(hours=1), visitor="Claire")
        actions.plan_visit(application, author, at=at, visitor="Claire")
        actions.plan_visit(application, author, at=at + timedelta(days=1), visitor="Maud")
        assert [visit.outcome for visit in Visit.objects.all()] == ["cancelled", "planned"]
        assert [visit.visitor for visit in visits_between(at.date(), at.date() + timedelta(days=2))] == ["Maud"]
        assert OutgoingMail.objects.filter(kind="application_visit").count() == 2
        actions.finish_visit(application, author, report="Tout y est.")
        assert (application.state, Visit.objects.last().report) == ("in_review", "Tout y est.")

    def test_a_visit_that_is_cancelled_is_told_with_its_reason(self, application, author):
        actions.plan_visit(application, author, at=datetime(2036, 1, 8, 13, 30, tzinfo=UTC), visitor="Claire")
        actions.cancel_visit(application, author, reason="La route est coupée.")
        assert application.state == "in_review"
        assert "La route est coupée." in mail("application_visit_cancelled").text

    def test_a_decision_drops_the_visit_to_come(self, application, author):
        actions.plan_visit(application, author, at=timezone.now() + timedelta(days=3), visitor="Claire")
        actions.lapse(application, author, reason="La personne a renoncé.")
        assert Visit.objects.get().outcome == "cancelled"

    def test_nobody_else_decides(self, application):
        stranger = Author.contact(application.contact)
        with pytest.raises(PermissionDenied):
            actions.accept(application, stranger, grant=Grant("comptoir"))


class TestTwoAtOnce:
    """One wins."""

    def test_the_second_decision_is_told_who_decided(self, checked, author):
        seen = workflow.last_seen(checked)
        other = Application.objects.get(pk=checked.pk)
        actions.refuse(checked, author, reason="Non.", criteria=["wifi-gratuit"], person="C", phone="1", seen=seen)
        with pytest.raises(Moved) as moved:
            actions.accept(other, author, grant=Grant("comptoir"), seen=seen)
        assert "Claire Modèle a refusé cette demande" in said(moved)
        assert not Place.objects.exists()

    def test_a_double_click_grants_once(self, checked, author):
        seen = workflow.last_seen(checked)
        other = Application.objects.get(pk=checked.pk)
        actions.accept(checked, author, grant=Grant("comptoir"), seen=seen)
        with pytest.raises(Moved) as moved:
            actions.accept(other, author, grant=Grant("comptoir"), seen=seen)
        assert moved.value.own
        assert Membership.objects.count() == 1

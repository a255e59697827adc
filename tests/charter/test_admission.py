"""Admitting a place, and ending its membership."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from solozere.charter.actions import admit, end_membership
from solozere.charter.clock import today
from solozere.charter.models import Membership
from solozere.core import history
from solozere.core.authors import Author
from solozere.core.predicates import Fact
from solozere.places.actions import update_group
from tests.charter.charters import COMPTOIR, TELECENTRE, TINY
from tests.charter.conftest import load, offered

DAY = date(2014, 6, 1)
ADA = Author.system("Ada Exemple")


def said(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(error.value.messages).replace("\u00a0", " ")


@pytest.fixture
def comptoir(charter, new_place):
    return new_place("comptoir", services=offered(COMPTOIR))


def enter(place, label="comptoir", *, on=DAY, reason="Tous les critères sont vérifiés.", **more):
    return admit(place, label, on=on, author=ADA, reason=reason, **more)


@pytest.mark.django_db
def test_a_place_is_admitted_with_its_facts_its_assessment_and_the_version(comptoir):
    membership = enter(comptoir)
    membership.refresh_from_db()
    assert (membership.label_id, membership.charter.code, membership.since) == ("comptoir", "2013", DAY)
    assert (membership.until, membership.author_name) == (None, "Ada Exemple")
    assert membership.reason == "Tous les critères sont vérifiés."
    assert membership.facts_judged()["service.free_wifi"].value is True
    assert membership.assessed().borne == "comptoir"
    assert comptoir.label_id == "comptoir"
    assert [entry.action for entry in history.of(membership)] == ["admit"]


@pytest.mark.django_db
def test_nothing_kept_with_a_decision_names_who_confirmed_a_fact(comptoir):
    membership = enter(comptoir)
    assert "Ada Exemple" not in f"{membership.facts} {membership.assessment}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("declared", "label", "granted"),
    [
        ({**COMPTOIR, **TELECENTRE}, None, "telecentre"),
        ({**COMPTOIR, **TELECENTRE}, "comptoir", "comptoir"),
        (COMPTOIR, None, "comptoir"),
        (TELECENTRE, "telecentre", "telecentre"),
    ],
)
def test_a_place_may_be_given_what_the_rules_give_or_less(charter, new_place, declared, label, granted):
    place = new_place(services=offered(declared))
    assert enter(place, label).label_id == granted
    assert place.label_id == granted


@pytest.mark.django_db
def test_never_more_than_the_rules_give_and_exactly_what_is_missing_is_said(charter, new_place):
    place = new_place(services={**offered(COMPTOIR), "private_offices": False, "reception_staff": False})
    with pytest.raises(ValidationError) as error:
        enter(place, "telecentre")
    assert said(error) == (
        "Les critères du label Télécentre ne sont pas tous remplis. "
        "Il manque : une personne qui accueille. Pas encore renseigné : des rendez-vous pour les télétravailleurs, "
        "des services élargis, une connexion professionnelle, des bureaux individuels."
    )
    place.refresh_from_db()
    assert place.label is None
    assert not Membership.objects.exists()


@pytest.mark.django_db
def test_a_place_that_reaches_no_label_is_told_what_each_one_needs(charter, new_place):
    with pytest.raises(ValidationError) as error:
        enter(new_place(services={"public_access": False}), None)
    assert "ne remplit encore les critères d’aucun label" in said(error)
    assert "Comptoir – Il manque : l’ouverture au public, l’accès sans restriction." in said(error)
    assert "Télécentre – Pas encore renseigné" in said(error)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "sentence"),
    [("planned", "Ce lieu est prévu"), ("suspended", "« suspendu »"), ("closed", "« fermé »")],
)
def test_a_place_that_is_not_open_is_not_admitted(charter, new_place, status, sentence):
    with pytest.raises(ValidationError) as error:
        enter(new_place(status=status, services=offered(COMPTOIR)))
    assert sentence in said(error)


@pytest.mark.django_db
def test_a_place_that_is_opening_may_be_admitted(charter, new_place):
    assert enter(new_place(status="opening", services=offered(COMPTOIR))).label_id == "comptoir"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"label": "phare"}, "label", "« phare » n’est pas un label de la charte"),
        ({"reason": "  "}, "reason", "Dites pourquoi"),
        ({"on": date(2012, 1, 1)}, "on", "Aucune version de la charte n’est en vigueur le 1er janvier 2012"),
    ],
)
def test_a_wrong_request_is_refused_at_its_field(comptoir, more, field, sentence):
    with pytest.raises(ValidationError) as error:
        enter(comptoir, **more)
    assert list(error.value.message_dict) == [field]
    assert sentence in said(error)


@pytest.mark.django_db
def test_a_day_that_has_not_come_is_refused(comptoir):
    with pytest.raises(ValidationError, match="pas encore venu"):
        enter(comptoir, on=today() + timedelta(days=1))
    assert enter(comptoir, on=today()).since == today()


@pytest.mark.django_db
def test_verified_facts_may_say_less_than_what_is_declared(comptoir):
    verified = {"service.public_access": Fact("service.public_access", True)}
    with pytest.raises(ValidationError, match="ne sont pas tous remplis"):
        enter(comptoir, facts=verified)


@pytest.mark.django_db
def test_changing_label_ends_the_former_membership_and_keeps_it(charter, new_place):
    place = new_place(services=offered(COMPTOIR))
    first = enter(place)
    services = [{"service_id": code, "available": True, "detail": ""} for code in offered({**COMPTOIR, **TELECENTRE})]
    update_group(place, "services", {"services": services}, author=ADA, source="visite")
    second = enter(place, None, on=date(2015, 2, 3))
    first.refresh_from_db()
    place.refresh_from_db()
    assert (first.until, second.label_id, place.label_id) == (date(2015, 2, 3), "telecentre", "telecentre")
    assert list(place.memberships.all()) == [second, first]
    assert [entry.action for entry in history.of(first)] == ["end", "admit"]


@pytest.mark.django_db
def test_the_same_label_twice_is_refused_with_its_date(comptoir):
    enter(comptoir)
    with pytest.raises(ValidationError) as error:
        enter(comptoir, on=date(2015, 1, 1))
    assert said(error) == "Ce lieu porte déjà le label Comptoir, depuis le 1er juin 2014."


@pytest.mark.django_db
def test_the_same_label_under_a_new_version_is_a_new_membership(territory, new_place):
    load(TINY)
    place = new_place(services=offered(COMPTOIR))
    first = enter(place, "escale", on=date(2021, 5, 1))
    second = enter(place, "escale", on=date(2025, 3, 1))
    first.refresh_from_db()
    assert (first.charter.code, first.until) == ("premiere", date(2025, 3, 1))
    assert (second.charter.code, second.until) == ("seconde", None)


@pytest.mark.django_db
def test_a_decision_cannot_precede_the_one_in_force(charter, new_place):
    place = new_place(services=offered({**COMPTOIR, **TELECENTRE}))
    enter(place, "comptoir")
    with pytest.raises(ValidationError, match="choisissez ce jour ou un jour suivant"):
        enter(place, "telecentre", on=date(2014, 5, 31))
    place.refresh_from_db()
    assert place.label_id == "comptoir"


@pytest.mark.django_db
def test_ending_a_membership_takes_the_label_off_and_keeps_the_past(comptoir):
    membership = enter(comptoir)
    end_membership(comptoir, on=date(2016, 1, 4), author=ADA, reason="Le café a fermé.")
    membership.refresh_from_db()
    comptoir.refresh_from_db()
    assert (membership.until, comptoir.label) == (date(2016, 1, 4), None)
    latest = history.of(membership).first()
    assert (latest.action, latest.reason) == ("end", "Le café a fermé.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "reason", "sentence"),
    [
        (date(2014, 5, 31), "Fin.", "L’adhésion a commencé le 1er juin 2014"),
        (date(2015, 1, 1), "", "Dites pourquoi"),
        (date(2999, 1, 1), "Fin.", "pas encore venu"),
    ],
)
def test_a_wrong_end_is_refused(comptoir, on, reason, sentence):
    enter(comptoir)
    with pytest.raises(ValidationError) as error:
        end_membership(comptoir, on=on, author=ADA, reason=reason)
    assert sentence in said(error)
    assert Membership.objects.current().count() == 1


@pytest.mark.django_db
def test_there_is_nothing_to_end_without_a_membership(comptoir):
    with pytest.raises(ValidationError, match="pas d’adhésion en cours"):
        end_membership(comptoir, on=DAY, author=ADA, reason="Fin.")


@pytest.mark.django_db
def test_the_database_refuses_two_current_memberships(comptoir):
    membership = enter(comptoir)
    membership.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save(force_insert=True)


@pytest.mark.races
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_wins_and_the_other_is_told(charter, new_place):
    place = new_place(services=offered({**COMPTOIR, **TELECENTRE}))
    start, outcomes = Barrier(2), []

    def decide() -> None:
        try:
            start.wait()
            enter(place, "telecentre")
            outcomes.append("granted")
        except ValidationError as error:
            outcomes.append(error.messages[0])
        finally:
            connection.close()

    threads = [Thread(target=decide) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes)[1] == "granted"
    assert "porte déjà le label Télécentre" in sorted(outcomes)[0]
    assert Membership.objects.current().filter(place=place).count() == 1
    assert Membership.objects.count() == 1

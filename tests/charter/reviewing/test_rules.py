"""Which facts count once somebody looked: never more than the charter gives of what is declared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solozere.charter.enums import CheckVerdict
from solozere.charter.reviewing.rules import grantable, tallies, verified, verified_facts
from solozere.charter.reviewing.waiting import waiting
from solozere.charter.rules import assess
from tests.charter.charters import COMPTOIR, DAY, TELECENTRE, facts, lozere
from tests.charter.reviewing.applications import COMPTOIR_CRITERIA, TELECENTRE_CRITERIA

CHARTER = lozere()
NAMES = sorted({name for criterion in CHARTER.criteria for name in criterion.when.names()})
IDS = [criterion.id for criterion in CHARTER.criteria]
some_facts = st.dictionaries(st.sampled_from(NAMES), st.sampled_from([True, False, 0, 1, 3])).map(facts)
some_checks = st.dictionaries(st.sampled_from(IDS), st.sampled_from(CheckVerdict.values))


def met(*criteria):
    return dict.fromkeys(criteria, CheckVerdict.MET)


@given(some_facts, some_checks)
def test_what_may_be_granted_is_never_more_than_the_charter_gives(declared, checks):
    reached = set(grantable(assess(declared, CHARTER, DAY), CHARTER))
    found = verified(declared, CHARTER, checks, DAY)
    assert set(grantable(found, CHARTER)) <= reached
    assert found.borne is None or found.borne in reached


@given(some_facts, some_checks)
def test_each_criterion_of_a_granted_label_was_found_met(declared, checks):
    for code in grantable(verified(declared, CHARTER, checks, DAY), CHARTER):
        needed = [one.id for one in CHARTER.criteria_of(code) if one.counts]
        assert all(checks.get(one) == CheckVerdict.MET for one in needed)


@given(some_facts)
def test_once_all_is_found_met_the_charter_alone_decides(declared):
    found = verified(declared, CHARTER, met(*IDS), DAY)
    assert found.borne == assess(declared, CHARTER, DAY).borne


def test_the_first_label_of_the_charter_comes_first():
    declared = facts({**COMPTOIR, **TELECENTRE})
    found = verified(declared, CHARTER, met(*COMPTOIR_CRITERIA, *TELECENTRE_CRITERIA), DAY)
    assert grantable(found, CHARTER) == ("telecentre", "comptoir")
    assert [(tally.code, tally.found, tally.required, tally.reached) for tally in tallies(found)] == [
        ("telecentre", 5, 5, True),
        ("comptoir", 4, 4, True),
    ]


def test_two_criteria_on_one_fact_are_found_each_by_itself():
    checks = met("ouvert-au-public", "espace-dedie", "wifi-gratuit")
    found = verified(facts(COMPTOIR), CHARTER, checks, DAY)
    assert grantable(found, CHARTER) == ()
    assert found.label("comptoir").unknown == ("sans-restriction",)
    assert "service.public_access" in verified_facts(facts(COMPTOIR), CHARTER, checks)


@pytest.mark.parametrize(
    ("state", "days", "words", "tone"),
    [
        ("submitted", 0, "Depuis aujourd’hui", "unknown"),
        ("in_review", 1, "Depuis 1 jour", "unknown"),
        ("submitted", 10, "Depuis 10 jours", "no"),
        ("changes_requested", 30, "Depuis 30 jours", "closed"),
        ("visit_planned", 2, "Depuis 2 jours", "closed"),
        ("refused", 2, "Depuis 2 jours", "closed"),
    ],
)
def test_an_application_says_since_when_it_waits_and_is_late_only_when_it_waits_for_us(state, days, words, tone):
    said = waiting(state, date(2026, 11, 24 - days) if days < 24 else date(2026, 10, 25), date(2026, 11, 24))
    assert (said.words.replace("\u00a0", " "), said.tone) == (words, tone)

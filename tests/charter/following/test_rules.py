"""What a change of the facts makes of a label: pure, by the charter of 2013."""

import pytest

from solozere.charter.following.rules import consequence
from solozere.charter.rules import assess
from tests.charter.charters import COMPTOIR, DAY, TELECENTRE, facts, lozere

BOTH = {**COMPTOIR, **TELECENTRE}
RANKS = {label.code: label.rank for label in lozere().labels}


def found(borne, before, after):
    charter = lozere()
    return consequence(borne, RANKS, assess(facts(before), charter, DAY), assess(facts(after), charter, DAY))


def without(values, name):
    return {key: value for key, value in values.items() if key != name}


@pytest.mark.parametrize(
    ("borne", "before", "after", "bears", "better"),
    [
        ("comptoir", COMPTOIR, COMPTOIR, "comptoir", None),
        ("comptoir", COMPTOIR, {**COMPTOIR, "service.free_wifi": False}, None, None),
        ("comptoir", COMPTOIR, without(COMPTOIR, "service.free_wifi"), None, None),
        ("telecentre", BOTH, {**BOTH, "service.private_offices": False}, "comptoir", None),
        ("telecentre", BOTH, {**BOTH, "service.free_wifi": False}, "telecentre", None),
        ("comptoir", COMPTOIR, BOTH, "comptoir", "telecentre"),
        ("comptoir", BOTH, BOTH, "comptoir", None),
        ("comptoir", BOTH, {**BOTH, "service.free_wifi": False}, None, None),
        (None, {}, COMPTOIR, None, "comptoir"),
        (None, COMPTOIR, {}, None, None),
    ],
    ids=[
        "nothing changes",
        "a criterion is no longer met",
        "a criterion is no longer known",
        "the lesser label is still reached",
        "a criterion of another label",
        "a better one is proposed, not given",
        "a better one that was reached before is nothing new",
        "a better one still reached is not given in exchange",
        "a former member reaches one again",
        "a former member loses what it did not bear",
    ],
)
def test_the_label_follows_the_facts_downwards_only(borne, before, after, bears, better):
    its = found(borne, before, after)
    assert (its.bears, its.better) == (bears, better)
    assert its.lost == (borne is not None and bears != borne)
    assert bool(its.missing) == its.lost


def test_what_was_doubtful_before_is_no_reason_to_take_a_label_off():
    known = without(COMPTOIR, "service.free_wifi")
    its = found("comptoir", known, {**known, "service.printer": True})
    assert not its.lost
    assert found("comptoir", known, {**known, "service.free_wifi": False}).lost


def test_the_criteria_whose_verdict_changed_are_named():
    its = found("comptoir", COMPTOIR, {**COMPTOIR, "service.free_wifi": False})
    assert [(one.short, one.before, one.after) for one in its.criteria] == [("le wifi gratuit", "met", "not_met")]
    assert its.to_review
    assert not found("comptoir", COMPTOIR, COMPTOIR).to_review

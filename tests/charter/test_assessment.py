"""What the charter says of a place's facts, situation by situation."""

from dataclasses import replace
from datetime import date

import pytest

from solozere.charter.rules import Assessment, NotInForce, assess, charter_of
from solozere.core.predicates import Verdict
from tests.charter.charters import COMPTOIR, DAY, LOZERE, TELECENTRE, TINY, definition, facts, lozere

COMPTOIR_IDS = {"ouvert-au-public", "sans-restriction", "espace-dedie", "wifi-gratuit"}
TELECENTRE_IDS = {"reception", "animation", "services-elargis", "connexion-professionnelle", "bureaux-individuels"}


def reached(assessment: Assessment) -> set[str]:
    return {label.code for label in assessment.labels if label.reached}


@pytest.mark.parametrize(
    ("declared", "labels", "borne"),
    [
        pytest.param(COMPTOIR, {"comptoir"}, "comptoir", id="comptoir only"),
        pytest.param(TELECENTRE, {"telecentre"}, "telecentre", id="télécentre, not open to all and its wifi not known"),
        pytest.param({**TELECENTRE, "service.free_wifi": False}, {"telecentre"}, "telecentre", id="télécentre without free wifi"),
        pytest.param({**COMPTOIR, **TELECENTRE}, {"comptoir", "telecentre"}, "telecentre", id="both: télécentre is borne"),
        pytest.param({}, set(), None, id="nothing known"),
        pytest.param({**COMPTOIR, "service.free_wifi": False}, set(), None, id="a comptoir without free wifi is none"),
        pytest.param({**TELECENTRE, "service.private_offices": False}, set(), None, id="no office said in services, none counted"),
        pytest.param(
            {**TELECENTRE, "service.private_offices": False, "spaces.private_office.count": 2},
            {"telecentre"},
            "telecentre",
            id="offices counted among the spaces",
        ),
        pytest.param(
            {**TELECENTRE, "service.printer": False, "spaces.meeting_room.count": 1},
            {"telecentre"},
            "telecentre",
            id="a meeting room is a wider service",
        ),
        pytest.param(
            {**TELECENTRE, "service.printer": False, "service.visio": False, "service.meeting_room": False, "spaces.meeting_room.count": 0},
            set(),
            None,
            id="no wider service",
        ),
    ],
)  # fmt: skip
def test_labels_reached_and_borne(declared: dict[str, bool | int | float], labels: set[str], borne: str | None):
    assessment = assess(facts(declared), lozere(), DAY)
    assert reached(assessment) == labels
    assert assessment.borne == borne


@pytest.mark.parametrize("removed", sorted(TELECENTRE))
def test_each_criterion_of_a_telecentre_is_needed(removed: str):
    declared = {name: value for name, value in TELECENTRE.items() if name != removed}
    assert reached(assess(facts(declared), lozere(), DAY)) == set()


@pytest.mark.parametrize("removed", sorted(COMPTOIR))
def test_each_criterion_of_a_comptoir_is_needed(removed: str):
    declared = {name: value for name, value in COMPTOIR.items() if name != removed}
    assert reached(assess(facts(declared), lozere(), DAY)) == set()


def test_what_is_missing_tells_what_is_not_met_from_what_is_not_known():
    declared = {"service.public_access": True, "service.free_wifi": False}
    assessment = assess(facts(declared), lozere(), DAY)
    label = assessment.label("comptoir")
    assert label is not None
    assert (label.unmet, label.unknown) == (("wifi-gratuit",), ("espace-dedie",))
    assert (label.met, label.required) == (2, 4)
    said = assessment.missing("comptoir").replace("\u00a0", " ")
    assert said == "Il manque : le wifi gratuit. Pas encore renseigné : un espace dédié au télétravail."
    assert assessment.missing("nowhere") == ""
    assert assess(facts(COMPTOIR), lozere(), DAY).missing("comptoir") == ""


def test_only_facts_that_can_still_change_a_label_are_open():
    assessment = assess(facts({"service.public_access": True}), lozere(), DAY)
    assert assessment.label("comptoir").open == ("service.telework_space", "service.free_wifi")
    settled = assess(facts({"service.free_wifi": False}), lozere(), DAY)
    assert settled.label("comptoir").open == ()


def test_each_verdict_comes_with_the_fact_used_and_who_confirmed_it():
    assessment = assess(facts(COMPTOIR), lozere(), DAY)
    wifi = next(criterion for criterion in assessment.criteria if criterion.id == "wifi-gratuit")
    assert wifi.verdict == Verdict.MET
    assert [(fact.name, fact.confirmed_by, fact.confirmed_on) for fact in wifi.used] == [
        ("service.free_wifi", "Ada Exemple", date(2014, 5, 2))
    ]


def test_the_words_of_facts_are_used_to_say_what_would_change():
    assessment = assess({}, lozere(), DAY, {"service.free_wifi": "Wifi gratuit"})
    wifi = next(criterion for criterion in assessment.criteria if criterion.id == "wifi-gratuit")
    assert "Wifi gratuit" in wifi.change


def test_with_no_fact_everything_is_unknown_and_nothing_is_refused():
    assessment = assess({}, lozere(), DAY)
    assert {criterion.verdict for criterion in assessment.criteria} == {Verdict.UNKNOWN}
    assert {label.verdict for label in assessment.labels} == {Verdict.UNKNOWN}


def test_the_two_sets_of_2013_are_those_of_the_announcement():
    charter = lozere()
    counted = {label.code: {c.id for c in charter.criteria_of(label.code) if c.counts} for label in charter.labels}
    assert counted == {"comptoir": COMPTOIR_IDS, "telecentre": TELECENTRE_IDS}
    assert not COMPTOIR_IDS & TELECENTRE_IDS


def test_a_proposal_is_judged_but_does_not_block_until_it_is_activated():
    charter = lozere()
    assessment = assess(facts({**TELECENTRE, "hours.known": False}), charter, DAY)
    proposal = next(criterion for criterion in assessment.criteria if criterion.id == "horaires-publies")
    assert (proposal.verdict, proposal.counts, proposal.proposed) == (Verdict.NOT_MET, False, True)
    assert assessment.borne == "telecentre"
    activated = replace(
        charter, criteria=tuple(replace(c, activated=c.id == "horaires-publies") for c in charter.criteria)
    )
    refused = assess(facts({**TELECENTRE, "hours.known": False}), activated, DAY)
    assert refused.borne is None
    assert refused.label("telecentre").unmet == ("horaires-publies",)


def test_a_pack_may_say_otherwise_which_label_is_borne():
    charter = charter_of(definition(TINY / "charter" / "seconde.toml"))
    declared = {"service.public_access": True, "service.free_wifi": True, "connection.down_mbps": 30.0}
    assessment = assess(facts(declared), charter, date(2025, 6, 1))
    assert reached(assessment) == {"escale", "atelier"}
    assert assessment.borne == "escale"


@pytest.mark.parametrize(("on", "judged"), [
    (date(2013, 3, 2), False), (date(2013, 3, 3), True), (date(2030, 1, 1), True),
])  # fmt: skip
def test_a_charter_judges_only_while_it_is_in_force(on: date, judged: bool):
    if judged:
        assert assess({}, lozere(), on).on == on
        return
    with pytest.raises(NotInForce, match="en vigueur depuis le 3 mars 2013.* au 2 mars 2013"):
        assess({}, lozere(), on)


@pytest.mark.parametrize(("on", "judged"), [
    (date(2019, 12, 31), False), (date(2020, 1, 1), True), (date(2024, 12, 31), True), (date(2025, 1, 1), False),
])  # fmt: skip
def test_both_ends_of_a_version_are_included(on: date, judged: bool):
    charter = charter_of(definition(TINY / "charter" / "premiere.toml"))
    if judged:
        assert assess({}, charter, on).charter == "premiere"
        return
    with pytest.raises(NotInForce, match="du 1er janvier 2020 au 31 décembre 2024"):
        assess({}, charter, on)


def test_an_assessment_is_read_back_as_it_was_kept_without_names_of_people():
    assessment = assess(facts({**COMPTOIR, "connection.down_mbps": 42.5}), lozere(), DAY)
    kept = assessment.as_json()
    assert "Ada Exemple" not in str(kept)
    again = Assessment.from_json(kept)
    assert again.as_json() == kept
    assert (again.borne, again.labels, again.on) == (assessment.borne, assessment.labels, DAY)


def test_texts_are_read_in_english_where_the_pack_gives_them():
    tables = definition(LOZERE / "charter" / "2013.toml")
    english = charter_of(tables, "en")
    assert english.title == "Quality charter of the places that welcome teleworkers"
    assert english.labels[0].name == "Télécentre"
    assert charter_of(tables, "de").title == charter_of(tables).title

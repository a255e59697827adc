"""A charter badly written: what is said of it."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from solozere.charter.rules import CharterError, charter_of, read_charter
from solozere.charter.rules.parsing import TONES
from solozere.places.models import Label
from tests.charter.charters import TINY, definition

REMOVED = object()


def changed(table: str, index: int, key: str, value: Any) -> dict[str, Any]:
    tables = deepcopy(definition(TINY / "charter" / "seconde.toml"))
    row = tables[table] if table == "charter" else tables[table][index]
    if value is REMOVED:
        del row[key]
    else:
        row[key] = value
    return tables


@pytest.mark.parametrize(
    ("table", "index", "key", "value", "sentence"),
    [
        ("charter", 0, "title", REMOVED, "« title » attend un texte"),
        ("charter", 0, "title", "x" * 201, "200 au plus"),
        ("charter", 0, "code", "Deux mille", "minuscules sans accent"),
        ("charter", 0, "in_force_from", "hier", "attend une date"),
        ("charter", 0, "in_force_from", REMOVED, "attend une date"),
        ("charter", 0, "in_force_until", "2024-01-01", "la fin doit suivre le début"),
        ("charter", 0, "membership_years", 0, "attend un nombre d’années"),
        ("charter", 0, "membership_years", True, "attend un nombre d’années"),
        ("charter", 0, "membership_years", 3, None),
        ("charter", 0, "colour", "red", "« colour » n’est pas attendu ici"),
        ("labels", 0, "tone", "pink", "comptoir, telecentre"),
        ("labels", 0, "rank", True, "nombre entier"),
        ("labels", 1, "rank", 1, "« 1 » est donné deux fois"),
        ("labels", 1, "code", "escale", "« escale » est donné deux fois"),
        ("criteria", 1, "id", "public", "« public » est donné deux fois"),
        ("criteria", 0, "labels", ["phare"], "« phare » n’est pas un label"),
        ("criteria", 0, "labels", [], "pour quels labels"),
        ("criteria", 0, "labels", "escale", "pour quels labels"),
        ("criteria", 0, "status", "law", "le statut est"),
        ("criteria", 0, "status", ["law"], "le statut est"),
        ("criteria", 0, "activated", True, "seule une proposition s’active"),
        ("criteria", 1, "activated", "yes", "true ou false"),
        ("criteria", 0, "when", {"wifi": "x"}, "« wifi » n’est pas une condition"),
        ("criteria", 0, "when", REMOVED, "« when »"),
        ("criteria", 0, "evidence", REMOVED, "« evidence » s’écrit"),
        ("criteria", 0, "evidence", {"text": "", "status": "proposal"}, "dans « evidence » : « text » attend un texte"),
        ("criteria", 0, "evidence", {"text": "x", "status": "law"}, "dans « evidence » : le statut est"),
        ("criteria", 0, "reading", "une phrase", "« reading » s’écrit"),
        ("criteria", 2, "labels", ["escale"], None),
    ],
)
def test_a_fault_is_said_at_its_key(table: str, index: int, key: str, value: Any, sentence: str | None):
    charter, faults = read_charter(changed(table, index, key, value))
    if sentence is None:
        assert charter is not None
        return
    assert charter is None
    said = [f.message.replace("\u00a0", " ") for f in faults if (f.table, f.index, f.key) == (table, index, key)]
    assert len(said) == 1
    assert sentence in said[0]


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({}, "aucune table [[labels]]"),
        ({"charter": [1]}, "il manque la table [charter]"),
        ({"labels": ["x"], "criteria": [3]}, "il manque la table [labels]"),
        ({"rules": {}}, "« rules » n’est pas attendu"),
    ],
)
def test_a_file_that_is_no_charter_is_refused_without_failing(tables: dict[str, Any], sentence: str):
    with pytest.raises(CharterError) as error:
        charter_of(tables)
    assert sentence in str(error.value).replace("\u00a0", " ")


def test_a_label_whose_criteria_are_all_idle_proposals_is_refused():
    tables = definition(TINY / "charter" / "premiere.toml")
    tables["criteria"][0]["status"] = "proposal"
    charter, faults = read_charter(tables)
    assert charter is None
    assert "aucun critère qui compte" in faults[0].message


def test_all_faults_are_said_at_once():
    tables = changed("criteria", 0, "status", "law")
    tables["charter"]["title"] = ""
    assert len(read_charter(tables)[1]) == 2


def test_without_ranks_the_order_of_the_file_decides():
    tables = definition(TINY / "charter" / "seconde.toml")
    for label in tables["labels"]:
        del label["rank"]
    assert [(label.code, label.rank) for label in charter_of(tables).labels] == [("escale", 1), ("atelier", 2)]


def test_the_looks_of_a_label_are_those_that_pages_draw():
    assert set(TONES) == set(Label.Tone.values)


@pytest.mark.parametrize(
    ("years", "since", "due"),
    [
        (3, date(2026, 11, 24), date(2029, 11, 24)),
        (1, date(2024, 2, 29), date(2025, 2, 28)),
        (None, date(2026, 1, 1), None),
    ],
)
def test_a_membership_is_due_after_the_years_that_the_charter_says(years, since, due):
    assert charter_of(changed("charter", 0, "membership_years", years)).due_on(since) == due

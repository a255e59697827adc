"""The three-valued engine: its logic, its words, and what it says of a rule that is badly written."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solozere.core.predicates import (
    Fact,
    Facts,
    Predicate,
    PredicateError,
    Verdict,
    all_of,
    evaluate,
    open_facts,
    parse,
)
from solozere.core.predicates.leaves import Known, Threshold, Truth
from solozere.core.predicates.several import Not, Several

MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
BOOLEANS, NUMBERS = ["a", "b", "c"], ["x", "y"]


def facts(**values: bool | int | float | str | None) -> dict[str, Fact]:
    return {name.replace("__", "."): Fact(name.replace("__", "."), value) for name, value in values.items()}


leaves = st.one_of(
    st.builds(Truth, st.sampled_from(BOOLEANS), st.booleans()),
    st.builds(Threshold, st.sampled_from(NUMBERS), st.integers(-3, 3), st.booleans()),
    st.builds(Known, st.sampled_from(BOOLEANS + NUMBERS)),
)


def several(parts: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    lists = st.lists(parts, min_size=1, max_size=4).map(tuple)
    counted = lists.flatmap(lambda kept: st.builds(Several, st.just(kept), st.integers(1, len(kept))))
    return st.one_of(counted, st.builds(Not, parts))


predicates = st.recursive(leaves, several, max_leaves=12)
values = st.fixed_dictionaries(
    {},
    optional={
        **{name: st.booleans() for name in BOOLEANS},
        **{name: st.integers(-4, 4) for name in NUMBERS},
    },
)
some_facts = values.map(lambda given: {name: Fact(name, value) for name, value in given.items()})
all_facts = st.fixed_dictionaries(
    {**{name: st.booleans() for name in BOOLEANS}, **{name: st.integers(-4, 4) for name in NUMBERS}}
).map(lambda given: {name: Fact(name, value) for name, value in given.items()})


@given(predicates, some_facts, all_facts)
def test_learning_a_fact_never_turns_a_settled_verdict(predicate: Predicate, known: Facts, truth: Facts):
    verdict = predicate.verdict(known)
    if verdict != UNKNOWN:
        assert predicate.verdict({**truth, **known}) == verdict


@given(predicates, some_facts, all_facts)
def test_only_open_facts_can_change_the_verdict(predicate: Predicate, known: Facts, truth: Facts):
    still_open = open_facts(predicate, known)
    assert not set(still_open) & set(known)
    others = {name: fact for name, fact in truth.items() if name not in still_open}
    assert predicate.verdict({**others, **known}) == predicate.verdict(known)


@given(predicates, some_facts)
def test_a_verdict_is_settled_exactly_when_no_fact_is_open(predicate: Predicate, known: Facts):
    assert (predicate.verdict(known) == UNKNOWN) == bool(open_facts(predicate, known))


@given(predicates, all_facts)
def test_when_everything_is_known_the_verdict_is_settled(predicate: Predicate, truth: Facts):
    assert predicate.verdict(truth) != UNKNOWN


@given(predicates, some_facts)
def test_the_facts_used_are_enough_to_reach_the_same_verdict(predicate: Predicate, known: Facts):
    outcome = evaluate(predicate, known)
    assert evaluate(predicate, {fact.name: fact for fact in outcome.used}).verdict == outcome.verdict


@given(st.lists(predicates, min_size=1, max_size=4), some_facts)
def test_de_morgan(parts: list[Predicate], known: Facts):
    negated = Not(Several(tuple(parts), len(parts)))
    assert negated.verdict(known) == Several(tuple(Not(part) for part in parts), 1).verdict(known)


@given(predicates, predicates, predicates, some_facts)
def test_kleene_laws(p: Predicate, q: Predicate, r: Predicate, known: Facts):
    def both(*parts: Predicate) -> Predicate:
        return Several(parts, len(parts))

    def either(*parts: Predicate) -> Predicate:
        return Several(parts, 1)

    pairs = [
        (Not(Not(p)), p),
        (both(p, p), p),
        (both(p, q), both(q, p)),
        (either(p, q), either(q, p)),
        (both(p, both(q, r)), both(p, q, r)),
        (both(p, either(q, r)), either(both(p, q), both(p, r))),
        (either(p, both(p, q)), p),
    ]
    for left, right in pairs:
        assert left.verdict(known) == right.verdict(known)


@given(predicates, some_facts)
def test_every_verdict_is_explained(predicate: Predicate, known: Facts):
    assert evaluate(predicate, known).change.endswith(".")


@pytest.mark.parametrize(
    ("text", "known", "verdict"),
    [
        ('{ is_true = "a" }', {"a": True}, MET),
        ('{ is_true = "a" }', {"a": False}, NOT_MET),
        ('{ is_true = "a" }', {}, UNKNOWN),
        ('{ is_true = "a" }', {"a": None}, UNKNOWN),
        ('{ is_true = "a" }', {"a": 1}, UNKNOWN),
        ('{ is_false = "a" }', {"a": False}, MET),
        ('{ is_false = "a" }', {"a": True}, NOT_MET),
        ('{ at_least = { fact = "n", value = 30, unit = "Mbit/s" } }', {"n": 30}, MET),
        ('{ at_least = { fact = "n", value = 30, unit = "Mbit/s" } }', {"n": 29.9}, NOT_MET),
        ('{ at_least = { fact = "n", value = 1 } }', {"n": True}, UNKNOWN),
        ('{ at_least = { fact = "n", value = 1 } }', {"n": "2"}, UNKNOWN),
        ('{ at_least = { fact = "n", value = 1 } }', {"n": float("nan")}, UNKNOWN),
        ('{ at_least = { fact = "n", value = 1 } }', {"n": 10**400}, MET),
        ('{ at_most = { fact = "n", value = 4 } }', {"n": 4}, MET),
        ('{ at_most = { fact = "n", value = 4 } }', {"n": 5}, NOT_MET),
        ('{ equals = { fact = "k", value = "firm" } }', {"k": "firm"}, MET),
        ('{ equals = { fact = "k", value = "firm" } }', {"k": "town"}, NOT_MET),
        ('{ equals = { fact = "k", value = 1 } }', {"k": True}, UNKNOWN),
        ('{ one_of = { fact = "k", values = ["firm", "town"] } }', {"k": "town"}, MET),
        ('{ one_of = { fact = "k", values = ["firm", "town"] } }', {"k": "farm"}, NOT_MET),
        ('{ known = "a" }', {"a": False}, MET),
        ('{ known = "a" }', {}, UNKNOWN),
        ('{ not = { is_true = "a" } }', {"a": False}, MET),
        ('{ not = { is_true = "a" } }', {}, UNKNOWN),
        ('{ all = [{ is_true = "a" }, { is_true = "b" }] }', {"a": True}, UNKNOWN),
        ('{ all = [{ is_true = "a" }, { is_true = "b" }] }', {"b": False}, NOT_MET),
        ('{ any = [{ is_true = "a" }, { is_true = "b" }] }', {"b": True}, MET),
        ('{ any = [{ is_true = "a" }, { is_true = "b" }] }', {"b": False}, UNKNOWN),
        ('{ some_of = { count = 2, of = [{ is_true = "a" }, { is_true = "b" }, { is_true = "c" }] } }', {"a": True, "c": True}, MET),
        ('{ some_of = { count = 2, of = [{ is_true = "a" }, { is_true = "b" }, { is_true = "c" }] } }', {"a": False, "c": False}, NOT_MET),
        ('{ any = [{ all = [{ is_true = "a" }, { not = { is_true = "b" } }] }, { is_true = "c" }] }', {"a": True, "b": False}, MET),
    ],
)  # fmt: skip
def test_the_verdict_of_each_kind_of_predicate(text: str, known: dict[str, bool | int | float | str], verdict: Verdict):
    predicate = parse(tomllib.loads(f"when = {text}")["when"])
    assert predicate.verdict(facts(**known)) == verdict


@pytest.mark.parametrize(
    ("text", "known", "change"),
    [
        ('{ is_true = "a" }', {"a": False}, "Il faudrait que « Wifi gratuit » soit « oui »."),
        ('{ is_true = "a" }', {}, "Reste à vérifier : il faut que « Wifi gratuit » soit « oui »."),
        ('{ is_true = "a" }', {"a": True}, "Cela ne tiendrait plus s’il arrivait que « Wifi gratuit » soit « non »."),
        ('{ not = { is_true = "a" } }', {"a": True}, "Il faudrait que « Wifi gratuit » soit « non »."),
        (
            '{ at_least = { fact = "n", value = 1400, unit = "€" } }',
            {"n": 42.5},
            "Il faudrait que « Débit » atteigne 1 400 € (42,5 € aujourd’hui).",
        ),
        (
            '{ at_least = { fact = "n", value = 3 } }',
            {"n": 3},
            "Cela ne tiendrait plus s’il arrivait que « Débit » reste sous 3 (3 aujourd’hui).",
        ),
        ('{ at_most = { fact = "n", value = 3 } }', {"n": 4}, "Il faudrait que « Débit » ne dépasse pas 3 (4 aujourd’hui)."),
        ('{ at_most = { fact = "n", value = 3 } }', {"n": 3}, "Cela ne tiendrait plus s’il arrivait que « Débit » dépasse 3 (3 aujourd’hui)."),
        ('{ one_of = { fact = "k", values = ["x", "y", "z"] } }', {}, "Reste à vérifier : il faut que « k » soit « x », « y » ou « z »."),
        ('{ equals = { fact = "k", value = "x" } }', {"k": "x"}, "Cela ne tiendrait plus s’il arrivait que « k » ne soit pas « x »."),
        ('{ known = "n" }', {}, "Reste à vérifier : il faut que « Débit » soit renseigné."),
        (
            '{ any = [{ is_true = "a" }, { known = "n" }] }',
            {"a": False},
            "Reste à vérifier : il faut que « Wifi gratuit » soit « oui » ou que « Débit » soit renseigné.",
        ),
        (
            '{ all = [{ is_true = "a" }, { known = "n" }] }',
            {"n": 2, "a": False},
            "Il faudrait que « Wifi gratuit » soit « oui ».",
        ),
        (
            '{ some_of = { count = 2, of = [{ is_true = "a" }, { is_true = "b" }, { is_true = "c" }] } }',
            {},
            "Reste à vérifier : il faut 2 conditions au moins parmi celles-ci : que « Wifi gratuit » soit « oui », "
            "que « b » soit « oui », que « c » soit « oui ».",
        ),
    ],
)  # fmt: skip
def test_what_would_change_the_verdict_is_said_in_french(
    text: str, known: dict[str, bool | int | float | str], change: str
):
    predicate = parse(tomllib.loads(f"when = {text}")["when"])
    said = evaluate(predicate, facts(**known), {"a": "Wifi gratuit", "n": "Débit"}).change
    assert said.replace("\u00a0", " ").replace("\u202f", " ") == change


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('"service.wifi"', "table d’une seule clé"),
        ("{}", "table d’une seule clé"),
        ('{ is_true = "a", is_false = "b" }', "table d’une seule clé"),
        ('{ wifi = "a" }', "« wifi » n’est pas une condition connue"),
        ("{ is_true = 3 }", "le nom d’un fait"),
        ('{ known = "" }', "le nom d’un fait"),
        ('{ at_least = "a" }', "at_least = { fact"),
        ('{ at_least = { fact = "a" } }', "at_least = { fact"),
        ('{ at_least = { fact = "a", value = 3, units = "m" } }', "at_least = { fact"),
        ('{ at_least = { fact = "a", value = "3" } }', "attend un nombre"),
        ('{ at_least = { fact = "a", value = true } }', "attend un nombre"),
        ('{ at_most = { fact = "a", value = nan } }', "attend un nombre"),
        ('{ at_most = { fact = "a", value = 3, unit = 4 } }', "l’unité"),
        ('{ equals = { fact = "a", value = [] } }', "d’une seule sorte"),
        ('{ one_of = { fact = "a", values = [] } }', "d’une seule sorte"),
        ('{ one_of = { fact = "a", values = ["x", 1] } }', "d’une seule sorte"),
        ('{ one_of = { fact = "a", values = "x" } }', "d’une seule sorte"),
        ("{ all = [] }", "une liste de conditions"),
        ('{ any = { is_true = "a" } }', "une liste de conditions"),
        ('{ any = [{ is_true = "a" }, { all = [{ is_true = 1 }] }] }', "dans « any », condition 2 : dans « all », condition 1 :"),
        ("{ not = 1 }", "dans « not »"),
        ('{ some_of = [{ is_true = "a" }] }', "some_of = { count"),
        ('{ some_of = { count = 2, of = [{ is_true = "a" }] } }', "un compte entre 1 et 1"),
        ('{ some_of = { count = true, of = [{ is_true = "a" }] } }', "un compte entre 1 et 1"),
    ],
)  # fmt: skip
def test_a_badly_written_predicate_is_refused_with_what_is_right(text: str, sentence: str):
    with pytest.raises(PredicateError) as error:
        parse(tomllib.loads(f"when = {text}")["when"])
    assert sentence in str(error.value).replace("\u00a0", " ")


def test_a_predicate_nested_without_end_is_refused():
    raw: object = {"is_true": "a"}
    for _ in range(5000):
        raw = {"not": raw}
    with pytest.raises(PredicateError, match="niveaux"):
        parse(raw)


def test_names_and_kinds_of_facts_are_listed_once_in_order():
    predicate = parse({"all": [{"is_true": "b"}, {"at_least": {"fact": "n", "value": 1}}, {"not": {"known": "b"}}]})
    assert predicate.names() == ("b", "n")
    assert predicate.kinds() == [("b", "boolean"), ("n", "number"), ("b", None)]


def test_nothing_asked_is_met():
    assert evaluate(all_of([]), {}).verdict == MET


def test_a_decision_keeps_a_fact_without_the_name_of_who_confirmed_it():
    fact = Fact("service.wifi", True, "Wifi", "visite", "Ada Exemple", date(2013, 4, 2))
    kept = fact.as_json()
    assert "Ada Exemple" not in str(kept)
    assert Fact.from_json(kept) == Fact("service.wifi", True, "Wifi", "visite", "", date(2013, 4, 2))

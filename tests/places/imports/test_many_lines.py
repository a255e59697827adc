"""Thousands of lines of one commune cost what they would cost anywhere, and nobody waits for what was decided before."""

import pytest

from solozere.places.actions import confirm_group
from solozere.places.imports import creating, neighbours, running
from solozere.places.imports.communes import Town
from solozere.places.imports.neighbours import Neighbour
from solozere.places.imports.parsed import ParsedRow
from solozere.places.models import Place
from tests.places.imports.test_importing import BIEF, PERSON, outcomes

pytestmark = pytest.mark.django_db


def test_a_thousand_namesakes_apart_get_a_number_each(run):
    rows = [ParsedRow(n, groups={"identity": {"name": "Mairie"}}) for n in range(1000)]
    assert list(creating._free_slugs(rows))[:3] == ["mairie", "mairie-2", "mairie-3"]
    assert len(set(creating._free_slugs(rows))) == 1000


class Counted(set):
    """How often it is asked whether something is in it."""

    asked = 0

    def __contains__(self, one) -> bool:
        Counted.asked += 1
        return super().__contains__(one)


def test_numbering_namesakes_looks_a_few_times_for_each(db, monkeypatch):
    monkeypatch.setattr(creating, "taken_slugs", Counted)
    rows = [ParsedRow(n, groups={"identity": {"name": "Mairie"}}) for n in range(1000)]
    assert len(list(creating._free_slugs(rows))) == 1000
    assert Counted.asked < 6000


def test_a_name_is_likened_to_a_bounded_number_of_others(monkeypatch, communes):
    monkeypatch.setattr(neighbours, "AT_MOST", 50)
    found, likened = neighbours.Neighbours(), []
    extract = neighbours.process.extract

    def counted(words, names, **options):
        likened.append(len(names))
        return extract(words, names, **options)

    monkeypatch.setattr(neighbours.process, "extract", counted)
    town = Town("99001", "Valbourg", True, None, frozenset())
    for n in range(200):
        name = "".join(chr(ord("a") + int(digit)) for digit in str(n)) * 3
        row = ParsedRow(n, town=town, groups={"identity": {"name": name}})
        assert found.like(row) is None
        found.add(Neighbour(name, "99001", None, False, line=n))
    assert max(likened) == 50
    again = found.like(ParsedRow(999, town=town, groups={"identity": {"name": "aaa"}}))
    assert (again.neighbour.line, again.same_name) == (0, True)


def test_nothing_is_decided_again_under_the_lock_where_nothing_changed(run, monkeypatch):
    times = []
    decide = running.decide
    monkeypatch.setattr(running, "decide", lambda *args: times.append(1) or decide(*args))
    run(BIEF)
    assert len(times) == 1

    def meanwhile(*args):
        decisions = decide(*args)
        times.append(1)
        if len(times) == 2:
            confirm_group(Place.objects.get(), "contact", author=PERSON)
        return decisions

    monkeypatch.setattr(running, "decide", meanwhile)
    assert outcomes(run("1;Le Bief;Valbourg;99100;44.5;3.5;;04 66 99 99 99;", "2;Autre;Hautval;99200;;;;;")) == [
        "conflict",
        "created",
    ]
    assert len(times) == 3

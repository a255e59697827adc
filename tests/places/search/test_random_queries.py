"""Five hundred random searches give what a plain reading of the places gives: so both engines answer alike, in one order."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import log

import pytest
import time_machine
from django.db.models import F
from django.http import QueryDict

from solozere.core.fulltext.index import weighted
from solozere.core.fulltext.words import stem_of
from solozere.core.fulltext.words import words_of as words_in
from solozere.core.geo import Point, distance_km
from solozere.core.registries import PlaceFacet, place_facets
from solozere.places.map.features import Mesh, of_search
from solozere.places.models import Place
from solozere.places.opening import opening_of
from solozere.places.search.answers import answer
from solozere.places.search.keeping import sort_key, words_of
from solozere.places.search.params import PER_PAGE
from solozere.places.search.reading import parse
from tests.factories import CommuneFactory
from tests.fixtures.places import CATALOGUE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 7, 31, tzinfo=UTC)
HOURS = ["", "24/7", "Mo-Fr 09:00-12:00,14:00-18:00", "Mo 14:00-19:00; Tu-Sa 10:00-12:30", "Mo-Su 20:00-02:00"]
WORDS = ["Relais", "Grange", "Moulin", "Étoile", "Fontaine", "Œuvre", "Atelier", "Pré", "Haut", "Source"]
SPANS = [
    "2026-11-24T09:00/12:00",
    "2026-11-24T22:00/02:00",
    "2026-11-23T20:30/23:00",
    "2026-11-28T10:00/12:30",
    "2026-12-20T09:00/09:01",
]


@pytest.fixture
def country(make_place, monkeypatch):
    """Eighty places around six communes, some at the same point, with the same name, or without anything."""
    rnd = random.Random(2653)
    communes = [
        CommuneFactory(name=f"{name}-le-Val", point=Point(44.3 + n / 9, 3.1 + n / 8))
        for n, name in enumerate(WORDS[:6])
    ]
    communes.append(CommuneFactory(name="Sans-Point", point=None))
    for _n in range(80):
        commune = rnd.choice(communes)
        status = rnd.choices(["in_service", "planned", "opening", "suspended", "closed"], [12, 2, 1, 2, 1])[0]
        at = None
        if commune.point is not None and rnd.random() < 0.8:
            spread = rnd.choice([0.0, 0.02, 0.2])
            at = (commune.lat + rnd.uniform(-spread, spread), commune.lon + rnd.uniform(-spread, spread))
        make_place(
            " ".join(rnd.sample(WORDS, rnd.randint(1, 2))),
            commune=commune,
            at=at,
            status=status,
            services=rnd.sample(list(CATALOGUE), rnd.randint(0, 4)),
            label=rnd.choice(["", "", "telecentre", "comptoir"]) if status in ("in_service", "suspended") else "",
            hours=rnd.choice(HOURS),
            confirmed_at=NOW - timedelta(days=rnd.choice([1, 20, 150, 170, 190])),
        )
    parity = PlaceFacet("parite", "Parité", lambda: [("pair", "Pair"), ("impair", "Impair")], of_parity)
    monkeypatch.setattr(place_facets, "_entries", {"parite": (1, parity)})
    return communes


def of_parity(value):
    """A facet as an app above would register one."""
    return Place.objects.annotate(parity=F("id") % 2).filter(parity=value == "impair").values("pk")


def random_query(rnd, communes):
    """A parameter at a time, each present or not."""
    said = {"zone": [zone(rnd)], "rayon": [rnd.choice(["5", "10", "20", "30", "50"])]}
    chances = {"zone": 0.2, "rayon": 0.4, "ou": 0.5, "pres": 0.25, "ouvert": 0.4, "q": 0.3, "tri": 0.3}
    commune = rnd.choice(communes)
    said["ou"] = [rnd.choice([commune.name, commune.pk, commune.name.replace("-le-", "-la-")])]
    said["pres"] = [f"{rnd.uniform(44, 45.2):.3f},{rnd.uniform(3, 4):.3f}"]
    said["label"] = rnd.sample(["telecentre", "comptoir", "sans-label", "prevus"], rnd.randint(1, 2))
    said["service"] = rnd.sample(list(CATALOGUE), rnd.randint(1, 2))
    said["parite"] = [rnd.choice(["pair", "impair"])]
    said["ouvert"] = [rnd.choice(["maintenant", *SPANS])]
    said["q"] = [" ".join(rnd.sample([*WORDS, "imprimante", "wifi", "gra", "four", "zzyzxy"], rnd.randint(1, 2)))]
    said["tri"] = [rnd.choice(["distance", "nom", "pertinence"])]
    query = QueryDict(mutable=True)
    for name, values in said.items():
        if rnd.random() < chances.get(name, 0.3):
            query.setlist(name, values)
    return query


def zone(rnd):
    """A box of half a degree."""
    west, south = rnd.uniform(3, 3.6), rnd.uniform(44.2, 44.8)
    return f"{west:.4f},{south:.4f},{west + 0.5:.4f},{south + 0.4:.4f}"


class Oracle:
    """The same answers by going through every place."""

    def __init__(self, here):
        self.here = here
        related = Place.objects.for_cards().prefetch_related("commune__former", "spaces", "services__service")
        self.places = [place for place in related if place.status != "closed"]
        self.words = {place.pk: weighted(words_of(place)) for place in self.places}
        self.services = {
            place.pk: {row.service_id for row in place.services.all() if row.available} for place in self.places
        }
        self.opened = {}

    def ids(self, search):
        scores = self.scores(search.text)
        kept = [place for place in self.places if self.meets(place, search, scores)]
        return [place.pk for place in sorted(kept, key=lambda place: self.key(place, search, scores))]

    def key(self, place, search, scores):
        first = 0
        if search.sort == "distance":
            first = round(distance_km(place.point, search.spot.point) * 1000)
        elif search.sort == "pertinence":
            first = -scores.get(place.pk, 0)
        return place.status in ("planned", "opening"), first, sort_key(place.name), place.pk

    def meets(self, place, search, scores):
        return (
            self.is_there(place, search)
            and (not search.text or place.pk in scores)
            and (not search.labels or self.group(place) in search.labels)
            and set(search.services) <= self.services[place.pk]
            and all(("impair" if place.pk % 2 else "pair") in values for _name, values in search.facets)
            and (not search.open_now or self.is_open(place, NOW))
            and (search.span is None or self.holds(place, search.span))
        )

    def is_there(self, place, search):
        if search.zone is not None:
            zone = search.zone
            if place.point is None or not (
                zone.south <= place.lat <= zone.north and zone.west <= place.lon <= zone.east
            ):
                return False
        if search.spot is None:
            return True
        if search.spot.point is None:
            return place.commune_id == search.spot.code
        return place.point is not None and distance_km(place.point, search.spot.point) <= search.km

    def group(self, place):
        if place.status in ("planned", "opening"):
            return "prevus"
        return (place.label_id or "sans-label") if place.status == "in_service" else ""

    def is_open(self, place, at):
        known = self.opened.get((place.pk, at))
        if known is None:
            known = self.opened[place.pk, at] = opening_of(place, at, self.here).is_open
        return known

    def holds(self, place, span):
        minutes = int((span.end - span.start).total_seconds() // 60)
        return all(self.is_open(place, span.start + timedelta(minutes=n)) for n in range(0, minutes, 5))

    def scores(self, text):
        if not text:
            return {}
        found = None
        asked = list(dict.fromkeys(words_in(text)))
        for position, word in enumerate(asked):
            last = position == len(asked) - 1
            vocabulary = {known for words in self.words.values() for known in words}
            means = {w for w in vocabulary if stem_of(w) == stem_of(word) or (last and w.startswith(word))}
            spread = sum(w in words for words in self.words.values() for w in means)
            rarity = max(1, round(10 * log(1 + len(self.places) / max(1, spread))))
            sums = {pk: rarity * sum(words.get(w, 0) for w in means) for pk, words in self.words.items()}
            sums = {pk: score for pk, score in sums.items() if score}
            found = sums if found is None else {pk: found[pk] + score for pk, score in sums.items() if pk in found}
        return found or {}


def everything(query, here):
    """Every page of a search, with the counts of the first."""
    search, _messages = parse(query, here)
    first = answer(search, here, NOW)
    ids = [pk for pk, _metres in first.places]
    for page in range(2, first.pages + 1):
        query["page"] = str(page)
        ids += [pk for pk, _metres in answer(parse(query, here)[0], here, NOW).places]
    return search, ids, first


def assert_map_shows(ids, question, asked):
    """The features are the places of the list that have a point; put together in cells, as many places."""
    located = set(Place.objects.filter(pk__in=ids).exclude(lat=None).values_list("pk", flat=True))
    alone = [json.loads(text) for text in of_search(question)]
    assert {feature["id"] for feature in alone} == located, asked
    assert len(alone) == len(located), asked
    together = [json.loads(text)["properties"] for text in of_search(question, Mesh(len(asked) % 8 - 3))]
    assert sum(properties.get("count", 1) for properties in together) == len(located), asked


@time_machine.travel(NOW, tick=False)
def test_five_hundred_random_searches_answer_like_a_plain_reading(country, valdore_here):
    rnd = random.Random(48)
    oracle, sizes = Oracle(valdore_here), set()
    for _turn in range(500):
        query = random_query(rnd, country)
        asked = query.urlencode()
        search, ids, first = everything(query, valdore_here)
        expected = oracle.ids(search)
        assert ids == expected, asked
        assert first.counts.total == len(expected), asked
        assert len(first.places) <= PER_PAGE
        assert_map_shows(ids, first.question, asked)
        sizes.add(len(expected))
    assert len(sizes) > 25  # the searches are not all empty or all the same


@time_machine.travel(NOW, tick=False)
def test_each_count_is_what_its_choice_gives(country, valdore_here):
    rnd = random.Random(7)
    oracle = Oracle(valdore_here)
    bits = dict(enumerate(CATALOGUE))
    for _turn in range(60):
        query = random_query(rnd, country)
        search, _ids, first = everything(query, valdore_here)
        counts = first.counts
        for label in ("telecentre", "comptoir", "sans-label", "prevus"):
            alone = oracle.ids(replace(search, labels=(label,)))
            assert counts.labels.get(label, 0) == len(alone), (query.urlencode(), label)
        for bit, service in bits.items():
            more = oracle.ids(replace(search, services=(*search.services, service)))
            assert counts.bits.get(bit, 0) == len(more), (query.urlencode(), service)
        opened = oracle.ids(replace(search, open_now=True, span=None))
        assert counts.open_now == len(opened), query.urlencode()
        for value in ("pair", "impair"):
            alone = oracle.ids(replace(search, facets=(("parite", (value,)),)))
            assert counts.facets.get(("parite", value), 0) == len(alone), (query.urlencode(), value)

"""What the benchmarks measure is comparable: the yardstick gives our answers, and the synthetic places are the same each time."""

import json

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import RequestFactory

from bench import places, report, yardstick
from solozere.core.fulltext.models import Word
from solozere.core.geo import Point
from solozere.places.map.features import of_search
from solozere.places.models import Label, Place, Service
from solozere.places.search.answers import answer
from solozere.places.search.asking import ask
from solozere.places.search.reading import parse
from tests.factories import CommuneFactory

pytestmark = pytest.mark.django_db
POINT = "44.300,3.300"


@pytest.fixture
def made(valdore_here, capsys):
    """A hundred and twenty places around four communes."""
    for n in range(4):
        CommuneFactory(name=f"Essai-{n}", point=Point(44.2 + n / 20, 3.2 + n / 20))
    places.make(120)
    call_command("reindex")
    return valdore_here


def ours(query, here):
    search, messages = parse(QueryDict(query), here)
    assert not messages
    found = answer(search, here, here.now())
    return found.counts, [pk for pk, _metres in found.places]


def queries():
    word = Word.objects.filter(text__regex="^[a-z]{6,}$").order_by("-documents", "text").first().text
    return [f"q={word}", f"pres={POINT}&rayon=20", f"pres={POINT}&rayon=20&ouvert=maintenant"]


def test_the_yardstick_gives_the_same_total_counts_and_first_twenty(made):
    for query in queries():
        counts, first = ours(query, made)
        bare = yardstick.answers(QueryDict(query))
        assert counts.total == bare["total"] > 5, query
        assert first == bare["first"], query
        assert counts.open_now == bare["open"], query
        assert {bit: n for bit, n in counts.bits.items() if n} == dict(bare["bits"]), query
        labels = {("" if label == "sans-label" else label): n for label, n in counts.labels.items()}
        assert labels == dict(bare["labels"]), query


def test_the_yardstick_prints_its_pages(made, client):
    factory = RequestFactory()
    page = yardstick.page(factory.get("/lieux/", {"pres": POINT, "rayon": "20"})).content.decode()
    assert page.count("<li>") == min(20, ours(f"pres={POINT}&rayon=20", made)[0].total)
    slug = Place.objects.order_by("pk").first().slug
    assert Place.objects.get(slug=slug).name in yardstick.place(factory.get("/"), slug).content.decode()


def test_the_yardstick_draws_the_same_places(made):
    zone = "3.0,44.0,4.2,44.8"
    bare = json.loads(yardstick.box(RequestFactory().get("/", {"zone": zone})).content)["features"]
    search, _messages = parse(QueryDict(f"zone={zone}"), made)
    features = [json.loads(text) for text in of_search(ask(search, made, made.now()))]
    assert [one["id"] for one in bare] == [one["id"] for one in features]
    assert len(bare) > 50


def test_the_places_are_made_alike_each_time(made):
    first = list(Place.objects.order_by("slug").values_list("slug", "name", "lat", "summary", "opening_hours"))
    Place.objects.all().delete()
    places.make(120)
    assert list(Place.objects.order_by("slug").values_list("slug", "name", "lat", "summary", "opening_hours")) == first
    assert Label.objects.count() == 2
    assert Service.objects.exists()


def test_the_figures_are_written_between_their_marks(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "HERE", tmp_path)
    readme = tmp_path / "README.md"
    readme.write_text(f"avant\n{report.START}\nanciens\n{report.END}\naprès\n", encoding="utf-8")
    figures = {"p50": 10.0, "p95": 12.0, "best": 9.0, "rps": 80.0, "bytes": 7000, "cpu": 8.5}
    memory = {system: {"own": 90.0, "files": 40.0} for system in ("ours", "yardstick")}
    row = {
        "engine": "sqlite",
        "size": 1000,
        "scenario": "text",
        "ours": figures,
        "yardstick": figures,
        "ratio": 1.0,
        "cpu_ratio": 1.0,
    }
    report.write([row | {"memory": memory, "304": {"p50": 1.2}}])
    text = readme.read_text(encoding="utf-8")
    assert "| sqlite | 1,000 | text | 10.0 / 12.0 / 9.0 | 8.5 | 80.0 | 7,000 |" in text
    assert "90.0 MB of its own" in text
    assert "anciens" not in text
    assert text.startswith("avant")
    assert text.endswith("après\n")
    assert json.loads((tmp_path / "results.json").read_text())[0]["size"] == 1000

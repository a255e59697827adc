"""The pack's section of the charter: what it writes, what it refuses and where."""

from pathlib import Path

import pytest

from solozere.charter.models import CharterVersion
from solozere.charter.pack import CharterSection
from solozere.core.packs import NewPack, Pack, Row
from solozere.places.models import Label
from tests.charter.charters import LOZERE, TINY
from tests.charter.conftest import SERVICES, load

NEW = NewPack("15", 'Can"tal', "Auvergne-Rhône-Alpes", "15014", "Aurillac", "Europe/Paris", (2.0, 44.6, 3.4, 45.5))


def checked(root: Path) -> Pack:
    """The pack as `check_territory` reads this section, with the catalogue of the tests."""
    pack, section = Pack(root), CharterSection()
    pack.rows["services"] = [Row(code, {}, "services.toml", 1) for code in SERVICES]
    pack.rows["charter"] = section.read(pack)
    section.check(pack, pack.rows["charter"])
    return pack


@pytest.fixture
def tiny(tmp_path: Path):
    """The tiny pack's charters, with `text` replaced in one of them."""

    def write(name: str = "", text: str = "", by: str = "") -> Pack:
        (tmp_path / "charter").mkdir(exist_ok=True)
        for path in (TINY / "charter").glob("*.toml"):
            content = path.read_text(encoding="utf-8")
            if path.stem == name:
                assert text in content
                content = content.replace(text, by, 1)
            (tmp_path / "charter" / path.name).write_text(content, encoding="utf-8")
        return checked(tmp_path)

    return write


@pytest.mark.parametrize("root", [LOZERE, TINY], ids=["lozere", "tiny"])
def test_the_packs_have_no_problem(root: Path):
    pack = checked(root)
    assert [str(problem) for problem in pack.problems] == []
    assert pack.rows["charter"]


def test_a_row_stands_at_its_own_line(tiny):
    rows = {row.key: row for row in tiny().rows["charter"]}
    assert list(rows) == ["label/escale", "label/atelier", "version/premiere", "version/seconde"]
    lines = (TINY / "charter" / "seconde.toml").read_text(encoding="utf-8").splitlines()
    assert lines[rows["label/atelier"].line] == 'code = "atelier"'
    assert rows["label/escale"].data["definition"] == "Un lieu de passage, avec du wifi."


@pytest.mark.parametrize(
    ("name", "text", "by", "written", "sentence"),
    [
        ("seconde", "service.free_wifi", "service.wifi", "when = { is_true", "« service.wifi » n’est pas un fait"),
        ("seconde", "connection.down_mbps", "service.free_wifi", "when = { at_least", "est un oui ou un non, pas un nombre"),
        ("seconde", 'id = "wifi"', 'id = "public"', 'id = "public"', "« public » est donné deux fois"),
        ("seconde", 'labels = ["atelier"]', 'labels = ["phare"]', 'labels = ["phare"]', "« phare » n’est pas un label"),
        ("seconde", "in_force_from = 2025-01-01", "in_force_from = 2024-12-31", "in_force_from", "est encore en vigueur le 2024-12-31"),
        ("premiere", "in_force_until = 2024-12-31\n", "", "in_force_from = 2025", "est encore en vigueur le 2025-01-01"),
        ("seconde", 'code = "seconde"', 'code = "premiere"', 'code = "premiere"', "est déjà dans charter/premiere.toml"),
        ("seconde", "value = 30", "value = trente", "when = { at_least", "ce n’est pas du TOML lisible"),
        ("seconde", '[charter]', "[charte]", "[charte]", "« charte » n’est pas attendu"),
        ("seconde", 'wording = "Le wifi est gratuit."', "wording = 3", "wording = 3", "« wording » attend un texte"),
    ],
)  # fmt: skip
def test_a_problem_is_said_at_its_line(tiny, name, text, by, written, sentence):
    pack = tiny(name, text, by)
    problems = [problem for problem in pack.problems if sentence in problem.message.replace("\u00a0", " ")]
    assert len(problems) == 1
    lines = (pack.root / problems[0].file).read_text(encoding="utf-8").splitlines()
    assert lines[problems[0].line - 1].startswith(written)


def test_a_pack_without_a_charter_has_no_row(tmp_path: Path):
    assert checked(tmp_path).rows["charter"] == []


@pytest.mark.django_db
def test_a_load_writes_labels_and_versions_and_a_second_one_changes_nothing():
    section, pack = CharterSection(), checked(TINY)
    for _ in range(2):
        for row in pack.rows["charter"]:
            section.write(row, section.find(row.key))
        states = {row.key: section.state(section.find(row.key)) for row in pack.rows["charter"]}
    assert Label.objects.count() == 2
    assert Label.objects.get(code="atelier").tone == "telecentre"
    assert CharterVersion.objects.count() == 2
    assert CharterVersion.objects.get(code="premiere").in_force_until.isoformat() == "2024-12-31"
    assert states["label/escale"]["rank"] == 1
    assert states["version/seconde"]["definition"]["criteria"][2]["id"] == "debit"


@pytest.mark.django_db
def test_an_edit_made_on_the_site_shows_in_the_state():
    load(TINY)
    section = CharterSection()
    before = section.state(section.find("label/escale"))
    Label.objects.filter(code="escale").update(name="Étape")
    assert section.state(section.find("label/escale")) != before
    assert section.find("label/phare") is None
    assert section.find("version/phare") is None


def test_a_new_territory_starts_with_a_charter_that_works_and_is_all_proposed(tmp_path: Path):
    for name, text in CharterSection().starter(NEW).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    pack = checked(tmp_path)
    assert pack.problems == []
    version = next(row for row in pack.rows["charter"] if row.key.startswith("version/"))
    assert {criterion["status"] for criterion in version.data["criteria"]} == {"proposal"}
    assert all(criterion["activated"] for criterion in version.data["criteria"])
    text = (tmp_path / "charter" / "charte.toml").read_text(encoding="utf-8")
    assert "Cantal" in text
    assert "Lozère" not in text

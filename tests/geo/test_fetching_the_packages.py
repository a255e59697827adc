"""The packages come by name and version, checked, kept once; a refusal says what to do. No network: the clients are fakes."""

import hashlib
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tools.geo import launch, sources
from tools.geo.errors import GeoError
from tools.geo.sources import CONTOURS, REGISTER, Source, fetch

CONTENT = b"the package"
PACKAGE = Source("a-package", "1.2.3", "a-package-1.2.3.tgz", hashlib.sha256(CONTENT).hexdigest(), "npm")


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An `npm` of our own that writes CONTENT where it is asked to, and notes its arguments."""
    folder = tmp_path / "bin"
    folder.mkdir()
    npm = folder / "npm"
    calls = tmp_path / "calls"
    npm.write_text(
        "#!/bin/sh\n"
        f'echo "$@" >> {calls}\n'
        'while [ "$1" != --pack-destination ]; do shift; done\n'
        f'printf "%s" "{CONTENT.decode()}" > "$2/{PACKAGE.file}"\n'
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return calls


def test_a_package_is_downloaded_once_then_kept(client: Path, tmp_path: Path) -> None:
    first = fetch(PACKAGE, tmp_path / "cache")
    assert first.read_bytes() == CONTENT
    assert fetch(PACKAGE, tmp_path / "cache") == first
    assert len(client.read_text().splitlines()) == 1
    assert client.read_text().strip().endswith("a-package@1.2.3")


def test_a_spoiled_copy_is_downloaded_again(client: Path, tmp_path: Path) -> None:
    kept = fetch(PACKAGE, tmp_path / "cache")
    kept.write_bytes(b"half of th")
    assert fetch(PACKAGE, tmp_path / "cache").read_bytes() == CONTENT


def test_another_content_under_the_same_name_is_refused_and_not_kept(client: Path, tmp_path: Path) -> None:
    with pytest.raises(GeoError, match="n’est pas celui qui est attendu"):
        fetch(replace(PACKAGE, sha256="0" * 64), tmp_path / "cache")
    assert not (tmp_path / "cache" / PACKAGE.file).exists()


def test_without_network_nor_copy_the_sentence_says_what_to_do(client: Path, tmp_path: Path) -> None:
    (tmp_path / "bin" / "npm").write_text("#!/bin/sh\necho 'the registry does not answer'\nexit 1\n")
    with pytest.raises(GeoError, match="n’a pas pu être téléchargé : vérifiez la connexion"):
        fetch(PACKAGE, tmp_path / "cache")
    assert "does not answer" in (tmp_path / "cache" / "npm.log").read_text()


def test_without_npm_the_sentence_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GeoError, match=r"La commande npm manque.*installez Node\.js"):
        fetch(PACKAGE, tmp_path / "cache")


def test_a_client_that_never_ends_is_stopped(client: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*args: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("npm", 300)

    monkeypatch.setattr(sources.subprocess, "run", endless)
    with pytest.raises(GeoError, match="n’a pas pu être téléchargé"):
        fetch(PACKAGE, tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(GeoError, match="choisissez-en un autre avec GEO_VAR"):
        fetch(PACKAGE, tmp_path / "cache")


@pytest.mark.parametrize("source", [CONTOURS, REGISTER], ids=lambda source: source.client)
def test_the_real_packages_are_pinned_to_a_version_and_a_hash(source: Source, tmp_path: Path) -> None:
    command = " ".join(source.command(tmp_path))
    assert re.fullmatch(r"\d+\.\d+\.\d+", source.version)
    assert re.fullmatch(r"[0-9a-f]{64}", source.sha256)
    assert source.version in source.file
    assert f"{source.name}=={source.version}" in command or f"{source.name}@{source.version}" in command
    assert "://" not in command
    assert "install" not in command


def test_the_tool_is_not_made_again_while_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def fake(command: list[str], log: object) -> None:
        ran.append(command[2])
        python = tmp_path / "geo-venv" / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(launch, "run", fake)
    launch.environment(tmp_path)
    launch.environment(tmp_path)
    assert ran == ["venv", "pip"]


def test_a_tool_that_cannot_be_installed_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(command: list[str], log: object) -> None:
        (tmp_path / "geo-venv").mkdir(exist_ok=True)
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setenv("GEO_VAR", str(tmp_path))
    monkeypatch.setattr(launch, "run", fails)
    assert launch.main([]) == launch.REFUSED
    assert "vérifiez la connexion" in capsys.readouterr().err
    assert not (tmp_path / "geo-venv").exists()


def test_a_folder_of_work_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GEO_VAR", str(tmp_path / "file"))
    assert launch.main([]) == launch.REFUSED
    assert "choisissez-en un autre avec GEO_VAR" in capsys.readouterr().err

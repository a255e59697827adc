"""`make run` refuses in one clear sentence, before it installs or starts anything."""

import ast
import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from tools import preflight

ROOT = settings.BASE_DIR
START = ROOT / "tools" / "start.py"


def start(tmp_path, *, before="", path="", **environ):
    """Runs tools/start.py as `make run` does, after the lines `before`: (exit code, what it said on stderr)."""
    code = f"import sys, runpy\n{before}\nsys.argv = [{str(START)!r}, 'run']\nrunpy.run_path({str(START)!r}, run_name='__main__')"
    clean = {"PATH": path, "HOME": str(tmp_path), "CALLER_DIR": str(tmp_path), "DATA_DIR": "data", **environ}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=clean, check=False, timeout=60
    )
    return done.returncode, done.stderr.strip(), done.stdout


@pytest.fixture
def busy_port():
    """A port that something listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def assert_one_sentence(result, *words):
    code, said, out = result
    assert code == 1
    assert out == ""
    assert len(said.splitlines()) == 1
    assert "Traceback" not in said
    for word in words:
        assert word in said


OLD = "sys.version_info = (3, 9, 18, 'final', 0)"


def test_a_python_that_is_too_old(tmp_path):
    assert_one_sentence(start(tmp_path, before=OLD), "Python 3.9 is too old", "3.11")


def test_a_newer_python_beside_the_old_one_is_taken(tmp_path):
    newer = tmp_path / "python3.12"
    newer.write_text('#!/bin/sh\necho newer "$@"\n')
    newer.chmod(0o755)
    code, _, out = start(tmp_path, before=OLD, path=f"{tmp_path}{os.pathsep}/usr/bin:/bin")
    assert (code, out.strip()) == (0, f"newer {START} run")


def test_it_parses_on_any_python():
    tree = ast.parse(START.read_text(), feature_version=(3, 4))
    modern = ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Match, ast.Starred, ast.AsyncFunctionDef
    assert not [node for node in ast.walk(tree) if isinstance(node, modern)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert not [f for f in functions if f.returns or any(a.annotation for a in f.args.args) or f.args.kwonlyargs]
    raised = [node for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.cause]
    assert not raised


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_venv(tmp_path, module):
    copy = tmp_path / "tools"
    copy.mkdir()
    (copy / "start.py").write_text(START.read_text())
    code = (
        f"import sys, runpy\nsys.modules[{module!r}] = None\nsys.argv = ['start.py', 'run']\n"
        f"runpy.run_path({str(copy / 'start.py')!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert_one_sentence((done.returncode, done.stderr.strip(), done.stdout), "no venv module", "python3-venv")


def test_a_port_in_use(tmp_path, busy_port):
    result = start(tmp_path, PORT=str(busy_port))
    assert_one_sentence(result, f"Port {busy_port} is already in use", f"make run PORT={busy_port + 1}")
    assert not (tmp_path / "data").exists(), "something was made although nothing could start"


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80", "８０００"])
def test_a_port_that_is_none(tmp_path, port):
    assert_one_sentence(start(tmp_path, PORT=port, PYTHONUTF8="1"), f"PORT={port} is not a port")


def test_an_address_that_this_machine_does_not_have(tmp_path):
    assert_one_sentence(start(tmp_path, BIND="192.0.2.1", PORT="8110"), "192.0.2.1 cannot be opened")


def test_a_folder_that_cannot_be_written(tmp_path, free_port):
    (tmp_path / "file").touch()
    result = start(tmp_path, PORT=free_port, DATA_DIR="file/data")
    assert_one_sentence(result, f"DATA_DIR={tmp_path}/file/data cannot be written")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_belongs_to_somebody_else(tmp_path, free_port):
    assert_one_sentence(start(tmp_path, PORT=free_port, DATA_DIR="/proc"), "DATA_DIR=/proc cannot be written")


def test_a_territory_that_is_not_there(tmp_path, free_port):
    result = start(tmp_path, PORT=free_port, TERRITORY="nowhere")
    assert_one_sentence(result, f"TERRITORY={tmp_path}/nowhere is not a territory", "territory.toml")


def test_a_demo_that_is_neither_yes_nor_no(tmp_path, free_port):
    assert_one_sentence(start(tmp_path, PORT=free_port, DEMO="perhaps"), "DEMO=perhaps", "1", "0")


@pytest.fixture
def free_port():
    """A port that nothing listens on, as text."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_relative_folders_start_from_where_the_command_was_called(tmp_path, free_port):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "territory.toml").touch()
    given = {"PORT": free_port, "DATA_DIR": "data", "TERRITORY": "pack", "DEMO": "0"}
    found = preflight.settings_of_run(given, str(tmp_path))
    assert found["DATA_DIR"] == str(tmp_path / "data")
    assert found["TERRITORY"] == str(tmp_path / "pack")
    assert found["DEMO"] == "0"


def test_by_default_the_demonstration_of_the_project_s_territory_on_this_machine_only(tmp_path, monkeypatch):
    monkeypatch.setattr(preflight, "checked_port", lambda text, bind: int(text))
    found = preflight.settings_of_run({"DATA_DIR": "data"}, str(tmp_path))
    assert (found["BIND"], found["PORT"], found["DEMO"]) == ("127.0.0.1", "8000", "1")
    assert found["TERRITORY"] == str(ROOT / "territories" / "lozere")


def test_the_installation_s_key_is_its_own_kept_and_private(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    preflight.write_secret_key(str(tmp_path))
    path = tmp_path / "secret_key"
    first = path.read_text()
    assert len(first) > 50
    assert path.stat().st_mode & 0o077 == 0
    preflight.write_secret_key(str(tmp_path))
    assert path.read_text() == first


def test_a_key_given_in_the_environment_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")
    preflight.write_secret_key(str(tmp_path))
    assert not (tmp_path / "secret_key").exists()

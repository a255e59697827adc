"""The environment is installed when its lock file changed, with hashes, and only then."""

import pytest

from tools import environment, preflight


@pytest.fixture
def made(tmp_path, monkeypatch):
    """An empty project folder; gives the commands that were run instead of running them."""
    ran = []
    (tmp_path / "requirements").mkdir()
    for name in ("uv", "prod", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"{name}==1 --hash=sha256:0\n")
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "UV", venv / "bin" / "uv")
    monkeypatch.setattr(environment, "REQUIREMENTS", tmp_path / "requirements")
    monkeypatch.setattr(environment, "runs", lambda: venv.exists())

    def checked(command, failure):
        words = " ".join(map(str, command)).replace(str(tmp_path), "")
        ran.append(words)
        (venv / "bin").mkdir(parents=True, exist_ok=True)
        if "uv.txt" in words:
            (venv / "bin" / "uv").touch()

    monkeypatch.setattr(environment, "checked", checked)
    return ran


def test_the_first_time_everything_is_made(made, capsys):
    environment.prepare("prod")
    assert [("venv" in made[0]), ("uv.txt" in made[1]), ("prod.txt" in made[2]), len(made)] == [True, True, True, 3]
    assert all("--require-hashes" in command for command in made[1:])
    assert capsys.readouterr().out.startswith("environment")


def test_the_second_time_nothing_is_done(made, capsys):
    environment.prepare("prod")
    made.clear()
    capsys.readouterr()
    environment.prepare("prod")
    assert made == []
    assert "up to date" in capsys.readouterr().out
    environment.prepare("prod", quiet=True)
    assert capsys.readouterr().out == ""


def test_a_changed_lock_is_installed_again_and_the_other_one_is_not(made):
    environment.prepare("prod")
    environment.prepare("dev")
    made.clear()
    (environment.REQUIREMENTS / "prod.txt").write_text("prod==2 --hash=sha256:1\n")
    environment.prepare("dev")
    assert made == []
    environment.prepare("prod")
    assert len(made) == 1
    assert "prod.txt" in made[0]


def test_an_installation_that_failed_is_tried_again(made, monkeypatch):
    def refuse(lock):
        raise preflight.Refused("The packages could not be installed: no network")

    with monkeypatch.context() as patched:
        patched.setattr(environment, "install", refuse)
        with pytest.raises(preflight.Refused):
            environment.prepare("prod")
    made.clear()
    environment.prepare("prod")
    assert any("prod.txt" in command for command in made)


def test_pip_is_asked_where_uv_does_not_reach_the_registry(monkeypatch):
    ran = []

    def checked(command, failure):
        ran.append(" ".join(map(str, command)))
        if "uv pip" in ran[-1]:
            raise preflight.Refused("no route")

    monkeypatch.setattr(environment, "checked", checked)
    environment.install("prod")
    assert ["uv pip install" in ran[0], "-m pip install" in ran[1], "--require-hashes" in ran[1]] == [True] * 3


def test_a_failure_is_one_sentence_with_the_last_line_of_the_tool():
    with pytest.raises(preflight.Refused, match=r"^It failed: no such thing$"):
        environment.checked(["sh", "-c", "echo much; echo no such thing >&2; exit 3"], "It failed")

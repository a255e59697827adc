"""`make test`, `make test-slow`, `make check`, `make fix`, once the environment is there: see make/test.mk."""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from tools import needs, pg
from tools.preflight import ROOT, Refused
from tools.runs import Runs

BIN = Path(sys.executable).parent
PYTEST = [str(BIN / "pytest"), "-q", "--durations=5", "--durations-min=2"]
# `check --deploy` looks at the settings of an installation behind HTTPS.
DEPLOYED = {"DJANGO_SETTINGS_MODULE": "solozere.settings", "BEHIND_HTTPS": "1", "SECRET_KEY": "0123456789-abcdef" * 4}


def lint(runs: Runs) -> None:
    """Everything that reads the code without running it. All of it runs, so that one call shows all faults."""
    manage = [sys.executable, "manage.py"]
    tests = {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    runs.run("lint", [str(BIN / "ruff"), "check", "."])
    runs.run("layout", [str(BIN / "ruff"), "format", "--check", "--quiet", "."])
    runs.run("templates", [str(BIN / "djlint"), "solozere", "--lint", "--quiet"])
    runs.run("lock files", [sys.executable, "-m", "tools.locks"])
    runs.run("import contracts", [str(BIN / "lint-imports")])
    runs.run("types", [str(BIN / "mypy"), "--no-incremental"])  # its cache forgets that a module was added
    runs.run("migrations", [*manage, "makemigrations", "--check", "--dry-run"], tests)
    with tempfile.TemporaryDirectory() as data_dir:
        deployed = {**DEPLOYED, "DATA_DIR": data_dir}
        runs.run("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], deployed)


def fix(runs: Runs) -> None:
    """What the tools can put right by themselves."""
    runs.run("lint", [str(BIN / "ruff"), "check", "--fix", "."])
    runs.run("layout", [str(BIN / "ruff"), "format", "."])


def quick(runs: Runs) -> None:
    """Unit, integration and browser tests on SQLite, then those without a browser on PostgreSQL."""
    here = {"SOLOZERE_TEST_DATABASE_URL": "", "CHROMIUM": needs.chromium() or ""}
    runs.pytest("tests on SQLite", [*PYTEST, "-n", "2", "-m", "not browser and not slow"], here)
    runs.pytest("browser tests on SQLite", [*PYTEST, "-m", "browser and not slow"], here)
    on_postgresql(runs)


def on_postgresql(runs: Runs) -> None:
    """The same tests on a cluster of their own, where the machine has the binaries."""
    folder = pg.binaries()
    if folder is None:
        runs.skip("tests on PostgreSQL", "PostgreSQL is not installed on this machine")
        return
    with pg.cluster(folder) as url:
        command = [*PYTEST, "-n", "2", "-m", "not browser and not slow"]
        runs.pytest("tests on PostgreSQL", command, {"SOLOZERE_TEST_DATABASE_URL": url})


def slow(runs: Runs) -> None:
    """What is too long for every run."""
    here = {"SOLOZERE_TEST_DATABASE_URL": "", "CHROMIUM": needs.chromium() or ""}
    runs.pytest("slow tests on SQLite", [*PYTEST, "-m", "slow"], here)


def everything(runs: Runs) -> None:
    """Lint, then all tests but the slow ones."""
    needs.prepare()
    lint(runs)
    quick(runs)


def slow_with_needs(runs: Runs) -> None:
    """The slow tests, with what they need."""
    needs.prepare()
    slow(runs)


MODES = {"": everything, "slow": slow_with_needs, "check": lint, "fix": fix}


def main(arguments: list[str]) -> int:
    """Exit code: 0 when every step passed."""
    signal.signal(signal.SIGTERM, lambda signum, frame: sys.exit(128 + signum))  # so that the cluster is stopped
    os.chdir(ROOT)
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    for name in ("DATABASE_URL", "DATA_DIR", "DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS"):
        os.environ.pop(name, None)
    runs = Runs(width=shutil.get_terminal_size((100, 24)).columns)
    try:
        MODES[" ".join(arguments)](runs)
    except Refused as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return runs.summary()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Makes .venv and installs the pinned packages, only when the lock file changed."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.preflight import ROOT, Refused
from tools.steps import Step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
REQUIREMENTS = ROOT / "requirements"


def prepare(lock: str, *, quiet: bool = False) -> None:
    """Have requirements/{lock}.txt installed in .venv; `quiet`: say nothing when there is nothing to do. Raises Refused."""
    wanted = fingerprint(lock)
    stamp = VENV / f"solozere-{lock}.sha256"
    ready = runs() and stamp.is_file() and stamp.read_text() == wanted
    if ready and quiet:
        return
    with Step("environment") as step:
        if ready:
            step.result = "up to date"
            return
        make_venv()
        install(lock)
        stamp.write_text(wanted)
        step.result = f"installed from requirements/{lock}.txt into .venv"


def fingerprint(lock: str) -> str:
    """Changes with the lock file."""
    return hashlib.sha256((REQUIREMENTS / f"{lock}.txt").read_bytes()).hexdigest()


def runs() -> bool:
    """Does .venv have a Python that starts? (Not after the interpreter that it points to was removed.)"""
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-I", "-c", ""], capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """A working .venv with the pinned uv in it."""
    if not runs():
        shutil.rmtree(VENV, ignore_errors=True)
        checked([sys.executable, "-m", "venv", VENV], "The environment .venv could not be made")
    stamp = VENV / "solozere-uv.sha256"
    if not UV.exists() or not stamp.is_file() or stamp.read_text() != fingerprint("uv"):
        checked(pip("uv"), "The installer uv could not be installed")
        stamp.write_text(fingerprint("uv"))


def install(lock: str) -> None:
    """Install the lock with uv, which is quick; with pip where uv cannot reach the registry that pip is set up for."""
    uv = [UV, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", REQUIREMENTS / f"{lock}.txt"]
    try:
        checked(uv, "")
    except Refused:
        checked(pip(lock), "The packages could not be installed")


def pip(lock: str) -> list[str | Path]:
    """The command that installs a lock with pip."""
    options = ["-q", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    return [PYTHON, "-m", "pip", "install", *options, "-r", REQUIREMENTS / f"{lock}.txt"]


def checked(command: list[str | Path], failure: str) -> None:
    """Run the command; raises Refused with `failure` and the last line that it printed."""
    environ = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ, cwd=ROOT)
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise Refused(f"{failure}: {said[-1].strip() if said else 'no reason was given'}")

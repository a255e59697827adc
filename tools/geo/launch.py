"""Makes the tool's own environment on the first call (var/geo-venv, pinned by requirements/geo.txt), then runs the tool in it.

Standard library only: any Python from 3.11 can start it. GEO_VAR is the folder of the environment and of the downloads.
"""

from __future__ import annotations  # so that an older Python reaches its sentence

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PINS = ROOT / "requirements" / "geo.txt"
REFUSED = 3
"""Exit code of a refusal said in one sentence, as in the tool itself; a crash gives 1."""


def main(arguments: list[str]) -> int:
    """Exit code of the tool; REFUSED with one French sentence where its environment cannot be made."""
    if sys.version_info < (3, 11):  # noqa: UP036  (any python3 may start this file)
        return refuse("Python est trop ancien : il faut la version 3.11 ou une plus récente.")
    var = Path(os.environ.get("GEO_VAR") or ROOT / "var").absolute()
    try:
        var.mkdir(parents=True, exist_ok=True)
        python = environment(var)
    except OSError as error:
        return refuse(
            f"Le dossier {error.filename or var} ne peut pas être écrit : choisissez-en un autre avec GEO_VAR."
        )
    except subprocess.CalledProcessError:
        shutil.rmtree(var / "geo-venv", ignore_errors=True)
        return refuse(
            "L’outil de géographie n’a pas pu s’installer : vérifiez la connexion et la présence du module venv, "
            f"puis recommencez (le détail est dans {var / 'geo-venv.log'})."
        )
    command = [str(python), "-P", "-m", "tools.geo", "--cache", str(var / "cache" / "geo"), *arguments]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False).returncode


def environment(var: Path) -> Path:
    """The Python of the tool's environment, made or made again when the pins or the Python changed.

    Raises OSError where `var` cannot be written, CalledProcessError where venv or pip refuse.
    """
    folder = var / "geo-venv"
    stamp = folder / "made-for"
    wanted = hashlib.sha256(PINS.read_bytes() + sys.version.encode()).hexdigest()
    python = folder / "bin" / "python"
    with (var / "geo-venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two calls at once make it once
        if stamp.is_file() and stamp.read_text() == wanted and python.exists():
            return python
        print("Préparation de l’outil de géographie (une fois)…", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        with (var / "geo-venv.log").open("w") as log:
            run([sys.executable, "-m", "venv", str(folder)], log)
            pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
            run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(PINS)], log)
        stamp.write_text(wanted)
    return python


def run(command: list[str], log: object) -> None:
    """Run to its end, all output in `log`; raises CalledProcessError."""
    subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=True)  # type: ignore[call-overload]


def refuse(sentence: str) -> int:
    """Print why on the standard error; the exit code."""
    print(sentence, file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

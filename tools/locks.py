"""Compiles requirements/*.in into pinned files with hashes, and checks that no lock file names a registry's host.

python tools/locks.py prod      compile one
python tools/locks.py           check all
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
OPTIONS = ["--quiet", "--generate-hashes", "--no-header", "--universal", "--python-version", "3.11"]


def compile_lock(name: str, *more: str) -> int:
    """Write requirements/{name}.txt from {name}.in, keeping the versions already pinned unless `--upgrade` is given."""
    uv = Path(sys.executable).parent / "uv"
    command = [uv, "pip", "compile", *OPTIONS, *more, f"{name}.in", "--output-file", f"{name}.txt"]
    return subprocess.run(command, cwd=REQUIREMENTS, stdout=subprocess.DEVNULL, check=False).returncode


def faults() -> list[str]:
    """What is wrong with the lock files: a line each."""
    found = []
    for path in sorted(REQUIREMENTS.glob("*.txt")):
        text = path.read_text()
        if re.search(r"https?://|--index-url|--find-links|--extra-index-url", text):
            found.append(f"{path.relative_to(ROOT)} names a host")
        if "==" in text and "--hash=" not in text:
            found.append(f"{path.relative_to(ROOT)} has no hashes: compile it with make lock")
    for path in (ROOT / "package-lock.json",):
        packages = json.loads(path.read_text())["packages"] if path.exists() else {}
        for name, package in packages.items():
            if "resolved" in package:
                found.append(f"{path.name}: {name} names a host")
            if name and "integrity" not in package:
                found.append(f"{path.name}: {name} has no hash")
    return found


def main(arguments: list[str]) -> int:
    """Exit code: 1 when a lock could not be compiled or has a fault."""
    if arguments:
        return compile_lock(*arguments)
    found = faults()
    print("\n".join(found) if found else "no lock file names a host")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""The entry of `make run` and `make test`, under the user's own Python, whatever its age.

This file must parse on every Python (no f-string, no annotation), so that one that is too old gets a sentence and not a
SyntaxError. The rest, in files beside it, is written for the Python that is needed.
"""

import os
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV_PYTHON = os.path.join(ROOT, ".venv", "bin", "python")


def refuse(sentence):
    """Say in one sentence why nothing was started, and end with 1."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def newer_python():
    """Path of a recent enough interpreter that is on PATH beside an old `python3`; None without one."""
    for minor in range(NEEDED[1] + 8, NEEDED[1] - 1, -1):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            path = os.path.join(folder, "python3.%d" % minor)
            if os.access(path, os.X_OK):
                return path
    return None


def require_python():
    """Go on under a newer interpreter where there is one; refuse otherwise."""
    if sys.version_info[:2] >= NEEDED:
        return
    newer = newer_python()
    if newer:
        os.execv(newer, [newer] + sys.argv)
    refuse(
        "Python %d.%d is too old: install Python %d.%d or newer, then run the command again."
        % (sys.version_info[0], sys.version_info[1], NEEDED[0], NEEDED[1])
    )


def require_venv():
    """Refuse where the environment has yet to be made and Python lacks what makes it."""
    if os.path.exists(VENV_PYTHON):
        return
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        refuse(
            "This Python has no venv module: install it (on Debian or Ubuntu: sudo apt install python3-venv), "
            "then run the command again."
        )


def main(arguments):
    """`run`, or `test` with what follows it."""
    require_python()
    require_venv()
    sys.path[0] = ROOT
    from tools import environment, preflight

    try:
        if arguments[:1] == ["test"]:
            environment.prepare("dev", quiet=True)
            os.chdir(ROOT)
            os.execv(VENV_PYTHON, [VENV_PYTHON, "-m", "tools.test"] + arguments[1:])
        settings = preflight.settings_of_run(os.environ, os.environ.get("CALLER_DIR") or os.getcwd())
        environment.prepare("prod")
        preflight.write_secret_key(settings["DATA_DIR"])
        os.chdir(ROOT)
        os.environ.update(settings)
        os.execv(VENV_PYTHON, [VENV_PYTHON, "manage.py", "serve"])
    except preflight.Refused as reason:
        refuse(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main(sys.argv[1:])

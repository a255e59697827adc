"""What the tests need beside Python: a Chromium, and the packages of package-lock.json."""

import hashlib
import os
import shutil
import subprocess

from tools.preflight import ROOT, Refused
from tools.steps import Step

CHROMIUMS = "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"


def prepare() -> None:
    """Have both; raises Refused with the sentence that says what to install."""
    node_packages()
    if chromium() is None:
        install_chromium()


def chromium() -> str | None:
    """Path of the browser: CHROMIUM, else the first known name on PATH; None without one."""
    if given := os.environ.get("CHROMIUM"):
        return given
    return next((found for name in CHROMIUMS if (found := shutil.which(name))), None)


def install_chromium() -> None:
    """Debian's Chromium through apt, where the user may install packages without being asked anything."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    may = not prefix or (shutil.which("sudo") and _quiet([*prefix, "true"]))
    if not (shutil.which("apt-get") and may):
        raise Refused(
            "The browser tests need Chromium: install it (on Debian or Ubuntu: sudo apt install chromium), "
            "or give its path in CHROMIUM=, then run the command again."
        )
    with Step("chromium") as step:
        apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        _quiet([*apt, "update"])
        if not _quiet([*apt, "install", "-y", "--no-install-recommends", "chromium"]) or chromium() is None:
            raise Refused("Chromium could not be installed: install it yourself, then run the command again.")
        step.result = "installed with apt"


def node_packages() -> None:
    """npm ci without any script of the packages, when package-lock.json changed."""
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    stamp = ROOT / "node_modules" / ".solozere.sha256"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    npm = shutil.which("npm")
    if npm is None:
        raise Refused("The tests need Node and npm: install Node 20 or newer, then run the command again.")
    with Step("node packages") as step:
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.strip()]
            raise Refused(f"The Node packages could not be installed: {said[-1] if said else 'npm gave no reason'}")
        stamp.write_text(wanted)
        step.result = "installed from package-lock.json"


def _quiet(command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    return done.returncode == 0

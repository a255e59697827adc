"""The layers, read from the import contract of pyproject.toml: one place says what stands on what."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
SOURCE = ROOT / "solozere"


@cache
def layers() -> dict[str, int]:
    """App → layer, 0 the lowest; apps of one layer share it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    lines = enumerate(reversed(rows))
    return {app.strip(): level for level, line in lines for app in line.replace(":", "|").split("|")}


def may_reach(app: str, target: str) -> bool:
    """May `app` refer to `target`? Itself, a lower layer, or what is not ours (Django's own apps)."""
    known = layers()
    if app == target or target not in known or app not in known:
        return True
    return known[target] < known[app]

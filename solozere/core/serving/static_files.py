"""Tells whether the sources of the static files changed since they were last collected."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders


def fingerprint() -> str:
    """Changes with the path, size or time of any source, and with the tools that process them."""
    seen = [f"{name} {version(name)}" for name in ("Django", "whitenoise")]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(seen)).encode()).hexdigest()


def collected() -> str:
    """The fingerprint of what STATIC_ROOT holds; "" when it holds nothing."""
    stamp = _stamp()
    return stamp.read_text() if stamp.is_file() and Path(settings.STATIC_ROOT, "staticfiles.json").is_file() else ""


def remember(wanted: str) -> None:
    """Note what was collected."""
    _stamp().write_text(wanted)


def _stamp() -> Path:
    return Path(settings.DATA_DIR, "static.sha256")

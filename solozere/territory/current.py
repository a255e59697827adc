"""The territory of this installation, kept in memory for a minute so that pages do not ask for it twice."""

import time

from solozere.core import kept
from solozere.territory.models import Territory

KEPT_SECONDS = 60
_memory: dict[str, tuple[float, Territory]] = {}
"""Under one key: the instant until which it holds, and the territory, which nobody may change."""


def territory() -> Territory | None:
    """The territory, or None before its pack was loaded."""
    until, found = _memory.get("", (0.0, None))
    if found is None or until < time.monotonic():
        found = Territory.objects.first()
        if found is not None:
            _memory[""] = (time.monotonic() + KEPT_SECONDS, found)
    return found


def require_territory() -> Territory:
    """The territory; raises Territory.DoesNotExist with a French sentence before its pack was loaded."""
    found = territory()
    if found is None:
        raise Territory.DoesNotExist("Aucun territoire n’est chargé : lancez `manage.py load_territory DOSSIER`.")
    return found


def forget() -> None:
    """Drop the copy in memory, after a load or an edit."""
    _memory.clear()


kept.on_forgetting(forget)

"""A change in words: who, when, what it was, what it became."""

import json
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.models import HistoryEntry

ACTIONS = {
    "create": gettext_lazy("créé"),
    "update": gettext_lazy("modifié"),
    "delete": gettext_lazy("supprimé"),
}
"""Words of the common actions; any other shows its own code."""


def shown_entry(entry: HistoryEntry) -> dict[str, Any]:
    """`entry`, `at_words`, `action_words` and `changes`: one `(name, before, after)` for each value that differs."""
    local = timezone.localtime(entry.at)
    return {
        "entry": entry,
        "at_words": date_format(local, "j F Y, H\\hi"),
        "action_words": ACTIONS.get(entry.action, entry.action),
        "changes": changes(entry.before, entry.after),
    }


def changes(before: Any, after: Any) -> list[tuple[str, str, str]]:
    """The values that differ between two JSON states, as text; a state that is no object is one value without a name."""
    if isinstance(before, dict) or isinstance(after, dict):
        left, right = before or {}, after or {}
        names = [*left, *(name for name in right if name not in left)]
        pairs = [(name, left.get(name), right.get(name)) for name in names]
        return [(name, _text(old), _text(new)) for name, old, new in pairs if old != new]
    return [] if before == after else [("", _text(before), _text(after))]


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)

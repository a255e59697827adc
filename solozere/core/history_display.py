"""A change in words: who, when, what it was, what it became."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.models import HistoryEntry
from solozere.core.text import day_in_words

NOTHING = "–"
ACTIONS = {
    "create": gettext_lazy("créé"),
    "update": gettext_lazy("modifié"),
    "delete": gettext_lazy("supprimé"),
}
"""Words of the common actions; any other shows its own code."""


def shown_entry(entry: HistoryEntry, names: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`entry`, `at_words`, `action_words` and `changes`: one `(name, before, after)` for each value that differs.

    `names`: French words for the keys of the states.
    """
    local = timezone.localtime(entry.at)
    told = [(str((names or {}).get(name, name)), old, new) for name, old, new in changes(entry.before, entry.after)]
    return {
        "entry": entry,
        "at_words": f"{day_in_words(local)}, {local:%Hh%M}",
        "action_words": ACTIONS.get(entry.action, entry.action),
        "changes": told,
    }


def changes(before: Any, after: Any) -> list[tuple[str, str, str]]:
    """The values that differ between two JSON states, as text; a state that is no object is one value without a name."""
    if isinstance(before, dict) or isinstance(after, dict):
        left, right = before or {}, after or {}
        names = [*left, *(name for name in right if name not in left)]
        pairs = [(name, _text(left.get(name)), _text(right.get(name))) for name in names]
        return [(name, old, new) for name, old, new in pairs if old != new]
    return [] if before == after else [("", _text(before), _text(after))]


def _text(value: Any) -> str:
    """A JSON value for a reader: an object by its values, a list one line an item; « – » for nothing."""
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, dict):
        said = (_text(inner) for inner in value.values())
        return "\u00a0; ".join(words for words in said if words != NOTHING) or NOTHING
    return "\n".join(_text(item) for item in value) if isinstance(value, list) else str(value)

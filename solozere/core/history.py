"""What changed, who changed it, from what to what: append-only, per object and action."""

from typing import Any

from django.db import models

from solozere.core.authors import Author
from solozere.core.models import HistoryEntry


def record(
    obj: models.Model,
    action: str,
    author: Author,
    *,
    before: Any = None,
    after: Any = None,
    part: str = "",
    reason: str = "",
) -> HistoryEntry:
    """Append one entry for `obj`. `before` and `after` are JSON values; `part` names a group of facts; call it in the action's transaction."""
    entry = HistoryEntry(
        model=obj._meta.label_lower,
        object_id=str(obj.pk),
        action=action,
        part=part,
        before=before,
        after=after,
        reason=reason,
    )
    entry.set_author(author)
    entry.save()
    return entry


def of(obj: models.Model) -> models.QuerySet[HistoryEntry]:
    """The entries of `obj`, newest first."""
    return HistoryEntry.objects.filter(model=obj._meta.label_lower, object_id=str(obj.pk)).order_by("-at", "-pk")

"""« À faire aujourd’hui »: what waits for the team, from what the apps register, in one reading."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from solozere.core.registries import TASKS_SHOWN, Task, TaskGroup, tasks


@dataclass(frozen=True)
class ShownGroup:
    """A group with the oldest of its lines, and how many there are."""

    name: str
    group: TaskGroup
    lines: tuple[Task, ...]
    total: int

    @property
    def more(self) -> int:
        """How many lines are not shown."""
        return self.total - len(self.lines)

    @property
    def waiting(self) -> int:
        """How many things of the group wait for somebody."""
        return self.total - sum(not line.waits for line in self.lines)


def read(user: Any) -> list[ShownGroup]:
    """The groups that have something for `user`, in the order of the registry, the oldest line first."""
    found = [_shown(name, tasks[name], user) for name in tasks.names()]
    return [shown for shown in found if shown.lines]


def _shown(name: str, group: TaskGroup, user: Any) -> ShownGroup:
    lines = sorted(group.lines(user), key=lambda task: task.since)
    total = group.total(user) if group.total else len(lines)
    return ShownGroup(name, group, tuple(lines[:TASKS_SHOWN]), max(total, len(lines)))


def lead(groups: list[ShownGroup], today: date) -> str:
    """« 3 choses attendent, la plus ancienne depuis 12 jours. »; what is planned does not wait."""
    count = sum(shown.waiting for shown in groups)
    if not count:
        return _("Rien n’attend\u00a0: tout est à jour.")
    oldest = min(line.since for shown in groups for line in shown.lines if line.waits)
    words = ngettext("Une chose attend", "%(count)s choses attendent", count) % {"count": count}
    days = (today - oldest).days
    if days < 1:
        return _("%(words)s, depuis aujourd’hui.") % {"words": words}
    if count == 1:
        return _("%(words)s, %(since)s.") % {"words": words, "since": since_words(days)}
    return _("%(words)s, la plus ancienne %(since)s.") % {"words": words, "since": since_words(days)}


def since_words(days: int) -> str:
    """« depuis hier », « depuis 12 jours »."""
    if days == 1:
        return _("depuis hier")
    return _("depuis %(days)s\u00a0jours") % {"days": days}

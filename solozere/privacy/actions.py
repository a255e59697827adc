"""Applying what the apps declare: past its delay, a row is deleted or made anonymous."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.core import files
from solozere.core.declarations import Action, RetentionRule, rules
from solozere.territory.current import territory

BATCH = 500
"""Rows of one transaction: short enough that nobody waits behind it."""


@dataclass(frozen=True)
class Outcome:
    """What one rule did, or would do: rows `due`, of which `done`, and `refused` where something still needs the row."""

    rule: RetentionRule
    due: int
    done: int = 0
    refused: int = 0


def apply_all(now: datetime, *, dry_run: bool = False) -> list[Outcome]:
    """Every rule that has a delay, in the order of the declarations (upper layers first). Idempotent: a second run finds nothing."""
    outcomes = [apply(rule, now, dry_run=dry_run) for rule in rules() if rule.action != Action.KEEP]
    if not dry_run:
        files.sweep(now)
    return outcomes


def apply(rule: RetentionRule, now: datetime, *, dry_run: bool = False) -> Outcome:
    """Apply one rule to all that is due at `now`, batch by batch; with `dry_run` only count."""
    due = due_rows(rule, now)
    if dry_run:
        return Outcome(rule, due.count())
    seen = done = 0
    for keys in _batches(due):
        with transaction.atomic():
            # Locked, then asked again: a row may have been taken up since the batch was listed.
            locked = rule.model_class._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
            still_due = set(due.filter(pk__in=[row.pk for row in locked]).values_list("pk", flat=True))
            rows = [row for row in locked if row.pk in still_due]
            seen += len(rows)
            by_columns = rule.action == Action.ANONYMISE and rule.erase is None
            done += _anonymise(rule, rows) if by_columns else _delete(rule, rows)
    return Outcome(rule, seen, done, seen - done)


def due_rows(rule: RetentionRule, now: datetime) -> models.QuerySet[Any]:
    """The rows past their delay at `now`, and not anonymous yet. A date counts in the territory's days."""
    found = rule.model_class._meta.get_field(rule.anchor)
    limit: date = now - timedelta(days=rule.keep_days or 0)
    if not isinstance(found, models.DateTimeField):
        here = territory()
        limit = limit.astimezone(here.zone).date() if here and isinstance(limit, datetime) else limit
    rows = rule.model_class._base_manager.filter(**{f"{rule.anchor}__lt": limit})
    if rule.only is not None:
        rows = rule.only(rows)
    if rule.action == Action.ANONYMISE and rule.erase is None:
        rows = rows.exclude(**rule.replacements())
    return rows


def _batches(due: models.QuerySet[Any]) -> Iterator[list[Any]]:
    """Keys by BATCH, each asked for once, so that a row that is refused does not come back for ever."""
    last: Any = None
    while True:
        rows = due if last is None else due.filter(pk__gt=last)
        keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            return
        yield keys
        last = keys[-1]


def _anonymise(rule: RetentionRule, rows: list[Any]) -> int:
    keys = [row.pk for row in rows]
    return rule.model_class._base_manager.filter(pk__in=keys).update(**rule.replacements())


def _delete(rule: RetentionRule, rows: list[Any]) -> int:
    """Each in its savepoint, deleted or as its app erases it: what something else still needs stays, and the others go."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                if rule.erase is not None:
                    rule.erase(row)
                else:
                    row.delete()
        except (ProtectedError, RestrictedError, IntegrityError):
            continue
        done += 1
    return done


def nightly() -> str | None:
    """The worker's job: applies everything now; a line for its log when something was done."""
    return summary(apply_all(timezone.now()))


def summary(outcomes: list[Outcome]) -> str | None:
    """The lines of what was done, in one; None when nothing was due."""
    return "\u00a0; ".join(line(outcome) for outcome in outcomes if outcome.due) or None


def line(outcome: Outcome, *, dry_run: bool = False) -> str:
    """« contacts : 3, suppression », « contacts : 3 à traiter, suppression », with what was refused."""
    name, action = outcome.rule.model_class._meta.verbose_name_plural, outcome.rule.action.label
    if dry_run:
        return _("%(name)s\u00a0: %(due)s à traiter, %(action)s") % {"name": name, "due": outcome.due, "action": action}
    words = _("%(name)s\u00a0: %(done)s, %(action)s") % {"name": name, "done": outcome.done, "action": action}
    if outcome.refused:
        words += _(" (%(refused)s encore nécessaires ailleurs, conservés)") % {"refused": outcome.refused}
    return words

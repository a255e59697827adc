"""Steps from state to state: allowed by name, under a lock, journaled in the same transaction.

An app declares a `Workflow` (`definition`) and a concrete `Journal`; everybody then calls `apply`.
"""

from functools import partial
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from solozere.core.authors import Author
from solozere.core.workflow.definition import Done, Transition, Workflow, workflow_of
from solozere.core.workflow.journal import Journal, VisibleTo
from solozere.core.workflow.refusals import Moved, Refusal, moved

READERS = {
    VisibleTo.TEAM: [VisibleTo.TEAM, VisibleTo.CONCERNED, VisibleTo.PUBLIC],
    VisibleTo.CONCERNED: [VisibleTo.CONCERNED, VisibleTo.PUBLIC],
    VisibleTo.PUBLIC: [VisibleTo.PUBLIC],
}


@transaction.atomic
def apply(obj: Model, name: str, author: Author, *, reason: str = "", seen: int | None = None, **data: Any) -> Journal:
    """Take the step `name` of the workflow of `obj`; gives the line of its journal. `obj` is brought up to date.

    The row is locked: of two people who decide at once one succeeds, the other gets `Moved`, which says what happened and
    by whom. `seen` (`last_seen(obj)`, sent with the form) refuses too what was decided on a page read before another
    step. Raises PermissionDenied where `author` may not, `Refusal` with a sentence for each thing missing, KeyError for a
    step or a workflow that nobody declared, `DoesNotExist` where the object is gone.
    """
    workflow = workflow_of(obj)
    step, rows = workflow[name], type(obj)._base_manager
    locked = rows.select_for_update().get(pk=obj.pk)
    if not step.may(author, locked):
        raise PermissionDenied(_("Cette étape ne vous est pas ouverte."))
    last, state = lines(locked).first(), workflow.state_of(locked)
    if state not in step.sources or seen not in (None, last.pk if last else 0):
        raise moved(workflow, step, author, state, last)
    given = {**data, "reason": reason}
    if problems := step.requires(locked, given):
        raise Refusal(problems)
    if step.prepare is not None:
        step.prepare(locked, author, given)
    entry = _written(workflow, step, locked, author, given)
    done = Done(locked, entry, author, given)
    if step.within is not None:
        step.within(done)
    if step.after is not None:
        transaction.on_commit(partial(step.after, done))
    obj._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    obj.refresh_from_db()
    return entry


def available(obj: Model, author: Author) -> list[Transition]:
    """The steps that `author` may take from the state of `obj`, in the order of the workflow: the buttons of its page."""
    workflow = workflow_of(obj)
    state = workflow.state_of(obj)
    return [step for step in workflow if state in step.sources and step.may(author, obj)]


def lines(obj: Model, reader: VisibleTo = VisibleTo.TEAM) -> QuerySet[Any]:
    """The journal of `obj` that `reader` may read, newest first."""
    journal: Any = workflow_of(obj).journal  # concrete: it has a `subject`
    return journal._base_manager.filter(subject=obj.pk, visible_to__in=READERS[reader]).order_by("-at", "-pk")


def last_seen(obj: Model) -> int:
    """The number of the last line, for the form that decides; 0 where there is none."""
    last = lines(obj).first()
    return last.pk if last else 0


def _written(workflow: Workflow, step: Transition, locked: Model, author: Author, given: dict[str, Any]) -> Journal:
    """The new state and its line."""
    before, journal = workflow.state_of(locked), cast(Any, workflow.journal)
    setattr(locked, workflow.field, step.target)
    locked.save(update_fields=[workflow.field])
    entry: Journal = journal(
        subject=locked,
        transition=step.code,
        from_state=before,
        to_state=step.target,
        reason=given["reason"],
        details={name: given[name] for name in step.keeps if name in given},
        visible_to=step.visible_to,
    )
    entry.set_author(author)
    entry.save(force_insert=True)
    return entry


__all__ = ["Done", "Journal", "Moved", "Refusal", "Transition", "VisibleTo", "Workflow", "apply", "available", "lines"]

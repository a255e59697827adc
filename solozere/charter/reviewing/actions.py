"""The verbs of the reviewer; each takes a step of the workflow, so that of two who decide at once one is told.

`seen` is `workflow.last_seen(application)` of the page where it was decided. All raise PermissionDenied, `Moved`, and
ValidationError in French; nothing is then written.
"""

from collections.abc import Sequence
from datetime import datetime

from solozere.charter.clock import today
from solozere.charter.models import Application, CharterVersion
from solozere.charter.reviewing.admission import Grant
from solozere.charter.reviewing.changes import Change, add_note
from solozere.charter.reviewing.checks import save_checks
from solozere.core import workflow
from solozere.core.authors import Author


def take(application: Application, author: Author, *, seen: int | None = None) -> None:
    """Say that somebody looks at it."""
    workflow.apply(application, "take", author, seen=seen)


def request_changes(
    application: Application, author: Author, *, changes: Sequence[Change], reason: str = "", seen: int | None = None
) -> None:
    """Ask the applicant to put answers right; `reason` stands before the questions."""
    workflow.apply(application, "request_changes", author, reason=reason, seen=seen, changes=changes)


def plan_visit(
    application: Application, author: Author, *, at: datetime, visitor: str, seen: int | None = None
) -> None:
    """Plan a visit, or another moment for the one that is planned."""
    workflow.apply(application, "plan_visit", author, seen=seen, at=at, visitor=visitor)


def finish_visit(application: Application, author: Author, *, report: str, seen: int | None = None) -> None:
    """The visit took place; the report is the team's."""
    workflow.apply(application, "visit_done", author, seen=seen, report=report)


def cancel_visit(application: Application, author: Author, *, reason: str, seen: int | None = None) -> None:
    """The visit will not take place; the applicant reads why."""
    workflow.apply(application, "cancel_visit", author, reason=reason, seen=seen)


def accept(
    application: Application, author: Author, *, grant: Grant, reason: str = "", seen: int | None = None
) -> None:
    """Grant a label: never more than the verified criteria give; less asks for a reason."""
    workflow.apply(application, "accept", author, reason=reason, seen=seen, grant=grant)


def refuse(
    application: Application,
    author: Author,
    *,
    reason: str,
    criteria: Sequence[str],
    person: str,
    phone: str,
    seen: int | None = None,
) -> None:
    """Refuse; `criteria`: ids of the charter in force; `person`, `phone`: whom to call about it."""
    version = CharterVersion.objects.in_force(today()).order_by("-in_force_from").first()
    known = {one.id: one.wording for one in version.charter().criteria} if version else {}
    wordings = [known[one] for one in criteria if one in known]
    workflow.apply(
        application,
        "refuse",
        author,
        reason=reason,
        seen=seen,
        criteria=list(criteria),
        wordings=wordings,
        person=person,
        phone=phone,
    )


def lapse(application: Application, author: Author, *, reason: str, seen: int | None = None) -> None:
    """Close it without a decision."""
    workflow.apply(application, "lapse", author, reason=reason, seen=seen)


def reopen(application: Application, author: Author, *, reason: str, seen: int | None = None) -> None:
    """Look at a closed one again."""
    workflow.apply(application, "reopen", author, reason=reason, seen=seen)


__all__ = [
    "Change",
    "Grant",
    "accept",
    "add_note",
    "cancel_visit",
    "finish_visit",
    "lapse",
    "plan_visit",
    "refuse",
    "reopen",
    "request_changes",
    "save_checks",
    "take",
]

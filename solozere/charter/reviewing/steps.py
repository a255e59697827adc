"""The reviewer's steps of an application: codes, states, who may; `requires` and `within` are completed here.

Two constraints look at the row while its state changes: « accepted » wants `membership`. An action sets it in the same
transaction, with the row locked, before `workflow.apply`.
"""

from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining.perms import is_reviewer
from solozere.core.authors import Author, AuthorKind
from solozere.core.workflow import Transition
from solozere.core.workflow.definition import needs_reason

UNDECIDED = (State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED, State.VISIT_PLANNED)


def _reviewer_or_night(author: Author, application: object) -> bool:
    """A coordinator, or the nightly job."""
    return author.kind == AuthorKind.SYSTEM or is_reviewer(author, application)  # type: ignore[arg-type]


REVIEW_STEPS = (
    Transition(
        "take",
        _("Prendre en charge"),
        _("a pris en charge cette demande"),
        (State.SUBMITTED,),
        State.IN_REVIEW,
        may=is_reviewer,
    ),
    Transition(
        "request_changes",
        _("Demander un complément"),
        _("a demandé un complément"),
        (State.SUBMITTED, State.IN_REVIEW, State.VISIT_PLANNED),
        State.CHANGES_REQUESTED,
        may=is_reviewer,
    ),
    Transition(
        "plan_visit",
        _("Prévoir une visite"),
        _("a prévu une visite"),
        (State.SUBMITTED, State.IN_REVIEW),
        State.VISIT_PLANNED,
        may=is_reviewer,
    ),
    Transition(
        "visit_done",
        _("Noter la visite"),
        _("a noté la visite"),
        (State.VISIT_PLANNED,),
        State.IN_REVIEW,
        may=is_reviewer,
    ),
    Transition(
        "accept",
        _("Accepter"),
        _("a accepté cette demande"),
        (State.SUBMITTED, State.IN_REVIEW, State.VISIT_PLANNED),
        State.ACCEPTED,
        may=is_reviewer,
    ),
    Transition(
        "refuse",
        _("Refuser"),
        _("a refusé cette demande"),
        (State.SUBMITTED, State.IN_REVIEW, State.VISIT_PLANNED),
        State.REFUSED,
        may=is_reviewer,
        requires=needs_reason,
    ),
    Transition(
        "lapse",
        _("Classer sans suite"),
        _("a classé cette demande sans suite"),
        UNDECIDED,
        State.LAPSED,
        may=_reviewer_or_night,
        requires=needs_reason,
    ),
    Transition(
        "reopen",
        _("Rouvrir"),
        _("a rouvert cette demande"),
        (State.LAPSED, State.REFUSED),
        State.IN_REVIEW,
        may=is_reviewer,
        requires=needs_reason,
    ),
)

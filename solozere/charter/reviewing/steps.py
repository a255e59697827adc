"""The reviewer's steps of an application: codes, states, who may, what each requires and what happens with it."""

from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining.perms import is_reviewer
from solozere.charter.reviewing import changes, decisions, visits
from solozere.charter.reviewing.admission import admit_applicant
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
        requires=changes.wants_changes,
        within=changes.ask,
    ),
    Transition(
        "plan_visit",
        _("Prévoir une visite"),
        _("a prévu une visite"),
        (State.SUBMITTED, State.IN_REVIEW, State.VISIT_PLANNED),
        State.VISIT_PLANNED,
        may=is_reviewer,
        requires=visits.wants_moment,
        within=visits.plan,
    ),
    Transition(
        "visit_done",
        _("Noter la visite"),
        _("a noté la visite"),
        (State.VISIT_PLANNED,),
        State.IN_REVIEW,
        may=is_reviewer,
        requires=visits.wants_report,
        within=visits.finish,
    ),
    Transition(
        "cancel_visit",
        _("Annuler la visite"),
        _("a annulé la visite"),
        (State.VISIT_PLANNED,),
        State.IN_REVIEW,
        may=is_reviewer,
        requires=needs_reason,
        within=visits.cancel,
    ),
    Transition(
        "accept",
        _("Attribuer le label"),
        _("a accepté cette demande"),
        (State.SUBMITTED, State.IN_REVIEW, State.VISIT_PLANNED),
        State.ACCEPTED,
        may=is_reviewer,
        prepare=admit_applicant,
        within=decisions.accepted,
    ),
    Transition(
        "refuse",
        _("Refuser"),
        _("a refusé cette demande"),
        (State.SUBMITTED, State.IN_REVIEW, State.VISIT_PLANNED),
        State.REFUSED,
        may=is_reviewer,
        requires=decisions.wants_refusal,
        within=decisions.refused,
        keeps=("criteria",),
    ),
    Transition(
        "lapse",
        _("Classer sans suite"),
        _("a classé cette demande sans suite"),
        UNDECIDED,
        State.LAPSED,
        may=_reviewer_or_night,
        requires=needs_reason,
        within=decisions.lapsed,
    ),
    Transition(
        "reopen",
        _("Rouvrir"),
        _("a rouvert cette demande"),
        (State.LAPSED, State.REFUSED),
        State.IN_REVIEW,
        may=is_reviewer,
        requires=needs_reason,
        within=decisions.reopened,
    ),
)

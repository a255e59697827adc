"""The steps of an application, from the draft to the decision: the applicant's here, the reviewer's in `charter.reviewing`."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining import sending
from solozere.charter.joining.perms import enters, is_applicant
from solozere.charter.models import Application, ApplicationLine
from solozere.charter.reviewing.steps import REVIEW_STEPS, UNDECIDED
from solozere.core import workflow
from solozere.core.workflow import Done, Transition


def _withdrawn(done: Done) -> None:
    application: Any = done.obj
    application.decided_at = timezone.now()
    application.save(update_fields=["decided_at"])
    sending.tell_withdrawn(application, done.entry.pk)


def _sent(done: Done) -> None:
    sending.tell_sent(done.obj, done.entry.pk)


def _sent_again(done: Done) -> None:
    sending.tell_sent_again(done.obj, done.entry.pk)


STEPS = (
    Transition(
        "submit",
        _("Signer et envoyer"),
        _("a envoyé cette demande"),
        (State.DRAFT,),
        State.SUBMITTED,
        may=enters,
        requires=sending.missing,
        within=_sent,
    ),
    Transition(
        "resubmit",
        _("Signer et renvoyer"),
        _("a renvoyé cette demande"),
        (State.CHANGES_REQUESTED,),
        State.IN_REVIEW,
        may=enters,
        requires=sending.missing,
        within=_sent_again,
    ),
    Transition(
        "withdraw",
        _("Retirer ma demande"),
        _("a retiré cette demande"),
        UNDECIDED,
        State.WITHDRAWN,
        may=is_applicant,
        within=_withdrawn,
    ),
    *REVIEW_STEPS,
)
WORKFLOW = workflow.definition.Workflow(Application, ApplicationLine, State, STEPS)

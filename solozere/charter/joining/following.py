"""What the page that follows an application shows to the person."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.enums import ApplicationState as State
from solozere.charter.enums import VisitOutcome
from solozere.charter.joining import papers, steps
from solozere.charter.joining.access import Access
from solozere.charter.joining.actions import EDITABLE
from solozere.charter.joining.description import describe
from solozere.charter.joining.ground import ground
from solozere.charter.joining.reading import read
from solozere.charter.joining.resuming import first_open
from solozere.charter.models import Application
from solozere.core import workflow
from solozere.core.authors import AuthorKind
from solozere.core.workflow import VisibleTo
from solozere.core.workflow.definition import workflow_of

WORDS: dict[str, str | Promise] = {
    State.DRAFT: gettext_lazy("Votre brouillon est gardé. Rien n’est envoyé tant que vous ne signez pas."),
    State.SUBMITTED: gettext_lazy("Nous avons reçu votre demande. Quelqu’un du réseau va la lire."),
    State.IN_REVIEW: gettext_lazy("Quelqu’un du réseau examine votre demande."),
    State.CHANGES_REQUESTED: gettext_lazy("Nous avons besoin d’un complément de votre part."),
    State.VISIT_PLANNED: gettext_lazy("Une visite de votre lieu est prévue."),
    State.ACCEPTED: gettext_lazy("Votre demande est acceptée\u00a0: votre lieu est dans le réseau."),
    State.REFUSED: gettext_lazy("Votre demande est refusée. Le motif est dans le suivi."),
    State.WITHDRAWN: gettext_lazy("Vous avez retiré votre demande."),
    State.LAPSED: gettext_lazy("Votre demande est classée sans suite, faute de nouvelles."),
}
KINDS = {
    State.ACCEPTED: "ok",
    State.REFUSED: "no",
    State.CHANGES_REQUESTED: "soon",
}
COMING: dict[str, tuple[str | Promise, ...]] = {
    State.SUBMITTED: (
        gettext_lazy("À venir\u00a0: quelqu’un du réseau lit votre demande"),
        gettext_lazy("À venir\u00a0: une visite de votre lieu, puis la décision"),
    ),
    State.IN_REVIEW: (gettext_lazy("À venir\u00a0: la décision, ou une visite de votre lieu"),),
    State.VISIT_PLANNED: (gettext_lazy("À venir\u00a0: la visite, puis la décision"),),
    State.CHANGES_REQUESTED: (gettext_lazy("À venir\u00a0: votre réponse"),),
}


OWN: dict[str, str | Promise] = {
    "submit": gettext_lazy("Vous avez envoyé votre demande"),
    "resubmit": gettext_lazy("Vous avez renvoyé votre demande"),
    "withdraw": gettext_lazy("Vous avez retiré votre demande"),
}
"""What the person did by their own link, said to them."""


@dataclass(frozen=True)
class ShownLine:
    """A line of the journal for the person: what happened, in words; who, where it is not themselves; why."""

    at: Any
    words: str
    reason: str


@dataclass(frozen=True)
class ShownChange:
    """A change that is asked: the field by its name, the message, where to answer."""

    label: str
    message: str
    url: str


def follow_page(found: Access) -> dict[str, Any]:
    """The context of the page."""
    application = found.application
    draft = application.state == State.DRAFT
    to_confirm = draft and bool(application.signed_hash)
    editable = application.state in EDITABLE
    return {
        "application": application,
        "state": _("à confirmer") if to_confirm else application.get_state_display(),
        "kind": KINDS.get(State(application.state), "unknown"),
        "words": _("Votre demande est signée. Elle part quand vous confirmez.")
        if to_confirm
        else WORDS[application.state],
        "draft": draft,
        "to_confirm": to_confirm,
        "proven": found.proven,
        "behalf": found.on_behalf,
        "editable": editable,
        "resume_url": reverse("join_step", args=[application.pk, first_open(application)]) if editable else "",
        "lines": _lines(application),
        "coming": COMING.get(application.state, ()),
        "changes": _changes(application),
        "visit": application.visits.filter(outcome=VisitOutcome.PLANNED).order_by("at").first(),
        "files": [(one, papers.words(one.file)) for one in application.files.select_related("file").order_by("pk")],
        "may_join": papers.may_join(application),
        "can_withdraw": any(step.code == "withdraw" for step in workflow.available(application, found.author)),
        "sections": describe(application),
    }


def _lines(application: Application) -> list[ShownLine]:
    declared = workflow_of(application)
    return [_line(declared, line) for line in workflow.lines(application, VisibleTo.CONCERNED)]


def _line(declared: workflow.Workflow, line: Any) -> ShownLine:
    if line.transition in OWN and line.author_kind == AuthorKind.CONTACT:
        return ShownLine(line.at, str(OWN[line.transition]), line.reason)
    done = declared[line.transition].done if line.transition in declared else _("a changé l’état de cette demande")
    return ShownLine(line.at, f"{line.author_name} {done}", line.reason)


def _changes(application: Application) -> list[ShownChange]:
    """Those that wait for an answer, each with the address of its field."""
    said, found = read(application, ground()), []
    for change in application.changes.filter(answered_at=None).order_by("pk"):
        code, _dot, name = change.field.partition(".")
        step = steps.BY_CODE.get(code, steps.STEPS[0])
        form = said.forms[step.code]
        label = str(form.fields[name].label) if name in form.fields else str(step.label)
        url = f"{reverse('join_step', args=[application.pk, step.slug])}#{form.first_id(name)}"
        found.append(ShownChange(label, change.message, url))
    return found

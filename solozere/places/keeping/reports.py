"""Reports of errors: from the visitor's word to the answer that they receive."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.accounts.perms import is_coordinator
from solozere.core import links, workflow
from solozere.core.addresses import absolute
from solozere.core.authors import Author, AuthorKind
from solozere.core.workflow.definition import Done, Transition, Workflow, needs_reason
from solozere.notices.actions import contact_for, queue, verify
from solozere.notices.models import Contact
from solozere.places.actions import update_group
from solozere.places.enums import ReportState as State
from solozere.places.enums import ReportSubject
from solozere.places.models import Place, PlaceReport, PlaceReportLine
from solozere.places.perms import managers_today

CONFIRM_REPORT = "confirm_report"


def open_reports(place: Place) -> QuerySet[PlaceReport]:
    """What is still to be answered about a place, the oldest first."""
    return PlaceReport.objects.filter(place=place, state=State.OPEN).order_by("created_at", "pk")


@transaction.atomic
def report(place: Place, subject: str, text: str, *, email: str = "", aside: bool = False) -> PlaceReport:
    """Keep what a visitor says is wrong. `aside`: it waits until `email` (then not empty) confirms it by a link.

    Raises ValidationError on `email`. The managers are told at once, or once it is confirmed.
    """
    contact = contact_for(email) if email else None
    state = State.TO_CONFIRM if aside else State.OPEN
    made = PlaceReport.objects.create(
        place=place, subject=ReportSubject(subject), text=text.strip(), contact=contact, state=state
    )
    if aside and contact is not None:
        url = links.make(CONFIRM_REPORT, made, contact.pk, Author.contact(contact))
        context = {"place": place.name, "url": url}
        queue("report_to_confirm", contact, context, key=f"report:{made.pk}:confirm", about=made)
    else:
        _tell_managers(made)
    return made


@transaction.atomic
def confirm(made: PlaceReport, link: Any) -> bool:
    """The address proved itself by its link: the report goes to the queue. False where the link does not open any more."""
    contact = Contact.objects.filter(pk=link.contact_id or 0).first()
    if contact is None or not links.use(link):
        return False
    verify(contact)
    workflow.apply(made, "confirm", Author.contact(contact))
    return True


def _tell_managers(made: PlaceReport) -> None:
    """What is said to be wrong, never by whom."""
    url = absolute(reverse("kept_place", args=[made.place.slug]))
    context = {"place": made.place.name, "subject": made.get_subject_display(), "text": made.text, "url": url}
    for term in managers_today(made.place):
        if term.contact_id != made.contact_id:
            key = f"report:{made.pk}:manager:{term.contact_id}"
            queue("report_received", term.contact, context, key=key, about=made)


def _answered(done: Done) -> None:
    """The date, the sentence, and the mail to who reported; what the manager proposed is written when it is agreed to."""
    made: PlaceReport = done.obj
    made.answered_at, made.answer = timezone.now(), str(done.data["reason"]).strip()
    made.save(update_fields=["answered_at", "answer"])
    if made.proposed and made.state == State.CORRECTED:
        source, now = _("Responsable du lieu"), timezone.now()
        update_group(made.place, made.subject, made.proposed, author=done.author, source=source, confirmed_at=now)
    if made.contact is not None:
        outcome = {
            State.CORRECTED: _("Nous avons corrigé la fiche."),
            State.NOT_CONFIRMED: _("Nous avons vérifié\u00a0: la fiche est exacte."),
            State.DUPLICATE: _("Quelqu’un nous l’avait déjà signalé."),
        }[State(made.state)]
        url = absolute(made.place.get_absolute_url())
        context = {"place": made.place.name, "outcome": outcome, "answer": made.answer, "text": made.text, "url": url}
        queue("report_answered", made.contact, context, key=f"report:{made.pk}:answered", about=made)


def _by_its_author(author: Author, made: Any) -> bool:
    return author.kind == AuthorKind.CONTACT and author.id == made.contact_id


def _by_the_team(author: Author, made: Any) -> bool:
    return author.kind == AuthorKind.USER and is_coordinator(author.person)


def _answer(code: str, label: Any, done: Any, target: State) -> Transition:
    return Transition(code, label, done, (State.OPEN,), target, _by_the_team, requires=needs_reason, within=_answered)


ANSWERS = (
    _answer("corrected", gettext_lazy("C’est corrigé"), gettext_lazy("a corrigé la fiche"), State.CORRECTED),
    _answer(
        "not_confirmed",
        gettext_lazy("Non confirmé"),
        gettext_lazy("n’a pas confirmé ce signalement"),
        State.NOT_CONFIRMED,
    ),
    _answer("duplicate", gettext_lazy("Déjà signalé"), gettext_lazy("l’a rapproché d’un autre"), State.DUPLICATE),
)
"""What a coordinator may answer."""
CONFIRM = Transition(
    "confirm",
    gettext_lazy("Confirmer mon signalement"),
    gettext_lazy("a confirmé ce signalement"),
    (State.TO_CONFIRM,),
    State.OPEN,
    _by_its_author,
    within=lambda done: _tell_managers(done.obj),
)
WORKFLOW = Workflow(PlaceReport, PlaceReportLine, State, [CONFIRM, *ANSWERS])

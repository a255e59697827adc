"""The verbs of the applicant: begin, write a step, sign and send, withdraw; each in one transaction, the row locked."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.enums import ApplicationState as State
from solozere.charter.enums import Channel, InvitationState
from solozere.charter.joining import signature, steps
from solozere.charter.joining.forms.base import Raw
from solozere.charter.joining.ground import ground
from solozere.charter.joining.groups import answers_from
from solozere.charter.joining.numbers import next_number
from solozere.charter.joining.perms import enters
from solozere.charter.joining.reading import seen as mark_of
from solozere.charter.joining.sending import BEGIN, FOLLOW, ask_confirmation, missing
from solozere.charter.models import Application, ChangeRequest, Invitation
from solozere.core import links, workflow
from solozere.core.authors import Author, AuthorKind
from solozere.core.models import StoredFile
from solozere.core.workflow import Refusal
from solozere.notices.actions import verify
from solozere.notices.models import Contact
from solozere.places.models import Place

EDITABLE = (State.DRAFT, State.CHANGES_REQUESTED)
"""The states in which the applicant writes."""
_TRIES = 20
"""Of two sendings given the same number, the second asks for the next one."""


class Overtaken(ValidationError):
    """The step was written from another page meanwhile; `standing` is what stands in it now. Nothing was saved."""

    def __init__(self, standing: Raw) -> None:
        super().__init__(
            _(
                "Cette étape a été modifiée ailleurs depuis que vous l’avez ouverte. Vos réponses sont gardées ci-dessous, "
                "mais pas encore enregistrées\u00a0: relisez, puis enregistrez à nouveau."
            )
        )
        self.standing = standing


@dataclass(frozen=True)
class Signatory:
    """Who signs, as they write it."""

    name: str
    quality: str


@transaction.atomic
def begin(contact: Contact, answers: dict[str, Raw], author: Author, channel: str = Channel.ONLINE) -> Application:
    """A new draft of `contact` with `answers` ({step: {field: as typed}})."""
    application = Application(contact=contact, answers=answers, channel=channel)
    application.set_author(author)
    application.save()
    return application


@transaction.atomic
def save_step(application: Application, step: str, raw: Raw, author: Author, *, seen: str | None = None) -> Application:
    """Write the answers of a step as they were typed, right or not; `seen`: `reading.seen` of when the page was read.

    Raises Overtaken where the step changed since, PermissionDenied where `author` may not write it, Refusal where it is no
    longer time. A draft that was signed is signed no more.
    """
    locked = _writable(application, author)
    if seen is not None and seen != mark_of(locked.answers, step):
        raise Overtaken(locked.answers.get(step, {}))
    if locked.answers.get(step) != raw:
        locked.answers = {**locked.answers, step: raw}
        if locked.state == State.DRAFT:
            _clear_signature(locked)
        locked.save()
    open_states = (InvitationState.SENT, InvitationState.OPENED)
    Invitation.objects.filter(application=locked, state__in=open_states).update(
        state=InvitationState.BEGUN, begun_at=timezone.now()
    )
    application.refresh_from_db()
    return application


@transaction.atomic
def attach_place(application: Application, place: Place, author: Author) -> Application:
    """Say that the application is about a known place, and fill with its public facts what is still empty: never more."""
    locked = _writable(application, author)
    known = answers_from(place)
    locked.answers = {code: _filled(locked.answers.get(code), known.get(code)) for code in steps.BY_CODE}
    locked.answers = {code: raw for code, raw in locked.answers.items() if raw}
    locked.place = place
    locked.save(update_fields=["answers", "place", "updated_at"])
    application.refresh_from_db()
    return application


@transaction.atomic
def detach_place(application: Application, author: Author) -> Application:
    """It is not that place: what was filled stays, to be put right."""
    locked = _writable(application, author)
    locked.place = None
    locked.save(update_fields=["place", "updated_at"])
    application.refresh_from_db()
    return application


def send(
    application: Application,
    author: Author,
    *,
    signatory: Signatory | None = None,
    proven: bool,
    paper: StoredFile | None = None,
) -> bool:
    """Sign and send, or send again after changes. True: it is sent; False: it is signed, and waits until the address
    confirms it by the link of a mail (`proven` is False).

    `signatory` None keeps a signature that still covers what is said. `paper`: the signed paper, for an application entered
    on somebody's behalf. Two sendings at once send once: the second raises `Moved` (`own` for a double click). Raises Refusal
    with a sentence for each thing that is missing, PermissionDenied.
    """
    for _attempt in range(_TRIES):
        try:
            with transaction.atomic():
                return _send(application, author, signatory, proven, paper)
        except IntegrityError as error:
            if "number" not in str(error):
                raise
    raise RuntimeError("no number was free")


def _send(
    application: Application, author: Author, signatory: Signatory | None, proven: bool, paper: StoredFile | None
) -> bool:
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state not in EDITABLE:
        last = workflow.lines(locked).first()
        again = last is not None and last.transition == "resubmit"
        workflow.apply(application, "resubmit" if again else "submit", author)
    if not enters(author, locked):
        raise PermissionDenied(_("Cette étape ne vous est pas ouverte."))
    _sign(locked, signatory, paper)
    if problems := missing(locked, {}):
        raise Refusal(problems)
    if not proven:
        locked.save()
        ask_confirmation(locked)
        application.refresh_from_db()
        return False
    again = locked.state == State.CHANGES_REQUESTED
    if not again:
        locked.number, locked.submitted_at = next_number(), timezone.now()
    locked.save()
    if author.kind == AuthorKind.CONTACT:
        _proved(locked)
    workflow.apply(application, "resubmit" if again else "submit", author)
    _answered(application)
    return True


def _sign(locked: Application, signatory: Signatory | None, paper: StoredFile | None) -> None:
    about = ground()
    if about.version is None:
        raise Refusal([_("Aucune charte n’est en vigueur aujourd’hui\u00a0: votre brouillon est gardé.")])
    if paper is not None:
        locked.paper = paper
    if signatory is None:
        if not signature.is_current(locked, about):
            raise Refusal([_("Ce que vous déclarez a changé depuis votre signature\u00a0: signez à nouveau.")])
        return
    locked.charter = about.version
    locked.signed_name, locked.signed_quality = signatory.name.strip(), signatory.quality.strip()
    locked.signed_text = signature.document(locked, about)
    locked.signed_hash = signature.fingerprint(locked.signed_text)
    locked.signed_at = timezone.now()


def _answered(application: Application) -> None:
    """The changes that were asked for are answered; an invitation led to this application."""
    now = timezone.now()
    ChangeRequest.objects.filter(application=application, answered_at=None).update(answered_at=now)
    waiting = (InvitationState.SENT, InvitationState.OPENED, InvitationState.BEGUN)
    Invitation.objects.filter(application=application, state__in=waiting).update(state=InvitationState.ANSWERED)


def _proved(application: Application) -> None:
    """The address is the person's. The browser where it was only typed sees no more: it may be somebody else's."""
    verify(application.contact)
    links.revoke(BEGIN, application)


def withdraw(application: Application, author: Author, *, reason: str = "", seen: int | None = None) -> None:
    """Withdraw an application that was sent and is not decided. Raises PermissionDenied, Moved."""
    workflow.apply(application, "withdraw", author, reason=reason, seen=seen)


@transaction.atomic
def delete_draft(application: Application, author: Author) -> None:
    """Delete a draft, with its files' lines and its links. Raises PermissionDenied, Refusal where it was sent."""
    locked = _writable(application, author)
    if locked.state != State.DRAFT:
        raise Refusal([_("Cette demande est envoyée\u00a0: elle ne se supprime pas, mais vous pouvez la retirer.")])
    for purpose in (BEGIN, FOLLOW):
        links.revoke(purpose, locked)
    locked.delete()


def _writable(application: Application, author: Author) -> Application:
    """The same, locked, where `author` may write in it now."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not enters(author, locked):
        raise PermissionDenied(_("Cette demande n’est pas la vôtre."))
    if locked.state not in EDITABLE:
        raise Refusal([_("Cette demande est envoyée\u00a0: elle ne se modifie plus.")])
    return locked


def _clear_signature(application: Application) -> None:
    application.signed_name = application.signed_quality = application.signed_hash = ""
    application.signed_at, application.signed_text = None, {}


def _filled(raw: Raw | None, known: Raw | None) -> Raw:
    """`raw`, its empty answers taken from `known`."""
    own: dict[str, Any] = {name: value for name, value in (raw or {}).items() if value not in ("", [], None)}
    return {**(raw or {}), **(known or {}), **own}

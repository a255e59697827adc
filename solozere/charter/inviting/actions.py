"""The verbs of an invitation: sent, opened, declined, reminded once, cancelled; each in one transaction, the row locked."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.enums import InvitationState as State
from solozere.charter.inviting.mails import tell
from solozere.charter.joining.actions import begin
from solozere.charter.joining.groups import answers_from
from solozere.charter.joining.sending import FOLLOW
from solozere.charter.models import Application, Invitation
from solozere.core import links
from solozere.core.authors import Author
from solozere.core.text import day_in_words
from solozere.notices.actions import contact_for, verify
from solozere.places.models import Place

LINK = "invitation"
"""The purpose of the links to an invitation."""
OPEN = (State.SENT, State.OPENED, State.BEGUN)
UNANSWERED = (State.SENT, State.OPENED)
REMIND_AFTER = timedelta(days=14)


def path_of(invitation: Invitation) -> str:
    """The page of whom it invites."""
    return reverse("invitation", args=[invitation.pk])


@transaction.atomic
def invite(
    *, email: str, author: Author, name: str = "", place: Place | None = None, answers: dict[str, Any] | None = None,
    message: str = "",
) -> Invitation:  # fmt: skip
    """Invite somebody to apply for a place, known or not, with a draft that holds what is known of it.

    `name`: of the person; `answers`: of the draft, {step: {field: typed}}, where no place is known. Raises ValidationError in
    French: a wrong address, a place that has a label or an invitation under way.
    """
    if place is not None and place.shown_label is not None:
        raise ValidationError({"place": _("Ce lieu porte déjà un label\u00a0: il n’y a rien à demander.")})
    contact = contact_for(email, name)
    filled = answers_from(place) if place is not None else answers or {}
    draft = begin(contact, {step: raw for step, raw in filled.items() if raw}, author)
    if place is not None:
        Application.objects.filter(pk=draft.pk).update(place=place)
    invitation = Invitation(contact=contact, application=draft, place=place, message=message.strip())
    invitation.set_author(author)
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError:
        raise ValidationError({"place": _("Une invitation est déjà en cours pour ce lieu.")}) from None
    facts = {"message": invitation.message, "sender": author.name}
    tell(invitation, "invited", _address(invitation, author), **facts)
    return invitation


@transaction.atomic
def start(invitation: Invitation) -> str:
    """The person comes to the draft: the invitation is opened, their address is proved by its link. Gives the address that opens
    the draft in their browser. Raises ValidationError where it is over."""
    locked = _locked(invitation)
    if locked.state not in OPEN:
        raise ValidationError(_("Cette invitation n’est plus en cours."))
    if locked.state == State.SENT:
        locked.state, locked.opened_at = State.OPENED, timezone.now()
        locked.save(update_fields=["state", "opened_at"])
    verify(locked.contact)
    invitation.refresh_from_db()
    return links.make(FOLLOW, locked.application, locked.contact_id, Author.contact(locked.contact))


@transaction.atomic
def decline(invitation: Invitation, reason: str = "") -> None:
    """The person does not wish to. Said twice, once. Raises ValidationError where it is over otherwise."""
    locked = _locked(invitation)
    if locked.state == State.DECLINED:
        return
    if locked.state not in OPEN:
        raise ValidationError(_("Cette invitation n’est plus en cours."))
    locked.state, locked.declined_at, locked.decline_reason = State.DECLINED, timezone.now(), reason.strip()[:1000]
    locked.save(update_fields=["state", "declined_at", "decline_reason"])
    links.revoke(FOLLOW, locked.application)
    invitation.refresh_from_db()


@transaction.atomic
def remind(invitation: Invitation, author: Author) -> None:
    """Write once more, once. Raises ValidationError where it was done, or where the person answered."""
    locked = _locked(invitation)
    if locked.reminded_at is not None:
        words = _("Cette personne a déjà été relancée le %(day)s\u00a0: nous n’écrivons pas une troisième fois.")
        raise ValidationError(words % {"day": day_in_words(timezone.localtime(locked.reminded_at))})
    if locked.state not in OPEN:
        raise ValidationError(_("Cette invitation n’est plus en cours\u00a0: il n’y a personne à relancer."))
    locked.reminded_at = timezone.now()
    locked.save(update_fields=["reminded_at"])
    tell(locked, "reminded", _address(locked, author), day=day_in_words(timezone.localtime(locked.sent_at)))
    invitation.refresh_from_db()


@transaction.atomic
def cancel(invitation: Invitation) -> None:
    """It was a mistake: its link opens nothing any more, its draft goes. Raises ValidationError once something was written."""
    locked = _locked(invitation)
    if locked.state not in UNANSWERED:
        raise ValidationError(_("Cette personne a déjà répondu\u00a0: l’invitation ne s’annule plus."))
    links.revoke(LINK, locked)
    links.revoke(FOLLOW, locked.application)
    locked.state = State.CANCELLED
    locked.save(update_fields=["state"])
    invitation.refresh_from_db()


def remind_all() -> str | None:
    """The nightly job: who did not answer for a fortnight is written to once more; a line for its log."""
    due = Invitation.objects.filter(state__in=UNANSWERED, reminded_at=None, sent_at__lt=timezone.now() - REMIND_AFTER)
    done = 0
    for invitation in due.order_by("pk"):
        try:
            remind(invitation, Author.system(_("relance des invitations")))
        except ValidationError:  # answered since it was listed
            continue
        done += 1
    return f"{done} reminded" if done else None


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _address(invitation: Invitation, author: Author) -> str:
    return links.make(LINK, invitation, invitation.contact_id, author)

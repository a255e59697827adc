"""Renewing a membership: asked, signed, granted or declined. Nothing takes a label off without a person having decided."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter import signing
from solozere.charter.actions import admit, end_membership
from solozere.charter.clock import today
from solozere.charter.enums import RenewalState
from solozere.charter.memberships import mails, rules
from solozere.charter.memberships.calling_off import LINK, PENDING
from solozere.charter.memberships.judging import judge, version_in_force
from solozere.charter.models import CharterVersion, Membership, Renewal
from solozere.charter.rules import Criterion
from solozere.core import history, links
from solozere.core.authors import Author
from solozere.core.predicates import Words
from solozere.core.text import day_in_words
from solozere.places.enums import PlaceStatus

FORMAT = 1
SIGNABLE = (RenewalState.ASKED, RenewalState.LAPSED)


def path_of(renewal: Renewal) -> str:
    """The page where it is signed."""
    return reverse("renewal", args=[renewal.pk])


@transaction.atomic
def ask(membership: Membership, *, author: Author) -> Renewal | None:
    """Ask those who keep the place to renew `membership`, once; None where it ended, or was asked already."""
    locked = Membership.objects.select_for_update().select_related("place").get(pk=membership.pk)
    if locked.until is not None or locked.due_on is None or locked.place.status == PlaceStatus.CLOSED:
        return None
    renewal, made = Renewal.objects.get_or_create(membership=locked)
    if not made:
        return None
    history.record(renewal, "ask", author)
    write(renewal, author=author, again=False)
    return renewal


def write(renewal: Renewal, *, author: Author, again: bool) -> int:
    """The mail that asks, with a link of their own, to each who keeps the place; how many. Nobody gets the same one twice."""
    membership = renewal.membership
    told = mails.keepers(membership.place)
    for contact in told:
        context = {
            "place": membership.place.name,
            "label": membership.label.name,
            "due_on": membership.due_on,
            "url": links.make(LINK, renewal, contact.pk, author),
            "again": again,
        }
        key = f"renewal:{renewal.pk}:{'again' if again else 'asked'}:{contact.pk}"
        mails.queue(mails.RENEWAL.code, contact, context, key=key, about=renewal)
    if told and renewal.contact_id is None:
        renewal.contact = told[0]
        renewal.save(update_fields=["contact"])
    return len(told)


def commitments(renewal: Renewal, version: CharterVersion) -> tuple[Criterion, ...]:
    """What the label borne asks under `version`, criterion by criterion: proposals that do not count are left out."""
    charter = version.charter()
    return tuple(each for each in charter.criteria_of(renewal.membership.label_id) if each.counts)


def document(renewal: Renewal, version: CharterVersion) -> dict[str, Any]:
    """The very document that is signed: the place, the label, the version, each commitment; never a person's name."""
    membership = renewal.membership
    return {
        "format": FORMAT,
        "place": {"slug": membership.place.slug, "name": membership.place.name},
        "label": membership.label_id,
        "charter": {"code": version.code, "title": version.title},
        "commitments": [{"id": one.id, "wording": one.wording} for one in commitments(renewal, version)],
    }


@transaction.atomic
def sign(renewal: Renewal, *, name: str, quality: str, version: CharterVersion, author: Author) -> Renewal:
    """Keep the signature of the commitments of `version`, which must still be the one in force. Signed twice, the first stands.

    Raises ValidationError, in French: decided or ended meanwhile, another version in force since the page was read.
    """
    locked = _locked(renewal)
    if locked.state == RenewalState.SIGNED:
        return locked
    if locked.state not in SIGNABLE:
        raise ValidationError(_("Ce renouvellement est clos\u00a0: il n’y a plus rien à signer."))
    current = version_in_force()
    if current is None or current.pk != version.pk:
        raise ValidationError(_("Une autre version de la charte est en vigueur depuis\u00a0: relisez-la, puis signez."))
    signature = signing.sign(document(locked, version), name, quality, timezone.now())
    for column, value in signature.columns().items():
        setattr(locked, column, value)
    locked.charter, locked.state = version, RenewalState.SIGNED
    locked.save()
    history.record(locked, "sign", author, after={"charter": version.code, "hash": signature.hash})
    return locked


@transaction.atomic
def grant(renewal: Renewal, *, author: Author, label: str | None = None) -> Membership:
    """Renew under the version in force, on today's facts: the label borne, or `label`, never more than the rules give.

    Raises ValidationError, in French: not signed, decided meanwhile, criteria that are not met any more, a place that is not open.
    """
    locked = _locked(renewal)
    if locked.state != RenewalState.SIGNED or locked.signed_at is None:
        raise ValidationError(_already(locked))
    if not signing.verify(locked.signed_text, locked.signed_hash):
        raise ValidationError(
            _("Ce qui a été signé ne correspond plus à son empreinte\u00a0: demandez une autre signature.")
        )
    former = locked.membership
    signed_on = day_in_words(timezone.localtime(locked.signed_at))
    reason = _("Renouvellement signé le %(day)s.") % {"day": signed_on}
    made = admit(former.place, label or former.label_id, on=today(), author=author, reason=reason, renews=True)
    _closed(locked, RenewalState.GRANTED, reason)
    history.record(locked, "grant", author, after={"membership": made.pk})
    _tell(locked, made.label.name, granted=True, reason="", due_on=made.due_on)
    return made


@transaction.atomic
def decline(renewal: Renewal, *, author: Author, reason: str) -> Membership:
    """Do not renew: the label ends today, with the reason that the place receives. Raises ValidationError, in French."""
    locked = _locked(renewal)
    if locked.state not in PENDING:
        raise ValidationError(_already(locked))
    ended = end_membership(locked.membership.place, on=today(), author=author, reason=reason)
    _closed(locked, RenewalState.DECLINED, reason.strip())
    history.record(locked, "decline", author, reason=reason)
    _tell(locked, ended.label.name, granted=False, reason=reason.strip(), due_on=None)
    return ended


def _locked(renewal: Renewal) -> Renewal:
    rows = Renewal.objects.select_for_update(of=("self",))
    return rows.select_related("membership__place", "membership__label").get(pk=renewal.pk)


def _already(renewal: Renewal) -> str:
    if renewal.state == RenewalState.GRANTED:
        return _("Ce renouvellement est déjà accordé\u00a0: rien n’est enregistré deux fois.")
    if renewal.state == RenewalState.DECLINED:
        return _("Ce renouvellement est déjà clos\u00a0: rien n’est enregistré.")
    return _("Ce renouvellement n’est pas encore signé\u00a0: la personne qui tient le lieu doit d’abord le signer.")


def _closed(renewal: Renewal, state: RenewalState, outcome: str) -> None:
    renewal.state, renewal.closed_at, renewal.outcome = state, timezone.now(), outcome
    renewal.save(update_fields=["state", "closed_at", "outcome"])
    links.revoke(LINK, renewal)


def _tell(renewal: Renewal, label: str, *, granted: bool, reason: str, due_on: date | None) -> None:
    place = renewal.membership.place
    context = {"label": label, "granted": granted, "reason": reason, "due_on": due_on, "url": mails.page_of(place)}
    mails.tell_keepers(mails.RENEWED, place, context, key=f"renewal:{renewal.pk}:decided")


def grantable(renewal: Renewal, version: CharterVersion, named: Words) -> tuple[str | None, str]:
    """`(label that may be granted or None, what the label borne is missing)` on today's facts, by `version`; `named`: see `words`."""
    assessment = judge(renewal.membership.place, version, named)
    borne = renewal.membership.label_id
    gone = assessment.label(borne) is None
    missing = _("La version en vigueur n’a plus ce label.") if gone else assessment.missing(borne)
    return rules.grantable(assessment, borne), missing

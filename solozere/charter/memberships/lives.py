"""What a coordinator may do with the life of a place and its label: the acts, what each changes on the public page, doing it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.actions import end_membership
from solozere.charter.clock import today
from solozere.charter.enums import ReviewKind
from solozere.charter.memberships import mails
from solozere.charter.models import Review
from solozere.core.authors import Author
from solozere.places.actions import change_status
from solozere.places.enums import PlaceStatus
from solozere.places.models import Place, StatusChange
from solozere.places.rules.life import allowed

Words = str | Promise
REASON_LENGTH: int = StatusChange._meta.get_field("note").max_length or 300


@dataclass(frozen=True)
class Act:
    """One act: its address, the words of its button, what the public page will show, what the managers are told.

    `status` is where the place goes, None where only its label ends; `ends`: the label ends; `grave`: drawn as such.
    """

    code: str
    button: Words
    shown: tuple[Words, ...]
    told: Words
    status: PlaceStatus | None = None
    ends: bool = False
    grave: bool = False

    def possible(self, place: Place) -> bool:
        """Is it open from where `place` stands?"""
        if self.status is None:
            return place.label_id is not None
        return place.status != self.status and allowed(place.status, self.status)


SUSPEND = Act(
    "suspendre",
    gettext_lazy("Suspendre le lieu"),
    (
        gettext_lazy(
            "La page dira «\u00a0fermé pour un temps\u00a0» avec ce motif, et le lieu ne sera plus compté comme ouvert."
        ),
        gettext_lazy("Son label et son adhésion restent."),
    ),
    gettext_lazy("Votre lieu est noté «\u00a0fermé pour un temps\u00a0». Son label reste."),
    PlaceStatus.SUSPENDED,
)
RESUME = Act(
    "remettre-en-service",
    gettext_lazy("Remettre en service"),
    (gettext_lazy("La page dira que le lieu est en service, et on le trouvera à nouveau parmi les lieux ouverts."),),
    gettext_lazy("Votre lieu est à nouveau noté «\u00a0en service\u00a0»."),
    PlaceStatus.IN_SERVICE,
)
WITHDRAW = Act(
    "retirer-le-label",
    gettext_lazy("Retirer le label"),
    (
        gettext_lazy(
            "La page ne montrera plus de label\u00a0; elle gardera «\u00a0Auparavant\u00a0: label …, du … au …\u00a0»."
        ),
        gettext_lazy(
            "Le lieu reste sur le site. Son certificat n’est plus valable. Ce motif n’est pas montré au public."
        ),
    ),
    gettext_lazy("Le label de votre lieu est retiré\u00a0: son certificat n’est plus valable."),
    ends=True,
    grave=True,
)
LEAVE = Act(
    "quitter-le-reseau",
    gettext_lazy("Sortir du réseau, à la demande du lieu"),
    (
        gettext_lazy(
            "La page ne montrera plus de label\u00a0; elle gardera «\u00a0Auparavant\u00a0: label …, du … au …\u00a0»."
        ),
        gettext_lazy(
            "Le lieu reste sur le site. Son certificat n’est plus valable. Ce motif n’est pas montré au public."
        ),
    ),
    gettext_lazy(
        "Comme vous l’avez demandé, votre lieu quitte le réseau\u00a0: son label et son certificat prennent fin."
    ),
    ends=True,
)
CLOSE = Act(
    "fermer",
    gettext_lazy("Fermer définitivement"),
    (
        gettext_lazy(
            "La page dira «\u00a0fermé définitivement\u00a0» avec ce motif\u00a0; le lieu quitte la recherche et la carte."
        ),
        gettext_lazy("S’il porte un label, il prend fin le même jour, et son certificat n’est plus valable."),
    ),
    gettext_lazy(
        "Votre lieu est noté «\u00a0fermé définitivement\u00a0»\u00a0: son label, s’il en portait un, prend fin."
    ),
    PlaceStatus.CLOSED,
    grave=True,
)
ACTS = (RESUME, SUSPEND, LEAVE, WITHDRAW, CLOSE)


def open_acts(place: Place) -> list[Act]:
    """Those that are possible now: the buttons of its page."""
    return [act for act in ACTS if act.possible(place)]


def act_of(code: str) -> Act | None:
    """The act of an address."""
    return next((act for act in ACTS if act.code == code), None)


@transaction.atomic
def carry_out(act: Act, place: Place, *, on: date, author: Author, reason: str) -> Place:
    """Do `act` from the day `on`, with its reason; journal and mails to those who keep the place, all or nothing.

    A closing ends the label in the same transaction. Raises ValidationError by field (« on », « reason »), in French, also
    where the place moved meanwhile.
    """
    locked = Place.objects.select_for_update().get(pk=place.pk)
    _check(act, locked, on, reason)
    if act.status is not None:
        change_status(locked, act.status, on=on, author=author, note=reason.strip())
    else:
        end_membership(locked, on=on, author=author, reason=reason.strip())
    if act.ends or act.status == PlaceStatus.CLOSED:
        _answer_leaving(locked, author, act)
    moment = timezone.now().isoformat()
    context = {"what": str(act.told), "on": on, "reason": reason.strip(), "url": mails.page_of(locked)}
    mails.tell_keepers(mails.LIFE, locked, context, key=f"place:{locked.pk}:{act.code}:{moment}")
    place.refresh_from_db()
    return place


def _check(act: Act, place: Place, on: date, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(
            {"reason": _("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la décision.")}
        )
    if on > today():
        raise ValidationError(
            {"on": _("Ce jour n’est pas encore venu\u00a0: notez la décision le jour où elle prend effet.")}
        )
    if not act.possible(place):
        words = {"button": act.button, "status": place.get_status_display()}
        raise ValidationError(
            _("«\u00a0%(button)s\u00a0» n’est plus possible\u00a0: le lieu est «\u00a0%(status)s\u00a0».") % words
        )


@transaction.atomic
def ask_to_leave(place: Place, *, author: Author, reason: str) -> Review:
    """Those who keep the place ask that it leave the network; a coordinator answers. Asked twice, the first one stands.

    Raises ValidationError: no reason, a place that bears no label.
    """
    locked = Place.objects.select_for_update().get(pk=place.pk)
    if locked.label_id is None:
        raise ValidationError(_("Ce lieu ne porte pas de label\u00a0: il n’a rien à quitter."))
    if not reason.strip():
        raise ValidationError({"reason": _("Dites-nous pourquoi, en une phrase\u00a0: cela nous aide à mieux faire.")})
    asked = Review.objects.filter(place=locked, kind=ReviewKind.LEAVE, closed_at=None).first()
    if asked is None:
        asked = Review(place=locked, kind=ReviewKind.LEAVE, details={"reason": reason.strip()})
        asked.set_author(author)
        asked.save()
    return asked


@transaction.atomic
def keep_in_network(review: Review, *, author: Author, reason: str) -> Review:
    """A request to leave that comes to nothing, after a talk for instance: closed with what was agreed. Raises ValidationError."""
    locked = Review.objects.select_for_update().get(pk=review.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Dites ce qui a été convenu, en une phrase.")})
    if locked.closed_at is None:
        _close(locked, reason.strip())
    return locked


def _answer_leaving(place: Place, author: Author, act: Act) -> None:
    for review in Review.objects.filter(place=place, kind=ReviewKind.LEAVE, closed_at=None).order_by("pk"):
        _close(review, str(act.button))


def _close(review: Review, outcome: str) -> None:
    review.closed_at, review.outcome = timezone.now(), outcome
    review.save(update_fields=["closed_at", "outcome"])

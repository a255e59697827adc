"""What is written to those who keep a place about its label, its life and their role."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.core.addresses import absolute
from solozere.core.authors import Author
from solozere.core.terms import on_day
from solozere.notices.actions import queue
from solozere.notices.kinds import MailKind
from solozere.notices.models import Contact
from solozere.places.models import Manager, Place

TEMPLATE = "charter/memberships/mail/{}"
RENEWAL = MailKind(
    code="renewal_asked",
    name=_("Renouvellement du label"),
    when=_("Un mois avant la fin du label de votre lieu, puis une seule fois encore si rien n’est venu."),
    because=_("vous tenez un lieu qui porte un label du réseau"),
    template=TEMPLATE.format("renewal"),
    sample=lambda: {
        "place": "Le Bief",
        "label": "Comptoir",
        "due_on": timezone.localdate(),
        "url": absolute(f"/suivi/{'x' * 43}/"),
        "again": False,
    },
)
RENEWED = MailKind(
    code="renewal_decided",
    name=_("Réponse à un renouvellement"),
    when=_("Quand le renouvellement du label de votre lieu est accordé ou décliné."),
    because=_("vous tenez un lieu du réseau"),
    template=TEMPLATE.format("decided"),
    sample=lambda: {
        "place": "Le Bief",
        "label": "Comptoir",
        "granted": True,
        "reason": "",
        "due_on": timezone.localdate(),
        "url": absolute("/lieux/le-bief/"),
    },
)
LIFE = MailKind(
    code="place_changed",
    name=_("Changement dans la vie de votre lieu"),
    when=_("Quand votre lieu est suspendu, rouvert, fermé, ou que son label prend fin."),
    because=_("vous tenez un lieu du réseau"),
    template=TEMPLATE.format("life"),
    sample=lambda: {
        "place": "Le Bief",
        "what": "Votre lieu est noté «\u00a0fermé pour un temps\u00a0».",
        "on": timezone.localdate(),
        "reason": "Travaux.",
        "url": absolute("/lieux/le-bief/"),
    },
)
ROLE = MailKind(
    code="place_manager",
    name=_("Vous tenez un lieu"),
    when=_("Quand vous êtes désigné responsable d’un lieu, ou ne l’êtes plus."),
    because=_("vous avez été désigné responsable d’un lieu du réseau"),
    template=TEMPLATE.format("role"),
    sample=lambda: {"place": "Le Bief", "appointed": True, "url": absolute("/compte/connexion/")},
)
KINDS = (RENEWAL, RENEWED, LIFE, ROLE)


def keepers(place: Place) -> list[Contact]:
    """Those who keep `place` today, the first appointed first."""
    terms = Manager.objects.filter(on_day(timezone.localdate()), place=place).select_related("contact")
    return [term.contact for term in terms.order_by("since", "pk")]


def tell_keepers(kind: MailKind, place: Place, context: dict[str, Any], *, key: str) -> int:
    """Write the same to each of them; how many there are. `key` says what is told."""
    told = keepers(place)
    for contact in told:
        queue(kind.code, contact, {**context, "place": place.name}, key=f"{key}:{contact.pk}", about=place)
    return len(told)


def tell_role(place: Place, contact: Contact, *, appointed: bool, key: str) -> None:
    """They keep the place from now on, or no longer."""
    context = {"place": place.name, "appointed": appointed, "url": absolute(reverse("account_login"))}
    queue(ROLE.code, contact, context, key=key, about=place)


def page_of(place: Place) -> str:
    """Its public page, whole address."""
    return absolute(place.get_absolute_url())


def author_of(user: Any) -> Author:
    """The author that a signed-in user is."""
    return Author.user(user)

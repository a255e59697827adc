"""What is written to whoever begins or ceases to act for a partner."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from solozere.core.addresses import absolute
from solozere.notices.actions import queue
from solozere.notices.kinds import MailKind
from solozere.organisations.models import Membership

OFFICER = MailKind(
    code="partner_officer",
    name=_("Vous agissez pour un partenaire"),
    when=_("Quand vous êtes désigné pour agir au nom d’un partenaire, ou ne l’êtes plus."),
    because=_("vous avez été désigné pour agir au nom d’un partenaire du réseau"),
    template="organisations/mail/officer",
    sample=lambda: {"organisation": "Agence du plateau", "appointed": True, "url": absolute("/compte/connexion/")},
)


def tell_officer(term: Membership, *, appointed: bool) -> None:
    """They act for the partner from now on, or no longer; in the transaction that says so."""
    organisation = term.organisation
    context = {"organisation": organisation.name, "appointed": appointed, "url": absolute(reverse("account_login"))}
    key = f"officer:{term.pk}:{'appointed' if appointed else 'ended'}"
    queue(OFFICER.code, term.contact, context, key=key, about=organisation)

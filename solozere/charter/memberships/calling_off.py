"""A membership that ends has nothing more to renew."""

from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.enums import RenewalState
from solozere.charter.models import Membership, Renewal
from solozere.core import links

LINK = "renew_membership"
"""The purpose of the link that a request to renew holds."""
PENDING = (RenewalState.ASKED, RenewalState.SIGNED, RenewalState.LAPSED)
"""A renewal that is not decided."""


def call_off(membership: Membership) -> None:
    """Close what was asked about `membership`, and its links; in the transaction that ends it."""
    for renewal in Renewal.objects.select_for_update().filter(membership=membership, state__in=PENDING).order_by("pk"):
        renewal.state, renewal.closed_at = RenewalState.DECLINED, timezone.now()
        renewal.outcome = _("Sans objet\u00a0: cette adhésion a pris fin.")
        renewal.save(update_fields=["state", "closed_at", "outcome"])
        links.revoke(LINK, renewal)

"""A link that is over: another one, sent to the contact that had it, never shown to who asks."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from solozere.core import links, throttle
from solozere.core.authors import Author
from solozere.core.links import LinkState, SecretLink
from solozere.core.links.purposes import purposes, senders

FORM = "link_renewal"
LIMIT = throttle.declare(throttle.Limit(FORM, timedelta(days=1), soft=3, hard=3))
"""The mail is itself the proof: past three a day nothing more is written to that address."""


def may_renew(link: SecretLink) -> bool:
    """Is it over in a way that another one would mend, and is there somebody to write to?"""
    over = links.state(link) in (LinkState.EXPIRED, LinkState.USED)
    return over and purposes[link.purpose].renewable and link.contact_id is not None


def renew(link: SecretLink) -> bool:
    """Send another link to the contact of `link`; False where it may not be, or no longer today. The page says the same."""
    if not may_renew(link):
        return False
    about = (link.purpose, link.model, link.object_id)
    if throttle.hit(FORM, str(link.contact_id), *about) != throttle.Verdict.PASS:
        return False
    with transaction.atomic():
        address = links.again(link, Author.system(_("renouvellement d’un lien")))
        if address is None:
            return False
        for send in senders:
            send(link, address)
    return True

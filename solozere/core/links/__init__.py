"""Secret links: whoever has the address may do one thing, without an account.

`make` gives an address to put in a mail; `/suivi/<token>/` swaps it for a cookie and leads to the page of its purpose; that
page asks `current`. Reading never acts. Tokens are kept hashed; where an address stood in a text that stays (a mail that is gone),
`scrub` replaces its token by the number of its link and `restore` makes a new one.
"""

import re
from datetime import timedelta
from enum import Enum

from django.apps import apps
from django.db import transaction
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from solozere.core.addresses import absolute
from solozere.core.authors import Author
from solozere.core.links import tokens
from solozere.core.links.models import SecretLink
from solozere.core.links.purposes import LinkPurpose, purposes

_ADDRESS = re.compile(r"(/suivi/)([A-Za-z0-9_-]{43})(/)")
_SCRUBBED = re.compile(r"(/suivi/)lien-(\d+)(/)")


class LinkState(Enum):
    """OPEN, or why it does not open any more."""

    OPEN = "open"
    EXPIRED = "expired"
    USED = "used"
    REVOKED = "revoked"
    GONE = "gone"


class LinkRevoked(Exception):
    """A link that somebody cancelled, or whose object is gone, is not made again."""


def make(purpose: str, obj: Model, contact_id: int | None, author: Author, *, days: int | None = None) -> str:
    """A new link of `purpose` (declared in `links.purposes`) to `obj` for a contact: its whole address, known once.

    It lasts as long as its purpose says, or `days`. Earlier links of the same thing stay. Raises KeyError for a purpose
    that nobody declared.
    """
    declared, token = purposes[purpose], tokens.new()
    link = SecretLink(
        token_hash=tokens.hashed(token),
        purpose=purpose,
        model=obj._meta.label_lower,
        object_id=str(obj.pk),
        contact_id=contact_id,
        expires_at=timezone.now() + timedelta(days=declared.days if days is None else days),
    )
    link.set_author(author)
    link.save()
    return absolute(f"/suivi/{token}/")


def current(request: HttpRequest, purpose: str, obj: Model) -> SecretLink | None:
    """The link of this browser that opens `obj` for `purpose` now; None where there is none. One query at most."""
    found = [tokens.hashed(token) for token in tokens.carried(request)]
    if not found:
        return None
    links = _of(purpose, obj).filter(token_hash__in=found, revoked_at=None, expires_at__gt=timezone.now())
    return next((link for link in links.order_by("-created_at", "-pk") if state(link) == LinkState.OPEN), None)


def open_here(request: HttpRequest, response: HttpResponseBase, address: str) -> None:
    """Let this browser follow the link of `address` (what `make` gave) at once, as if it had come by it.

    For somebody who just began something here, and whose address is not proved by that.
    """
    tokens.carry(request, response, address.rstrip("/").rpartition("/")[2])


def followed(request: HttpRequest) -> list[tuple[SecretLink, Model]]:
    """What may be followed from here, the newest first, each thing once: what the links of this browser open, and for who is
    signed in what was sent to them. A thing that is gone is left out."""
    hashes = [tokens.hashed(token) for token in tokens.carried(request)]
    whose = Q(token_hash__in=hashes)
    contact = getattr(request.user, "contact_id", None)
    if contact is not None:
        whose |= Q(contact_id=contact)
    found = SecretLink.objects.filter(whose, revoked_at=None, expires_at__gt=timezone.now())
    opened = {(link.purpose, link.model, link.object_id): link for link in found.order_by("created_at", "pk")}
    shown = [(link, object_of(link)) for link in opened.values() if state(link) == LinkState.OPEN]
    return [(link, obj) for link, obj in reversed(shown) if obj is not None]


def by_token(token: str) -> SecretLink | None:
    """The link of a token, whatever its state."""
    return SecretLink.objects.filter(token_hash=tokens.hashed(token)).first()


def state(link: SecretLink) -> LinkState:
    """Does it open, else why not? GONE: its purpose is not declared any more. The object itself is not looked at."""
    if link.purpose not in purposes:
        return LinkState.GONE
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if link.uses and not purposes[link.purpose].reusable:
        return LinkState.USED
    return LinkState.EXPIRED if link.expires_at <= timezone.now() else LinkState.OPEN


@transaction.atomic
def use(link: SecretLink) -> bool:
    """Count an action done through the link, in the transaction of that action; False where it does not open any more.

    Of two sendings at once with a link that serves once, one gets True: call it before acting.
    """
    locked = SecretLink.objects.select_for_update().filter(pk=link.pk).first()
    if locked is None or state(locked) != LinkState.OPEN:
        return False
    SecretLink.objects.filter(pk=link.pk).update(uses=F("uses") + 1, used_at=timezone.now())
    link.refresh_from_db()
    return True


def revoke(purpose: str, obj: Model, contact_id: int | None = None) -> int:
    """Cancel the links of `purpose` to `obj`, those of one contact or all; how many."""
    links = _of(purpose, obj).filter(revoked_at=None)
    if contact_id is not None:
        links = links.filter(contact_id=contact_id)
    return links.update(revoked_at=timezone.now())


def object_of(link: SecretLink) -> Model | None:
    """What it opens; None where it is gone, or its app."""
    try:
        model = apps.get_model(link.model)
    except (LookupError, ValueError):
        return None
    return model._base_manager.filter(pk=link.object_id).first()


def again(link: SecretLink, author: Author) -> str | None:
    """Another link to the same thing for the same contact; None where the thing is gone. Raises LinkRevoked."""
    if link.revoked_at is not None:
        raise LinkRevoked
    obj = object_of(link)
    if obj is None or link.purpose not in purposes:
        return None
    return make(link.purpose, obj, link.contact_id, author)


def move_contact(kept: int, other: int) -> int:
    """Two contacts became one."""
    return SecretLink.objects.filter(contact_id=other).update(contact_id=kept)


def forget_contact(contact_id: int) -> int:
    """Delete the links of a contact that is erased."""
    count, _by_model = SecretLink.objects.filter(contact_id=contact_id).delete()
    return count


def scrub(text: str) -> str:
    """`text` with each token replaced by the number of its link: nobody who reads it can follow the link."""
    return _ADDRESS.sub(_numbered, text)


def restore(author: Author, *texts: str) -> list[str]:
    """Scrubbed `texts` with a new link in the place of each, the same one wherever it stands. Raises LinkRevoked."""
    made: dict[str, str] = {}
    for number in dict.fromkeys(found[2] for text in texts for found in _SCRUBBED.finditer(text)):
        link = SecretLink.objects.filter(pk=number).first()
        address = again(link, author) if link is not None else None
        if address is None:
            raise LinkRevoked
        made[number] = address.rstrip("/").rpartition("/")[2]
    return [_SCRUBBED.sub(lambda found: f"{found[1]}{made[found[2]]}{found[3]}", text) for text in texts]


def _numbered(found: re.Match[str]) -> str:
    link = by_token(found[2])
    return f"{found[1]}lien-{link.pk if link else 0}{found[3]}"


def _of(purpose: str, obj: Model) -> QuerySet[SecretLink]:
    return SecretLink.objects.filter(purpose=purpose, model=obj._meta.label_lower, object_id=str(obj.pk))


__all__ = ["LinkPurpose", "LinkRevoked", "LinkState", "SecretLink"]

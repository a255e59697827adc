"""What secret links are for: each app declares its purposes in `registers.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from solozere.core.links.models import SecretLink
from solozere.core.registries import Registry


@dataclass(frozen=True)
class LinkPurpose:
    """`name` (French, « suivre votre demande »), validity in `days`, `leads_to(obj)` → path of the page that it opens.

    A `reusable` link opens its page as often as wanted; another one is spent by the first action that calls `links.use`.
    A `renewable` one, once over, offers to send another to the same contact.
    """

    code: str
    name: str | Promise
    days: int
    leads_to: Callable[[Any], str]
    reusable: bool = True
    renewable: bool = True


purposes: Registry[LinkPurpose] = Registry("purpose of secret links")
senders: Registry[Callable[[SecretLink, str], None]] = Registry("sender of a new secret link")
"""Who writes to the contact of a link that is over: called with it and the new address. The app of mails is one."""


def declare(purpose: LinkPurpose) -> LinkPurpose:
    """Put a purpose in the registry under its own code."""
    return purposes.register(purpose.code, purpose)

"""Kinds of mail: each app declares its own in `registers.py`, with its templates and a sample that a test renders."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise

from solozere.core.registries import Registry

Words = str | Promise


@dataclass(frozen=True)
class MailKind:
    """One kind of mail. `name`, `when` (a sentence) and `because` (the clause after « parce que ») are French.

    `template` is a path without its end, "accounts/mail/code": `.subject.txt`, `.txt` and `.html` stand beside each other.
    An `essential` kind is always sent at once; an optional one follows the person's wish, and may wait for the digest where
    it is `digestible`. A `secret` text (a code) is erased as soon as it is gone, never shown to the team, never sent again.
    Higher `priority` (0 to 100) goes first; after `useful_for` without success the mail is given up.
    `sample()` gives a context for the templates. Raises ValueError when a declaration contradicts itself.
    """

    code: str
    name: Words
    when: Words
    because: Words
    template: str
    sample: Callable[[], dict[str, Any]]
    essential: bool = True
    digestible: bool = False
    secret: bool = False
    priority: int = 0
    useful_for: timedelta | None = None

    def __post_init__(self) -> None:
        if self.digestible and (self.essential or self.secret):
            raise ValueError(f"{self.code}: what is essential or secret does not wait for a digest")


mail_kinds: Registry[MailKind] = Registry("kind of mail")


def declare(kind: MailKind, *, order: int = 100) -> MailKind:
    """Put a kind in the registry under its own code."""
    return mail_kinds.register(kind.code, kind, order=order)


def kind_of(code: str) -> MailKind:
    """The declared kind; raises KeyError, which names it, where nobody declared it."""
    if code not in mail_kinds:
        raise KeyError(f"no app declares the kind of mail {code!r}")
    return mail_kinds[code]


def known(code: str) -> MailKind | None:
    """The declared kind, or None: the outbox outlives the apps that wrote in it."""
    try:
        return mail_kinds[code]
    except KeyError:
        return None

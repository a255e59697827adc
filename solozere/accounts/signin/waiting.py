"""A code by mail for somebody who is in already, before something sensitive: kept in their session."""

import secrets
import time
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from solozere.accounts import mails
from solozere.accounts.rules import CODE_DIGITS, SentCode, Verdict, judge

_KEY = "accounts_code_again"


class WaitingCode:
    """A code that was sent and is waited for, in a dictionary of a session."""

    email: str
    state: dict[str, Any]

    @property
    def sent(self) -> SentCode:
        """The last code."""
        return SentCode(self.state.get("code", ""), self.state.get("at", 0.0), self.state.get("failed", 0))

    @property
    def sent_at(self) -> datetime:
        """When the last code went, on the territory's clock."""
        return timezone.localtime(datetime.fromtimestamp(self.sent.at, tz=UTC))

    def send(self) -> None:
        """A new code, which replaces the one before."""
        digits = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
        self.state.update(code=digits, at=time.time(), failed=0)
        self.keep()
        mails.send_code(self.email, digits)

    def judge(self, typed: str) -> Verdict:
        """What `typed` is worth now; a wrong code is counted."""
        verdict = judge(typed, self.sent, time.time())
        if verdict is Verdict.WRONG:
            self.state["failed"] = self.sent.failed + 1
            self.keep()
        return verdict

    def keep(self) -> None:
        """Write the state back in the session."""
        raise NotImplementedError


class CodeAgain(WaitingCode):
    """The code of somebody who is in."""

    def __init__(self, request: HttpRequest, email: str, state: dict[str, Any]) -> None:
        self.request, self.email, self.state = request, email, state

    @classmethod
    def of(cls, request: HttpRequest) -> "CodeAgain":
        """The one of this session, empty before the first was sent."""
        return cls(request, request.user.email, dict(request.session.get(_KEY, {})))  # type: ignore[union-attr]

    def keep(self) -> None:
        """In the session of the person."""
        self.request.session[_KEY] = self.state

    def forget(self) -> None:
        """A code serves once."""
        self.request.session.pop(_KEY, None)

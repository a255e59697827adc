"""What becomes of a code that somebody types. Pure: the instant is an argument."""

import enum
import hmac
from dataclasses import dataclass

CODE_SECONDS = 15 * 60
CODE_DIGITS = 6
ATTEMPTS = 5


class Verdict(enum.Enum):
    """What a typed code is worth."""

    RIGHT = "right"
    WRONG = "wrong"
    SPENT = "spent"
    EXPIRED = "expired"


@dataclass(frozen=True)
class SentCode:
    """A code that was sent: its digits, the instant in seconds since 1970, and the wrong ones typed since."""

    digits: str
    at: float
    failed: int = 0

    @property
    def attempts_left(self) -> int:
        """How many wrong codes may still be typed."""
        return max(0, ATTEMPTS - self.failed)


def plain(typed: str) -> str:
    """The digits of what was typed or pasted: spaces and dashes are of no account."""
    return "".join(character for character in typed if character.isascii() and character.isdigit())


def judge(typed: str, sent: SentCode, now: float) -> Verdict:
    """Is `typed` the code that was sent, in time and within the attempts? Compared in constant time."""
    if sent.failed >= ATTEMPTS:
        return Verdict.SPENT
    if not sent.digits or now - sent.at > CODE_SECONDS:
        return Verdict.EXPIRED
    return Verdict.RIGHT if hmac.compare_digest(plain(typed), sent.digits) else Verdict.WRONG

"""Cuts a text of opening hours into tokens that know where they stand."""

import re
from dataclasses import dataclass
from enum import Enum

from solozere.places.hours.selectors import DAYS, MONTHS


class T(Enum):
    """Kinds of tokens."""

    COMMENT = "comment"
    UNCLOSED = "unclosed"
    ALWAYS = "always"
    TIME = "time"
    NUMBER = "number"
    WORD = "word"
    FALLBACK = "fallback"
    SIGN = "sign"
    OTHER = "other"
    END = "end"


_PATTERN = re.compile(
    r"""(?P<comment>"[^"]*") | (?P<unclosed>"[^"]*$) | (?P<always>24/7(?![0-9:])) | (?P<time>[0-9]{1,2}:[0-9]{2}(?![0-9]))
    | (?P<number>[0-9]+) | (?P<word>[^\W\d_]+) | (?P<fallback>\|\|) | (?P<sign>[-,;:+/\[\]]) | (?P<space>\s+) | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("“”„«»", '"'), **dict.fromkeys("\u00a0\u202f\u2009\u3000", " ")}
)
_DAY = {name.lower(): index for index, name in enumerate(DAYS)}
_MONTH = {name.lower(): index for index, name in enumerate(MONTHS, 1)}


def plain(text: str) -> str:
    """`text` with its dashes, quotes and no-break spaces made ASCII, letter for letter: places in it do not move."""
    return text.translate(_PLAIN)


@dataclass(frozen=True)
class Token:
    """A token and where it stands in the text: from `start` to `end`."""

    kind: T
    text: str
    start: int
    end: int

    def is_sign(self, sign: str) -> bool:
        """Is it this very sign?"""
        return self.kind is T.SIGN and self.text == sign

    @property
    def word(self) -> str:
        """The word in lower case; "" for another kind."""
        return self.text.lower() if self.kind is T.WORD else ""

    @property
    def day(self) -> int | None:
        """The day of the week, 0 for Monday, if it names one."""
        return _DAY.get(self.word)

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, if it names one."""
        return _MONTH.get(self.word)

    @property
    def year(self) -> int | None:
        """The year, if it is a number that can be one."""
        if self.kind is T.NUMBER and len(self.text) == 4 and 1900 <= int(self.text) < 2200:
            return int(self.text)
        return None


def tokens_of(text: str) -> list[Token]:
    """The tokens of a plain `text`, spaces left out, then one that marks its end."""
    found = [
        Token(T(match.lastgroup), match.group(), match.start(), match.end())
        for match in _PATTERN.finditer(text)
        if match.lastgroup != "space"
    ]
    return [*found, Token(T.END, "", len(text), len(text))]

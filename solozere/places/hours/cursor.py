"""Where the reading stands, and the trouble it may meet."""

from enum import StrEnum

from solozere.places.hours.selectors import Selector
from solozere.places.hours.tokens import T, Token

SUN = frozenset({"sunrise", "sunset", "dawn", "dusk"})
SELECTING = frozenset({"ph", "sh", "week"})


class Code(StrEnum):
    """What can be wrong; `messages` has a sentence for each."""

    ALWAYS_WITH_DAYS = "always_with_days"
    BAD_DATE = "bad_date"
    BAD_HOUR = "bad_hour"
    BAD_MINUTE = "bad_minute"
    BAD_NTH = "bad_nth"
    BAD_WEEK = "bad_week"
    BARE_NUMBERS = "bare_numbers"
    CHAIN = "chain"
    DANGLING = "dangling"
    DAYS_APART = "days_apart"
    DAYS_CHAINED = "days_chained"
    DAYS_OPEN = "days_open"
    EASTER = "easter"
    FRENCH_DAY = "french_day"
    HOLIDAY_AND_DAYS = "holiday_and_days"
    LONE_MIDNIGHT = "lone_midnight"
    LONE_TIME = "lone_time"
    NO_COMMA = "no_comma"
    NO_DASH = "no_dash"
    NO_END = "no_end"
    NO_HOURS = "no_hours"
    NO_SEMICOLON = "no_semicolon"
    NULL_SPAN = "null_span"
    OFFSET = "offset"
    OPEN_END = "open_end"
    REPEAT = "repeat"
    REVERSED_DATES = "reversed_dates"
    REVERSED_WEEKS = "reversed_weeks"
    REVERSED_YEARS = "reversed_years"
    SAME_HOUR = "same_hour"
    SAME_MIDNIGHT = "same_midnight"
    SLASH = "slash"
    SUN = "sun"
    TRIPLE = "triple"
    UNCLOSED = "unclosed"
    UNEXPECTED = "unexpected"
    UNKNOWN_SIGN = "unknown_sign"
    UNKNOWN_WORD = "unknown_word"


_MISPLACED = {
    T.ALWAYS: Code.ALWAYS_WITH_DAYS,
    T.END: Code.DANGLING,
    T.OTHER: Code.UNKNOWN_SIGN,
    T.UNCLOSED: Code.UNCLOSED,
}


class Trouble(Exception):
    """The reading cannot go on: what, from where to where in the text, and in which rule."""

    def __init__(self, code: Code, start: int, end: int) -> None:
        super().__init__(code)
        self.code, self.start, self.end = code, start, end
        self.rule: tuple[int, int] = (start, end)
        self.selector = Selector()


class Cursor:
    """Walks over the tokens of one part of the text, between two semicolons; the last token marks the end."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.rule_start = tokens[0].start
        self.selector = Selector()

    @property
    def now(self) -> Token:
        """The token under the cursor."""
        return self.tokens[self.at]

    def ahead(self, steps: int = 1) -> Token:
        """The token further on, or the end."""
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def take(self) -> Token:
        """The token under the cursor, which moves on."""
        token = self.now
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def skip(self, sign: str) -> bool:
        """Move over this sign if it is there, and say so."""
        if self.now.is_sign(sign):
            self.take()
            return True
        return False

    def take_number(self, low: int, high: int, code: Code, start: int) -> int:
        """The number under the cursor, between `low` and `high`; else the trouble `code`, from `start`."""
        token = self.take()
        if token.kind is not T.NUMBER or not low <= int(token.text) <= high:
            raise Trouble(code, start, token.end)
        return int(token.text)

    @property
    def is_over(self) -> bool:
        """Is everything read?"""
        return self.now.kind is T.END

    def misplaced(self) -> Trouble:
        """The trouble with the token under the cursor, which nothing expects."""
        token = self.now
        if token.day is not None or token.month is not None or token.word in SELECTING:
            after_always = self.at > 0 and self.tokens[self.at - 1].kind is T.ALWAYS
            code = Code.ALWAYS_WITH_DAYS if after_always else Code.NO_SEMICOLON
        elif token.kind is T.WORD:
            code = Code.EASTER if token.word == "easter" else Code.SUN if token.word in SUN else Code.UNKNOWN_WORD
        else:
            code = _MISPLACED.get(token.kind, Code.UNEXPECTED)
        return Trouble(code, token.start, token.end)

"""Opening hours as values: spans, rules, schedules; immutable and comparable. `str()` writes each in OSM syntax."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from solozere.places.hours.selectors import WEEK, Selector

DAY = 24 * 60
"""Minutes in a day, by the clock on the wall."""


class Saying(StrEnum):
    """What a rule says of its hours."""

    OPEN = "open"
    CLOSED = "off"
    UNKNOWN = "unknown"


class Link(StrEnum):
    """How a rule stands to those before it: instead of them on its days, beside them, or where they say nothing."""

    REPLACES = "; "
    ADDS = ", "
    FALLBACK = " || "


@dataclass(frozen=True, order=True)
class Span:
    """From `start` to `end`, in minutes from the midnight that begins the day; `end` may reach 48 h, the next day's end."""

    start: int
    end: int

    def __str__(self) -> str:
        end = self.end - DAY if DAY < self.end < self.start + DAY else self.end
        return f"{self.start // 60:02}:{self.start % 60:02}-{end // 60:02}:{end % 60:02}"


WHOLE_DAY = Span(0, DAY)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order of their start, those that touch or overlap made one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


@dataclass(frozen=True)
class Rule:
    """On the selector's days, the spans (none: the whole day) are open, closed or unknown; a comment says more."""

    selector: Selector
    spans: tuple[Span, ...]
    saying: Saying
    comment: str = ""
    link: Link = Link.REPLACES

    @cached_property
    def round_the_clock(self) -> bool:
        """Open day and night, every day of the year?"""
        selector = self.selector
        is_open = self.saying is Saying.OPEN and merged(self.spans) == (WHOLE_DAY,)
        return is_open and selector.weekdays == WEEK and not selector.has_season

    def __str__(self) -> str:
        selector = str(self.selector)
        spans = ",".join(map(str, self.spans))
        if self.spans == (WHOLE_DAY,) and not selector:
            spans = "24/7"
        saying = "" if self.saying is Saying.OPEN else self.saying.value
        comment = f'"{self.comment}"' if self.comment else ""
        return " ".join(filter(None, (selector, spans, saying, comment)))


@dataclass(frozen=True)
class Remark:
    """Something to say of a piece of the text: the sentence, in French, and what would be right, likeliest first."""

    piece: str
    sentence: str
    right: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """Opening hours that were read. `str()` is their canonical OSM text: the form to keep and to publish."""

    rules: tuple[Rule, ...]

    @cached_property
    def always_open(self) -> bool:
        """Open day and night, every day of every year?"""
        return len(self.rules) == 1 and self.rules[0].round_the_clock

    @cached_property
    def never_open(self) -> bool:
        """Does no rule ever open, not even perhaps?"""
        return all(rule.saying is Saying.CLOSED for rule in self.rules)

    @cached_property
    def has_seasons(self) -> bool:
        """Does the week change over the year, public and school holidays apart?"""
        return any(rule.selector.has_season or any(days.nths for days in rule.selector.days) for rule in self.rules)

    @cached_property
    def minds_school(self) -> bool:
        """Does a rule speak of school holidays?"""
        return any(rule.selector.school_holidays for rule in self.rules)

    def __str__(self) -> str:
        text = str(self.rules[0])
        for rule in self.rules[1:]:
            text += rule.link.value + str(rule)
        return text

"""Guesses what a faulty piece was meant to be, with the hours of the other days as the first hint."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from solozere.places.hours.cursor import Code
from solozere.places.hours.model import DAY

_PAIR = re.compile(r"(?<![-0-9:])([0-9]{1,2}:[0-9]{2})-([0-9]{1,2}:[0-9]{2})(?![-0-9:+/])")
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_TWO, _THREE = 14 * 60, 15 * 60
_USUAL_ENDS = (12 * 60, 17 * 60, 20 * 60, DAY)


def clock(minute: int) -> str:
    """« 09:05 »."""
    return f"{minute // 60:02}:{minute % 60:02}"


def times_in(piece: str) -> list[int]:
    """The times of a piece, in minutes; hours above 24 are kept."""
    return [int(hours) * 60 + int(minutes) for hours, minutes in (time.split(":") for time in _TIME.findall(piece))]


@dataclass(frozen=True)
class Others:
    """The spans that the rest of the text gives, in minutes."""

    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> "Others":
        """Those of a plain `text`."""
        spans = ((times_in(start)[0], times_in(end)[0]) for start, end in _PAIR.findall(text))
        return cls(tuple((start, end) for start, end in spans if start < end <= DAY))

    def end_after(self, start: int) -> int | None:
        """When the other days close if they open at `start`."""
        return next((end for first, end in self.spans if first == start), None)

    def start_before(self, end: int, after: int) -> int | None:
        """When the other days open, later than `after`, if they close at `end`."""
        return next((first for first, last in self.spans if last == end and first > after), None)

    def last_end(self, after: int) -> int | None:
        """The latest closing of the other days, if it comes later than `after`."""
        return max((end for _start, end in self.spans if end > after), default=None)


def likely_span(start: int, others: Others) -> str:
    """A span that begins at `start`, closed as on other days, else at a usual hour; "" where no day has such a start."""
    if start >= DAY:
        return ""
    end = others.end_after(start) or next(usual for usual in _USUAL_ENDS if usual > start)
    return f"{clock(start)}-{clock(end)}"


def _of_chain(piece: str, others: Others) -> list[str]:
    """Three times in a row: two spans with a break, then one without; more, if even: as many spans."""
    times = times_in(piece)
    if len(times) != 3:
        spans = [f"{clock(start)}-{clock(end)}" for start, end in zip(times[::2], times[1::2], strict=False)]
        return [",".join(spans)] if len(times) % 2 == 0 else []
    first, second, third = times
    return [
        "{}-{},{}-{}".format(*map(clock, _with_break(first, second, third, others))),
        f"{clock(first)}-{clock(third)}",
    ]


def _with_break(first: int, second: int, third: int, others: Others) -> tuple[int, int, int, int]:
    """The two spans that three times in a row were likely meant to be: one hour is missing, or was swallowed."""
    noon = next((end for start, end in others.spans if start == first and end < second), None)
    if noon and (second, third) in others.spans:
        return first, noon, second, third
    if end := others.end_after(third):
        return first, second, third, end
    if again := others.start_before(third, second):
        return first, second, again, third
    if third < _THREE:
        return first, second, third, others.last_end(third) or 17 * 60
    return first, second, _TWO if second < _TWO < third else (second + third) // 2, third


def _of_start(piece: str, others: Others) -> list[str]:
    return [likely_span(times_in(piece)[0], others)]


def _of_open_end(piece: str, others: Others) -> list[str]:
    return [piece.rstrip("+ ")] if len(times_in(piece)) > 1 else _of_start(piece, others)


def _of_midnight(piece: str, others: Others) -> list[str]:
    return ["off", likely_span(others.spans[0][0] if others.spans else 9 * 60, others)]


def _of_numbers(piece: str, others: Others) -> list[str]:
    """« 9-12 », « 0900-1200 », « 09-12:30 » with hours on four digits."""

    def as_time(match: re.Match[str]) -> str:
        digits = match.group()
        if ":" in digits:
            return digits
        return f"{digits[:-2]:0>2}:{digits[-2:]}" if len(digits) > 2 else f"{digits:0>2}:00"

    return [re.sub(r"[0-9]{1,2}:[0-9]{2}|[0-9]{1,4}", as_time, re.sub(r"\s*h(?:eures?)?\b", "", piece))]


def _of_minute(piece: str, others: Others) -> list[str]:
    minute = times_in(piece)[0]
    return [clock(minute)] if minute < DAY else []


def _of_days(piece: str, others: Others) -> list[str]:
    days = re.findall(r"[A-Za-z]+", piece)
    return [f"{days[0]}-{days[-1]}"]


def _of_open_days(piece: str, others: Others) -> list[str]:
    first = piece.rstrip("- ")
    return [f"{first}-Fr", first]


def _swapped(piece: str, others: Others) -> list[str]:
    first, last = piece.rsplit("-", 1)
    return [f"{last.strip()}-{first.strip()}"]


def _of_weeks(piece: str, others: Others) -> list[str]:
    first, last = re.findall(r"[0-9]+", piece)[-2:]
    return [f"week {first}-53,01-{last:0>2}"]


Repair = Callable[[str, Others], list[str]]
REPAIRS: dict[Code, Repair] = {
    Code.ALWAYS_WITH_DAYS: lambda piece, others: ["00:00-24:00"],
    Code.BAD_MINUTE: _of_minute,
    Code.BARE_NUMBERS: _of_numbers,
    Code.CHAIN: _of_chain,
    Code.DANGLING: lambda piece, others: [""],
    Code.DAYS_APART: lambda piece, others: [re.sub(r"\s*[/,]\s*|\s+", ",", piece)],
    Code.DAYS_CHAINED: _of_days,
    Code.DAYS_OPEN: _of_open_days,
    Code.HOLIDAY_AND_DAYS: lambda piece, others: [re.sub(r"\s+", ",", piece)],
    Code.LONE_MIDNIGHT: _of_midnight,
    Code.LONE_TIME: _of_start,
    Code.NO_COMMA: lambda piece, others: [re.sub(r"(?<=[0-9])\s+(?=[0-9])", ",", piece)],
    Code.NO_DASH: lambda piece, others: ["-".join(piece.split())],
    Code.NO_END: _of_start,
    Code.NO_HOURS: lambda piece, others: [f"{piece} 09:00-12:00"],
    Code.NO_SEMICOLON: lambda piece, others: [f"; {piece}"],
    Code.NULL_SPAN: lambda piece, others: [""],
    Code.OPEN_END: _of_open_end,
    Code.REPEAT: lambda piece, others: [piece.split("/")[0].strip()],
    Code.REVERSED_DATES: _swapped,
    Code.REVERSED_WEEKS: _of_weeks,
    Code.REVERSED_YEARS: _swapped,
    Code.SAME_HOUR: _of_start,
    Code.SAME_MIDNIGHT: lambda piece, others: ["off", "00:00-24:00"],
    Code.SLASH: lambda piece, others: [re.sub(r"\s*/\s*", ",", piece)],
    Code.TRIPLE: _of_chain,
    Code.UNCLOSED: lambda piece, others: [piece.rstrip() + '"'],
}
"""For a faulty piece of a plain text, what could stand in its stead, likeliest first; a code that is not here has no repair."""

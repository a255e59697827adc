"""What selects the days of a rule: days of the week, dates, weeks, years, holidays. `str()` writes each in OSM syntax."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cached_property

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEK = frozenset(range(7))
SHORT = 7
"""Days: a range of dates up to this long speaks of those very days (« Dec 24-26 »), a longer one of a season."""
LAST_YEAR = 9999
"""The end of « 2026+ »."""


@dataclass(frozen=True)
class DayRange:
    """Days of the week, 0 for Monday, both included, over Sunday when `last` < `first`.

    `nths` keeps the first (1) to fifth of a month, or counts from its end (-1: the last).
    """

    first: int
    last: int
    nths: tuple[int, ...] = ()

    @cached_property
    def weekdays(self) -> tuple[int, ...]:
        """The days of the week it covers, in its own order."""
        return tuple((self.first + step) % 7 for step in range((self.last - self.first) % 7 + 1))

    def matches(self, day: date) -> bool:
        """Is `day` one of them?"""
        if day.weekday() not in self.weekdays:
            return False
        if not self.nths:
            return True
        from_end = -((monthrange(day.year, day.month)[1] - day.day) // 7 + 1)
        return (day.day - 1) // 7 + 1 in self.nths or from_end in self.nths

    def __str__(self) -> str:
        if self.nths:
            return f"{DAYS[self.first]}[{','.join(map(str, self.nths))}]"
        return DAYS[self.first] if self.first == self.last else f"{DAYS[self.first]}-{DAYS[self.last]}"


@dataclass(frozen=True)
class YearDay:
    """A month, or a day of it, each year or in one year."""

    month: int
    day: int | None = None
    year: int | None = None

    def key(self, default_day: int) -> tuple[int, int, int]:
        """Comparable with (year, month, day); year 0 where it comes back each year."""
        return (self.year or 0, self.month, self.day or default_day)

    def __str__(self) -> str:
        words = (f"{self.year}" if self.year else "", MONTHS[self.month - 1], f"{self.day:02}" if self.day else "")
        return " ".join(filter(None, words))


@dataclass(frozen=True)
class DateRange:
    """Between two dates, both included; over the new year when it comes back each year and `last` < `first`."""

    first: YearDay
    last: YearDay

    @cached_property
    def _keys(self) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
        return self.first.key(1), self.last.key(31)

    def matches(self, day: date) -> bool:
        """Is `day` within?"""
        first, last = self._keys
        key = (day.year if first[0] else 0, day.month, day.day)
        return first <= key <= last if first <= last else key >= first or key <= last

    @cached_property
    def is_short(self) -> bool:
        """Does it name at most SHORT days?"""
        if self.first.day is None or self.last.day is None:
            return False
        first = date(self.first.year or 2024, self.first.month, self.first.day)  # 2024: a leap year has every date
        last = date(self.last.year or 2024, self.last.month, self.last.day)
        days = (last - first).days
        return (days if self.first.year else days % 366) < SHORT

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        last = self.last
        if last.year == self.first.year and last.year:
            last = YearDay(last.month, last.day)
        return f"{self.first}-{last}"


@dataclass(frozen=True)
class WeekRange:
    """ISO weeks, both included, every `step`-th from the first."""

    first: int
    last: int
    step: int = 1

    def matches(self, day: date) -> bool:
        """Is `day` in one of them?"""
        week = day.isocalendar().week
        return self.first <= week <= self.last and (week - self.first) % self.step == 0

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first:02}"
        return f"{self.first:02}-{self.last:02}" + (f"/{self.step}" if self.step > 1 else "")


@dataclass(frozen=True)
class YearRange:
    """Years, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        if self.last == LAST_YEAR:
            return f"{self.first}+"
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Selector:
    """The days a rule speaks of; nothing set: every day. `days` and the two kinds of holidays add up, the rest restricts."""

    years: tuple[YearRange, ...] = ()
    dates: tuple[DateRange, ...] = ()
    weeks: tuple[WeekRange, ...] = ()
    days: tuple[DayRange, ...] = ()
    public_holidays: bool = False
    school_holidays: bool = False

    @cached_property
    def has_season(self) -> bool:
        """Does it hold only in some years, dates or weeks?"""
        return bool(self.years or self.dates or self.weeks)

    @cached_property
    def weekdays(self) -> frozenset[int]:
        """The days of the week it covers all year long: all seven when it names none and no holiday."""
        if not (self.days or self.public_holidays or self.school_holidays):
            return WEEK
        return frozenset(day for days in self.days if not days.nths for day in days.weekdays)

    def matches(self, day: date, *, public_holiday: bool, school_holiday: bool) -> bool:
        """Does the rule speak of `day`?"""
        if self.has_season and not self.in_season(day):
            return False
        if day.weekday() in self.weekdays:
            return True
        if (self.public_holidays and public_holiday) or (self.school_holidays and school_holiday):
            return True
        return any(days.nths and days.matches(day) for days in self.days)

    def in_season(self, day: date) -> bool:
        """Is `day` within the years, dates and weeks?"""
        if self.years and not any(years.first <= day.year <= years.last for years in self.years):
            return False
        if self.dates and not any(dates.matches(day) for dates in self.dates):
            return False
        return not self.weeks or any(weeks.matches(day) for weeks in self.weeks)

    def names(self, day: date, *, public_holiday: bool) -> bool:
        """Does it speak of `day` by name: as a public holiday or by its date, not only as a day of the week or of a season?"""
        if self.public_holidays and public_holiday:
            return True
        return any(dates.is_short and dates.matches(day) for dates in self.dates)

    def __str__(self) -> str:
        days = [str(one) for one in self.days]
        days += ["PH"] * self.public_holidays + ["SH"] * self.school_holidays
        parts = (
            ",".join(map(str, self.years)),
            ",".join(map(str, self.dates)),
            "week " + ",".join(map(str, self.weeks)) if self.weeks else "",
            ",".join(days),
        )
        return " ".join(filter(None, parts))

"""Reads what selects the days of a rule."""

from calendar import monthrange
from datetime import date

from solozere.places.hours.cursor import Code, Cursor, Trouble
from solozere.places.hours.selectors import LAST_YEAR, DateRange, DayRange, Selector, WeekRange, YearDay, YearRange
from solozere.places.hours.tokens import T

_LEAP = 2024


def read_selector(cursor: Cursor) -> Selector:
    """Years, dates, weeks, then days and holidays; each may be missing."""
    start = cursor.now.start
    years, year = _read_years(cursor)
    dates = _read_dates(cursor, year, start) if cursor.now.month is not None else ()
    weeks = _read_weeks(cursor) if cursor.now.word == "week" else ()
    cursor.skip(":")
    days, public, school = _read_days(cursor)
    if days or public or school:
        cursor.skip(":")
    return Selector(years, dates, weeks, days, public, school)


def _read_years(cursor: Cursor) -> tuple[tuple[YearRange, ...], int | None]:
    """The ranges of years; or, for one year that a month follows, that year, which belongs to the date."""
    years: list[YearRange] = []
    while (first := cursor.now.year) is not None:
        start = cursor.take().start
        last = first
        if cursor.now.is_sign("-") and cursor.ahead().year is not None:
            cursor.take()
            token = cursor.take()
            last = token.year or first
            if last < first:
                raise Trouble(Code.REVERSED_YEARS, start, token.end)
        elif cursor.skip("+"):
            last = LAST_YEAR
        elif not years and cursor.now.month is not None:
            return (), first
        years.append(YearRange(first, last))
        if not (cursor.now.is_sign(",") and cursor.ahead().year is not None):
            break
        cursor.take()
    return tuple(years), None


def _read_dates(cursor: Cursor, year: int | None, start: int) -> tuple[DateRange, ...]:
    dates = [_read_date_range(cursor, year, start if year else cursor.now.start)]
    while cursor.now.is_sign(","):
        after = cursor.ahead()
        if after.month is not None or (after.year is not None and cursor.ahead(2).month is not None):
            cursor.take()
            if after.year is not None:
                year = cursor.take().year
            dates.append(_read_date_range(cursor, year, after.start))
        elif after.kind is T.NUMBER and len(after.text) <= 2 and dates[-1].last.day is not None:
            cursor.take()
            dates.append(_read_date_range(cursor, year, after.start, dates[-1].last.month))
        else:
            break
    return tuple(dates)


def _read_date_range(cursor: Cursor, year: int | None, start: int, month: int | None = None) -> DateRange:
    first = _read_date(cursor, year, month, start)
    if not cursor.now.is_sign("-"):
        return DateRange(first, first)
    cursor.take()
    last_year = cursor.take().year if cursor.now.year is not None and cursor.ahead().month is not None else None
    same_month = first.month if first.day is not None and cursor.now.kind is T.NUMBER else None
    if cursor.now.month is None and same_month is None:
        raise Trouble(Code.BAD_DATE, start, cursor.now.end)
    last = _read_date(cursor, last_year, same_month, start)
    return _checked(cursor, first, last, start)


def _read_date(cursor: Cursor, year: int | None, month: int | None, start: int) -> YearDay:
    if month is None:
        month = cursor.take().month or 0
    day = None
    if cursor.now.kind is T.NUMBER and len(cursor.now.text) <= 2:
        day = cursor.take_number(1, monthrange(year or _LEAP, month)[1], Code.BAD_DATE, start)
    return YearDay(month, day, year)


def _checked(cursor: Cursor, first: YearDay, last: YearDay, start: int) -> DateRange:
    """The range with both years or none, and both days or none when it stays within a year of months."""
    end = cursor.tokens[max(cursor.at - 1, 0)].end
    if last.year is not None and first.year is None:
        raise Trouble(Code.BAD_DATE, start, end)
    if first.year is not None and last.year is None:
        next_year = (last.month, last.day or 31) < (first.month, first.day or 1)
        last = YearDay(last.month, last.day, first.year + next_year)
    if (first.day is None) != (last.day is None) or first.year != last.year:
        first = YearDay(first.month, first.day or 1, first.year)
        last = YearDay(last.month, last.day or monthrange(last.year or _LEAP, last.month)[1], last.year)
    if first.year is not None and last.year is not None:
        if last.day is not None and last.day > monthrange(last.year, last.month)[1]:
            raise Trouble(Code.BAD_DATE, start, end)
        if date(last.year, last.month, last.day or 1) < date(first.year, first.month, first.day or 1):
            raise Trouble(Code.REVERSED_DATES, start, end)
    return DateRange(first, last)


def _read_weeks(cursor: Cursor) -> tuple[WeekRange, ...]:
    start = cursor.take().start
    weeks: list[WeekRange] = []
    while True:
        first = last = cursor.take_number(1, 53, Code.BAD_WEEK, start)
        step = 1
        if cursor.skip("-"):
            last = cursor.take_number(1, 53, Code.BAD_WEEK, start)
            if last < first:
                raise Trouble(Code.REVERSED_WEEKS, start, cursor.tokens[cursor.at - 1].end)
            if cursor.skip("/"):
                step = cursor.take_number(1, 53, Code.BAD_WEEK, start)
        weeks.append(WeekRange(first, last, step))
        if not (cursor.now.is_sign(",") and cursor.ahead().kind is T.NUMBER):
            return tuple(weeks)
        cursor.take()


def _read_days(cursor: Cursor) -> tuple[tuple[DayRange, ...], bool, bool]:
    """Ranges of days, and whether public and school holidays are named."""
    days: list[DayRange] = []
    holidays: set[str] = set()
    start = cursor.now.start
    while True:
        if cursor.now.word in ("ph", "sh"):
            holidays.add(cursor.take().word)
        elif cursor.now.day is not None:
            days.append(_read_day_range(cursor))
        elif days or holidays:
            raise cursor.misplaced()
        else:
            return (), False, False
        if _offset_follows(cursor):
            raise Trouble(Code.OFFSET, start, cursor.ahead(2).end)
        more = cursor.ahead()
        if cursor.now.is_sign(",") and (more.day is not None or more.word in ("ph", "sh")):
            cursor.take()
            continue
        _refuse_days_apart(cursor, start, after_holiday=bool(holidays) and not days)
        return tuple(days), "ph" in holidays, "sh" in holidays


def _offset_follows(cursor: Cursor) -> bool:
    sign = cursor.now
    return (sign.is_sign("+") or sign.is_sign("-")) and cursor.ahead().kind is T.NUMBER


def _refuse_days_apart(cursor: Cursor, start: int, *, after_holiday: bool) -> None:
    """Days that follow others with a space or a slash between them."""
    token = cursor.ahead() if cursor.now.is_sign("/") else cursor.now
    if token.day is not None or token.word in ("ph", "sh"):
        while cursor.now.day is not None or cursor.now.word in ("ph", "sh") or cursor.now.text in ("/", "-", ","):
            token = cursor.take()
        raise Trouble(Code.HOLIDAY_AND_DAYS if after_holiday else Code.DAYS_APART, start, token.end)


def _read_day_range(cursor: Cursor) -> DayRange:
    token = cursor.take()
    first = last = token.day or 0
    if cursor.now.is_sign("-") and cursor.ahead().kind is not T.NUMBER:
        cursor.take()
        if cursor.now.day is None:
            raise Trouble(Code.DAYS_OPEN, token.start, cursor.tokens[cursor.at - 1].end)
        last = cursor.take().day or 0
        if cursor.now.is_sign("-") and cursor.ahead().day is not None:
            raise Trouble(Code.DAYS_CHAINED, token.start, cursor.ahead().end)
    if cursor.now.is_sign("["):
        return DayRange(first, last, _read_nths(cursor, token.start, one_day=first == last))
    return DayRange(first, last)


def _read_nths(cursor: Cursor, start: int, *, one_day: bool) -> tuple[int, ...]:
    """What stands in brackets after a day: 1 to 5, or -1 to -5 from the end of the month."""
    rest = cursor.tokens[cursor.at :]
    bad = Trouble(Code.BAD_NTH, start, next((token.end for token in rest if token.is_sign("]")), rest[-1].end))
    cursor.take()
    nths: set[int] = set()
    while True:
        sign = -1 if cursor.skip("-") else 1
        first = last = _nth(cursor, bad)
        if sign == 1 and cursor.skip("-"):
            last = _nth(cursor, bad)
        nths |= {sign * nth for nth in range(first, last + 1)}
        if cursor.skip(","):
            continue
        if not cursor.skip("]") or not one_day or last < first:
            raise bad
        return tuple(sorted(nths, key=lambda nth: (nth < 0, abs(nth))))


def _nth(cursor: Cursor, bad: Trouble) -> int:
    token = cursor.take()
    if token.kind is not T.NUMBER or not 1 <= int(token.text) <= 5:
        raise bad
    return int(token.text)

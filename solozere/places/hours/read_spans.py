"""Reads the hours of a rule."""

from solozere.places.hours.cursor import SUN, Code, Cursor, Trouble
from solozere.places.hours.model import DAY, Span
from solozere.places.hours.tokens import T, Token

_LATEST = 2 * DAY


def read_spans(cursor: Cursor) -> tuple[Span, ...]:
    """The spans under the cursor, as they are written; none when something else stands there."""
    spans: list[Span] = []
    while _begins_span(cursor.now):
        try:
            spans.append(_read_span(cursor))
        except Trouble as trouble:
            raise _among_others(trouble, cursor, after_others=bool(spans)) from None
        if cursor.now.kind is T.TIME:
            raise Trouble(Code.NO_COMMA, cursor.tokens[cursor.at - 3].start, _end_of_times(cursor))
        if not (cursor.now.is_sign(",") and _begins_span(cursor.ahead())) or cursor.ahead().year is not None:
            break
        cursor.take()
    return tuple(spans)


def _among_others(trouble: Trouble, cursor: Cursor, *, after_others: bool) -> Trouble:
    """The same trouble; « 00:00-00:00 » beside other spans, which open data use for « nothing », with its comma."""
    if trouble.code is Code.SAME_MIDNIGHT and (after_others or cursor.now.is_sign(",")):
        trouble.code = Code.NULL_SPAN
        if cursor.now.is_sign(","):
            trouble.end = cursor.now.end
        else:
            trouble.start = cursor.tokens[cursor.at - 4].start
    return trouble


def _begins_span(token: Token) -> bool:
    return token.kind in (T.TIME, T.NUMBER) or token.word in SUN


def _end_of_times(cursor: Cursor) -> int:
    """Where the run of times, numbers and the signs between them ends."""
    end = cursor.now.end
    while cursor.now.kind in (T.TIME, T.NUMBER) or cursor.now.text in ("-", ":", "/", "+"):
        end = cursor.take().end
    return end


def _end_of_numbers(cursor: Cursor) -> int:
    """Where the times that are not on four digits end: over commas, and with an « h »."""
    end = _end_of_times(cursor)
    while cursor.now.word in ("h", "heure", "heures") or (cursor.now.is_sign(",") and _begins_span(cursor.ahead())):
        end = cursor.take().end
        end = max(end, _end_of_times(cursor)) if _begins_span(cursor.now) or cursor.now.is_sign("-") else end
    return end


def _read_span(cursor: Cursor) -> Span:
    opens = _read_time(cursor, cursor.now.start)
    if cursor.skip("+"):
        raise Trouble(Code.OPEN_END, opens.start, cursor.tokens[cursor.at - 1].end)
    if not cursor.skip("-"):
        if cursor.now.kind is T.TIME:
            raise Trouble(Code.NO_DASH, opens.start, cursor.now.end)
        midnight = opens.text in ("00:00", "0:00", "24:00")
        raise Trouble(Code.LONE_MIDNIGHT if midnight else Code.LONE_TIME, opens.start, opens.end)
    if cursor.now.kind not in (T.TIME, T.NUMBER) and cursor.now.word not in SUN:
        raise Trouble(Code.NO_END, opens.start, cursor.tokens[cursor.at - 1].end)
    closes = _read_time(cursor, opens.start)
    _refuse_more(cursor, opens)
    start, end = _minutes(opens, latest=DAY - 1), _minutes(closes, latest=_LATEST)
    if start == end:
        raise Trouble(Code.SAME_HOUR if start else Code.SAME_MIDNIGHT, opens.start, closes.end)
    return Span(start, end if end > start else end + DAY)


def _read_time(cursor: Cursor, start: int) -> Token:
    if cursor.now.word in SUN:
        raise Trouble(Code.SUN, cursor.now.start, cursor.now.end)
    if cursor.now.kind is not T.TIME:
        raise Trouble(Code.BARE_NUMBERS, start, _end_of_numbers(cursor))
    return cursor.take()


def _refuse_more(cursor: Cursor, opens: Token) -> None:
    """A span that goes on where it should end: a third time, an interval, an open end."""
    after, then = cursor.now, cursor.ahead()
    if after.is_sign("-") and then.kind is T.TIME:
        goes_on = cursor.ahead(2).is_sign("-") and cursor.ahead(3).kind is T.TIME
        raise Trouble(Code.CHAIN if goes_on else Code.TRIPLE, opens.start, _end_of_times(cursor))
    if after.is_sign("/"):
        goes_on = then.kind is T.TIME and cursor.ahead(2).is_sign("-")
        raise Trouble(Code.SLASH if goes_on else Code.REPEAT, opens.start, _end_of_times(cursor))
    if after.is_sign("+"):
        raise Trouble(Code.OPEN_END, opens.start, after.end)


def _minutes(token: Token, *, latest: int) -> int:
    hours, minutes = map(int, token.text.split(":"))
    if minutes > 59:
        raise Trouble(Code.BAD_MINUTE, token.start, token.end)
    if hours * 60 + minutes > latest:
        raise Trouble(Code.BAD_HOUR, token.start, token.end)
    return hours * 60 + minutes

"""Reads a text of opening hours into rules, and gathers every trouble met on the way, one for each part between semicolons."""

from solozere.places.hours.cursor import SELECTING, Code, Cursor, Trouble
from solozere.places.hours.model import WHOLE_DAY, Link, Rule, Saying, Schedule, Span
from solozere.places.hours.read_selectors import read_selector
from solozere.places.hours.read_spans import read_spans
from solozere.places.hours.selectors import Selector
from solozere.places.hours.tokens import T, Token, tokens_of

_SAYINGS = {"off": Saying.CLOSED, "closed": Saying.CLOSED, "open": Saying.OPEN, "unknown": Saying.UNKNOWN}


def read(text: str) -> tuple[tuple[Rule, ...], list[Trouble]]:
    """The rules of a plain `text` and what could not be read; no rule and no trouble when nothing is written."""
    rules: list[Rule] = []
    troubles: list[Trouble] = []
    for link, tokens in _parts(tokens_of(text)):
        cursor = Cursor(tokens)
        try:
            rules += _read_part(cursor, link if rules else Link.REPLACES)
        except Trouble as trouble:
            trouble.rule = (cursor.rule_start, tokens[-1].start)
            trouble.selector = cursor.selector
            troubles.append(trouble)
    return tuple(rules), troubles


def canonical(text: str) -> str:
    """The canonical form of a plain `text`, or "" when it cannot be read."""
    rules, troubles = read(text)
    return str(Schedule(rules)) if rules and not troubles else ""


def _parts(tokens: list[Token]) -> list[tuple[Link, list[Token]]]:
    """The tokens between semicolons and double bars, each part closed by a token that marks its end; empty parts left out."""
    parts: list[tuple[Link, list[Token]]] = []
    link = Link.REPLACES
    part: list[Token] = []
    for token in tokens:
        if token.kind in (T.END, T.FALLBACK) or token.is_sign(";"):
            if part:
                parts.append((link, [*part, Token(T.END, "", part[-1].end, part[-1].end)]))
            link, part = (Link.FALLBACK if token.kind is T.FALLBACK else Link.REPLACES), []
        else:
            part.append(token)
    return parts


def _read_part(cursor: Cursor, link: Link) -> list[Rule]:
    rules = []
    while True:
        cursor.rule_start = cursor.now.start
        rules.append(_read_rule(cursor, link))
        if cursor.is_over:
            return rules
        if not cursor.now.is_sign(","):
            raise cursor.misplaced()
        comma = cursor.take()
        if cursor.is_over:
            raise Trouble(Code.DANGLING, comma.start, comma.end)
        link = Link.ADDS


def _read_rule(cursor: Cursor, link: Link) -> Rule:
    start = cursor.at
    cursor.selector = Selector()
    spans: tuple[Span, ...]
    if cursor.now.kind is T.ALWAYS:
        cursor.take()
        spans = (WHOLE_DAY,)
    else:
        cursor.selector = read_selector(cursor)
        spans = read_spans(cursor)
    saying = _SAYINGS.get(cursor.now.word)
    if saying is not None:
        cursor.take()
    comment = cursor.take().text[1:-1].strip() if cursor.now.kind is T.COMMENT else ""
    if cursor.at == start:
        raise cursor.misplaced()
    if not spans and saying in (None, Saying.OPEN):
        if saying is Saying.OPEN or not comment:
            raise _without_hours(cursor, start)
        saying = Saying.UNKNOWN
    return Rule(cursor.selector, spans, saying or Saying.OPEN, comment, link)


def _without_hours(cursor: Cursor, start: int) -> Trouble:
    """Days without hours; unless what follows them is what is wrong."""
    after = cursor.ahead()
    if cursor.now.is_sign(",") and not (after.day is not None or after.month is not None or after.word in SELECTING):
        cursor.take()
        return cursor.misplaced()
    if cursor.is_over or cursor.now.is_sign(","):
        return Trouble(Code.NO_HOURS, cursor.tokens[start].start, cursor.tokens[cursor.at - 1].end)
    return cursor.misplaced()

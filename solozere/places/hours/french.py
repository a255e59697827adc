"""Reads opening hours written in French (« Lun-Ven 9h-12h ») far enough to propose how OSM syntax writes them."""

import re
from dataclasses import dataclass, field

from solozere.places.hours.french_words import CLOSED, DAY_CODES, EXCEPT, IGNORED, NTHS, TO, folded
from solozere.places.hours.model import DAY
from solozere.places.hours.read import canonical
from solozere.places.hours.repairs import clock

_SAME = (
    (re.compile(r"\bapres[- ]midi\b"), "apresmidi"),
    (re.compile(r"\bweek[- ]end\b"), "weekend"),
    (re.compile(r"\brendez[- ]vous\b"), "rdv"),
    (re.compile(r"\bl\s*-\s*v\b"), "lu-ve"),
)
_TOKEN = re.compile(
    r"(?P<week>7\s*j?(?:ours)?\s*(?:/|sur)\s*7\s*j?)"
    r"|(?P<day>24\s*h?\s*(?:/|sur)\s*24\s*h?)"
    r"|(?P<nth>[1-5](?:ere?|e|eme|nde?)\b)"
    r"|(?P<time>[0-9]{1,2}\s*[h:.]\s*[0-9]{2}(?![0-9]|\s*h)|[0-9]{1,2}\s*h(?![a-z0-9])|[0-9]{1,2}(?=\s*-\s*[0-9]{1,2}\s*h))"
    r"|(?P<word>[a-z]+)|(?P<to>-+)|(?P<break>[;\n|])|(?P<ignored>[\s:'().,&/+]+)|(?P<other>.)"
)


@dataclass
class _Clause:
    """Some days and what is said of them."""

    days: list[str] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    closed: bool = False
    closed_first: bool = False
    times_first: bool = False
    excepting: bool = False
    comment: str = ""

    @property
    def is_said(self) -> bool:
        """Is something said of its days, so that another day begins another clause?"""
        if self.times_first and not self.days:
            return False
        return bool(self.times) or (self.closed and not self.closed_first)

    def rules(self) -> list[str]:
        """Its rules in OSM syntax; raises ValueError when it says nothing, or half of it."""
        if self.days == ["Mo-Su"] and self.times == [0, DAY]:
            return ["24/7"]
        days = ",".join(self.days)
        comment = f'"{self.comment}"' if self.comment else ""
        if self.closed:
            return [f"{days} off {comment}"]
        if len(self.times) % 2 or not (self.times or self.comment):
            raise ValueError("hours are missing")
        spans = ",".join(
            f"{clock(a)}-{clock(b or DAY)}" for a, b in zip(self.times[::2], self.times[1::2], strict=True)
        )
        excepted = [f"{','.join(self.excepted)} off"] if self.excepted else []
        return [f"{days} {spans} {comment}", *excepted]


class _Reader:
    """Gathers clauses from the words of a text."""

    def __init__(self) -> None:
        self.clauses = [_Clause()]
        self.to = False
        self.nths: list[int] = []

    @property
    def clause(self) -> _Clause:
        """The one being gathered."""
        return self.clauses[-1]

    def add_day(self, code: str) -> None:
        """A day: of the clause, of what it excepts, or of a new one where something was said already."""
        if self.clause.is_said and not self.clause.excepting:
            self.clauses.append(_Clause())
        days = self.clause.excepted if self.clause.excepting else self.clause.days
        if self.nths:
            if self.to or len(code) > 2:
                raise ValueError("not a day of the month")
            days.append(f"{code}[{','.join(map(str, self.nths))}]")
        elif self.to and days and len(days[-1]) == len(code) == 2 and code != "PH":
            days[-1] = f"{days[-1]}-{code}"
        elif code not in days:
            days.append(code)
        self.to, self.nths = False, []

    def add_time(self, minute: int) -> None:
        """An opening or a closing; raises ValueError when two openings follow each other."""
        if self.clause.closed or (self.clause.times_first and self.clause.days):
            self.clauses.append(_Clause())
        if minute > DAY or (len(self.clause.times) % 2 and not self.to):
            raise ValueError("not a span")
        self.clause.times_first = not self.clause.days
        self.clause.times.append(minute)
        self.to = self.clause.excepting = False

    def add_closed(self) -> None:
        """« fermé », of the days before it, or of those to come where these already have hours."""
        first = not self.clause.days or bool(self.clause.times)
        if self.clause.is_said or self.clause.times:
            self.clauses.append(_Clause())
        self.clause.closed, self.clause.closed_first = True, first

    def add_word(self, word: str) -> None:
        """Any word; raises ValueError when it is not understood."""
        if word in TO:
            self.to = True
        elif word in ("midi", "minuit"):
            self.add_time(DAY // 2 if word == "midi" else 0)
        elif word in CLOSED:
            self.add_closed()
        elif word in EXCEPT:
            self.clause.excepting = True
        elif word in NTHS:
            self.nths.append(NTHS[word])
        elif word == "rdv":
            self.clause.comment = "sur rendez-vous"
        elif word in DAY_CODES:
            self.add_day(DAY_CODES[word])
        elif word not in IGNORED:
            raise ValueError(word)

    def end_clause(self) -> None:
        """A line or a semicolon ends, which ends the clause if it says something."""
        if self.clause.is_said or (self.clause.closed and self.clause.days):
            self.clauses.append(_Clause())

    def osm(self) -> str:
        """All the clauses; closures last, so that no other rule undoes them."""
        rules = [rule for clause in self.clauses if clause != _Clause() for rule in clause.rules()]
        return "; ".join(sorted(rules, key=lambda rule: " off" in rule))


def in_osm(text: str) -> str:
    """`text` in OSM syntax, canonical, or "" when a word of it is not understood."""
    words = folded(text)
    for written, same in _SAME:
        words = written.sub(same, words)
    reader = _Reader()
    try:
        for match in _TOKEN.finditer(words):
            _read_token(reader, match.lastgroup or "", match.group())
        return canonical(reader.osm())
    except ValueError:
        return ""


def _read_token(reader: _Reader, kind: str, token: str) -> None:
    if kind == "week":
        reader.add_day("Mo-Su")
    elif kind == "day":
        reader.add_time(0)
        reader.to = True
        reader.add_time(DAY)
    elif kind == "nth":
        reader.nths.append(int(token[0]))
    elif kind == "time":
        hours, *minutes = re.findall(r"[0-9]+", token)
        reader.add_time(int(hours) * 60 + int(minutes[0] if minutes else 0))
    elif kind == "word":
        reader.add_word(token)
    elif kind == "to":
        reader.to = True
    elif kind == "break":
        reader.end_clause()
    elif kind == "other":
        raise ValueError(token)

"""Is a commune in a dated zone? Pure: three answers, the facts behind each, whatever merged since the zone's day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from solozere.territory.enums import FormerKind


class Answer(StrEnum):
    """Within the zone or not; DEPENDS: only a part of today's commune is, so the old commune must be asked."""

    IN = "in"
    OUT = "out"
    DEPENDS = "depends"


@dataclass(frozen=True)
class Member:
    """A commune of a zone as it stood at its date: in which `group` (a canton of that day), `today` the code that holds it now."""

    code: str
    name: str
    group: str
    today: str


@dataclass(frozen=True)
class DatedZone:
    """A list of communes at a date."""

    name: str
    geography_date: date
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Old:
    """A merged commune: code and name of the past (the name may be unknown), `today` the code that holds it now.

    `merged_on` None: not known; then an associated commune (a form of before 2010) and an old number without a name are held
    for merged at the zone's date, unless the zone names them, and the others for standing.
    """

    code: str
    name: str
    kind: str
    today: str
    merged_on: date | None = None


@dataclass(frozen=True)
class Named:
    """What a person gave: today's commune by `code` and `name`, or one of the past with `old`."""

    code: str
    name: str
    old: Old | None = None


@dataclass(frozen=True)
class ZoneVerdict:
    """`answer`; `members` of the zone that decide it; `inside` and `outside`: the parts of today's commune, by name."""

    answer: Answer
    members: tuple[Member, ...] = ()
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups (cantons of the day) of the deciding members, each once, in the order of the zone."""
        return tuple(dict.fromkeys(member.group for member in self.members))


LAST_ASSOCIATION = date(2010, 12, 16)
"""Since the law of 16 December 2010, merging communes form « communes nouvelles »: no association is later."""


def zone_verdict(zone: DatedZone, named: Named, olds: Sequence[Old] = ()) -> ZoneVerdict:
    """Is `named` in `zone`? `olds`: every merged commune of the territory, to know what today's one was made of."""
    if named.old is not None:
        member = _member_of(zone, named.old)
        names = (named.old.name or named.old.code,)
        return ZoneVerdict(Answer.IN, (member,), inside=names) if member else ZoneVerdict(Answer.OUT, outside=names)
    members, inside, outside = [], [], []
    for part in _parts(zone, named, olds):
        member = _member_of(zone, part)
        if member is None:
            outside.append(part.name or part.code)
        else:
            members.append(member)
            inside.append(part.name or part.code)
    answer = Answer.OUT if not inside else Answer.DEPENDS if outside else Answer.IN
    return ZoneVerdict(answer, tuple(members), tuple(inside), tuple(outside))


def _stood(old: Old, day: date) -> bool:
    """Was the old commune one of its own on that day?"""
    if old.merged_on is not None:
        return day < old.merged_on
    if old.kind == FormerKind.ASSOCIATED:
        return day <= LAST_ASSOCIATION
    return old.kind != FormerKind.CODE


def _parts(zone: DatedZone, named: Named, olds: Sequence[Old]) -> list[Old]:
    """The communes that today's was, on the zone's day: itself alone where nothing merged since."""
    parts = [old for old in olds if old.today == named.code and _stood(old, zone.geography_date)]
    if any(old.code == named.code for old in parts):
        return parts
    return [Old(named.code, named.name, FormerKind.ABSORBED, named.code), *parts]


def _member_of(zone: DatedZone, old: Old) -> Member | None:
    """The member that `old` was on the zone's day: itself, or the commune that it had already joined."""
    by_code = {member.code: member for member in zone.members}
    if old.code in by_code or _stood(old, zone.geography_date):
        return by_code.get(old.code)
    return by_code.get(old.today)

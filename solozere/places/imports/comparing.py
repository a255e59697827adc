"""What a place says beside what a line says of it: the same, to be written, or somebody else's word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from solozere.organisations.rules import PartialDate
from solozere.places.enums import FactGroupCode
from solozere.places.facts.values import plain
from solozere.places.models import FactGroup, Place, fact_group
from solozere.territory.current import territory

_HAIR = 1e-6
"""Degrees: ten centimetres."""


@dataclass(frozen=True)
class Conflict:
    """A group of facts on which the place and the file differ, and that the file may not change by itself."""

    group: str
    standing: dict[str, Any]
    given: dict[str, Any]
    by: str
    at: str

    def as_json(self) -> dict[str, Any]:
        """As the report keeps it; `standing` tells later whether a choice was made about what still stands."""
        return {"group": self.group, "standing": self.standing, "given": self.given, "by": self.by, "at": self.at}


def standing_values(place: Place, code: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """What the place says under these names of a group, as `places.facts.read_group` would. Prefetch services."""
    if code == FactGroupCode.SERVICES:
        rows = sorted(place.services.all(), key=lambda row: row.service_id)
        return {"services": [{"service_id": r.service_id, "available": r.available, "detail": r.detail} for r in rows]}
    return {name: plain(getattr(place, "commune_id" if name == "commune" else name)) for name in names}


def differing(place: Place, code: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of `given` that change something, ready for `update_group`; {} where the place says the same."""
    standing = standing_values(place, code, given)
    if code == FactGroupCode.SERVICES:
        return _more_services(standing["services"], given["services"])
    changed = {name: value for name, value in given.items() if not _same(standing[name], value)}
    if {"lat", "lon", "commune"} & set(changed):
        # A commune without a point of its own in the file leaves the place's; a point goes with its precision.
        return {**changed, **{name: given[name] for name in ("commune", "lat", "lon", "precision") if name in given}}
    if set(changed) == {"precision"}:
        return {}
    return changed


def _more_services(standing: list[dict[str, Any]], given: list[dict[str, Any]]) -> dict[str, Any]:
    """What a file says is offered is added; of what it does not say, it says nothing."""
    offered = {row["service_id"] for row in standing if row["available"]}
    new = {row["service_id"]: row for row in given if row["service_id"] not in offered}
    kept = [row for row in standing if row["service_id"] not in new]
    return {"services": [*kept, *new.values()]} if new else {}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < _HAIR
    return bool(one == other)


def may_write(place: Place, code: str, source: str, source_date: str) -> bool | None:
    """May the file change this group by itself? True: nothing is known, or the same source said it before and nobody has
    confirmed it since. False: somebody else's word. None: the place has a later word of this same source."""
    group = fact_group(place, FactGroupCode(code))
    if group is None:
        return True
    if group.source != source or group.confirmed_at is not None:
        return False
    return None if source_date and _later(group, source_date) else True


def _later(group: FactGroup, source_date: str) -> bool:
    return bool(group.source_date) and PartialDate.parse(source_date).before(PartialDate.parse(group.source_date))


def conflict_of(place: Place, code: str, given: dict[str, Any]) -> Conflict:
    """Both values side by side, with who vouches for the one that stands, and when."""
    group = fact_group(place, FactGroupCode(code))
    standing = standing_values(place, code, given)
    if group is None:
        return Conflict(code, standing, given, "", "")
    if group.confirmed_at:
        here = territory()
        on = group.confirmed_at.astimezone(here.zone) if here else group.confirmed_at
        return Conflict(code, standing, given, group.author_name, on.date().isoformat())
    return Conflict(code, standing, given, group.source, group.source_date)

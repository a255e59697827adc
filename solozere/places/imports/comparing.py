"""What a place says beside what a line says of it: the same, to be written, or somebody else's word."""

from collections.abc import Mapping
from copy import copy
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from solozere.organisations.rules import PartialDate
from solozere.places.enums import FactGroupCode
from solozere.places.facts import GROUPS
from solozere.places.facts.children import ChildRows
from solozere.places.facts.values import plain
from solozere.places.imports.fields import FIELDS
from solozere.places.imports.parsed import Remark
from solozere.places.imports.standing import Standing
from solozere.places.models import FactGroup, Place, fact_group
from solozere.territory.current import territory

_HAIR = 1e-6
"""Degrees: ten centimetres."""


@dataclass(frozen=True)
class Conflict:
    """A group of facts on which the place and the file differ, and that the file may not change by itself.

    `given`: what would be written, the place's own services included; `said`: what the file says of it, to be shown.
    """

    group: str
    standing: dict[str, Any]
    given: dict[str, Any]
    said: dict[str, Any]
    by: str
    at: str

    def as_json(self) -> dict[str, Any]:
        """As the report keeps it; `standing` tells later whether a choice was made about what still stands."""
        return asdict(self)


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
    if "commune" in changed and "lat" not in given:
        # The point of the former commune would send people there: until somebody gives another, it is the new one's.
        return {**changed, "lat": None, "lon": None}
    if {"lat", "lon", "commune"} & set(changed):  # a point goes with its commune and its precision
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


def may_write(standing: Standing, code: str, source: str, source_date: str) -> bool | None:
    """May the file change this group by itself? True: nothing was ever known, or the same source said it before and nobody
    has confirmed it since. False: somebody else's word, or somebody cleared it. None: a later word of this same source."""
    group = fact_group(standing.place, FactGroupCode(code))
    if group is None:
        return code not in standing.cleared
    if group.source != source or group.confirmed_at is not None:
        return False
    return None if source_date and _later(group, source_date) else True


def _later(group: FactGroup, source_date: str) -> bool:
    return bool(group.source_date) and PartialDate.parse(source_date).before(PartialDate.parse(group.source_date))


def conflict_of(standing: Standing, code: str, given: dict[str, Any], values: Mapping[str, Any]) -> Conflict:
    """Both values side by side, with who vouches for the one that stands, and when; `values`: all that the line says."""
    group = fact_group(standing.place, FactGroupCode(code))
    stands = standing_values(standing.place, code, given)
    said = {name: values[name] for name in given if name in values}
    if group is None:
        entry = standing.cleared[code]
        return Conflict(code, stands, given, said, entry.author_name, _day(entry.at))
    if group.confirmed_at:
        return Conflict(code, stands, given, said, group.author_name, _day(group.confirmed_at))
    return Conflict(code, stands, given, said, group.source, group.source_date)


def _day(at: datetime) -> str:
    here = territory()
    return (at.astimezone(here.zone) if here else at).date().isoformat()


def refused(place: Place, code: str, values: Mapping[str, Any]) -> list[Remark]:
    """What writing these values on the place would refuse, without writing: the dry run says what the writing would."""
    trial = copy(place)
    try:
        for part in GROUPS[code]:
            if not isinstance(part, ChildRows):
                part.write(trial, values)
            elif part.name in values:
                part.check(values[part.name])
    except ValidationError as error:
        return remarks_of(error, values)
    return []


def remarks_of(error: ValidationError, values: Mapping[str, Any]) -> list[Remark]:
    """One remark for each field that an action refused."""
    said = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    return [
        Remark(name if name in FIELDS else "name", str(values.get(name, "")), " ".join(messages))
        for name, messages in said.items()
    ]

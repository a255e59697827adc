"""What is asked of whoever keeps a place, and when. Pure: no database, the date is given."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from solozere.core.geo import Point, distance_km
from solozere.places.rules.freshness import FRESH_MONTHS, months_later

ASK_MONTHS = FRESH_MONTHS
"""Facts are asked about as soon as they are no longer shown as fresh: see docs/adr/0023."""
REMIND_DAYS = 21
"""Three weeks after the first letter, one more; three weeks later the coordinator is told."""
NEAR_KM = 0.2
"""A manager puts the point right within 200 m alone; further is a move, which the coordinator agrees to."""


@dataclass(frozen=True)
class Vouched:
    """A group of facts: its code, and the last day on which somebody wrote or confirmed it."""

    code: str
    on: date


def overdue(groups: Iterable[Vouched], today: date) -> list[Vouched]:
    """The groups that nobody vouched for in ASK_MONTHS, the oldest first."""
    late = [group for group in groups if today >= months_later(group.on, ASK_MONTHS)]
    return sorted(late, key=lambda group: (group.on, group.code))


def to_remind(asked_on: date, today: date) -> bool:
    """Is it time for the one reminder, or for the coordinator once the reminder was `asked_on`?"""
    return today >= asked_on + timedelta(days=REMIND_DAYS)


def split(code: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what a manager publishes alone, what they propose) of the values `after` of a group that said `before`.

    A name is what the door, the certificate and the labels say; a move makes it another place: both are agreed to first.
    """
    values = dict(after)
    if code == "identity" and "name" in values and values["name"] != before["name"]:
        return {name: value for name, value in values.items() if name != "name"}, {"name": values["name"]}
    if code == "location" and is_move(before, values):
        return {}, values
    return values, {}


def is_move(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Another commune, or more than NEAR_KM away: values of the group « location », as `read_group` gives them."""
    if before["commune"] != after["commune"]:
        return True
    points = [_point(values) for values in (before, after)]
    if points[0] is None or points[1] is None:
        return False
    return distance_km(points[0], points[1]) > NEAR_KM


def _point(values: Mapping[str, Any]) -> Point | None:
    lat, lon = values.get("lat"), values.get("lon")
    return None if lat is None or lon is None else Point(lat, lon)

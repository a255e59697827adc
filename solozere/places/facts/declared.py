"""What a place declares, under the names that the charter's criteria use."""

from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from solozere.core.predicates import Fact, Value
from solozere.core.text import day_in_words
from solozere.places.enums import FactGroupCode, SpaceKind
from solozere.places.facts.words import counted, rate, seats
from solozere.places.models import ConnectionMeasure, FactGroup, Place, fact_group


def declared(place: Place) -> dict[str, Fact]:
    """Every known fact by name: `service.<code>` (bool), `spaces.<kind>.count` and `.capacity` (int, people),
    `connection.down_mbps` and `.up_mbps` (float, Mbit/s), `hours.known` (bool). A name that is absent is not known.

    Reads fact_groups, services (with service), spaces and measures: prefetch them for a list.
    """
    return {**_services(place), **_spaces(place), **_connection(place), **_hours(place)}


def _fact(name: str, value: bool | int | float, text: str, group: FactGroup | None) -> Fact:
    if group is None:
        return Fact(name, value, text)
    return Fact(name, value, text, group.source, group.author_name if group.confirmed_at else "", _day(group))


def _day(group: FactGroup) -> date | None:
    return timezone.localdate(group.confirmed_at) if group.confirmed_at else None


def _services(place: Place) -> dict[str, Fact]:
    group = fact_group(place, FactGroupCode.SERVICES)
    facts = {}
    for row in place.services.all():
        name = f"service.{row.service_id}"
        said = row.service.label if row.available else _("Non proposé\u00a0: %s") % row.service.label
        if row.detail:
            said += f"\u00a0: {row.detail}" if row.available else f", {row.detail}"
        facts[name] = _fact(name, row.available, said, group)
    return facts


def _spaces(place: Place) -> dict[str, Fact]:
    """Counts are known for every kind as soon as somebody described the spaces: none of a kind is then a fact."""
    group = fact_group(place, FactGroupCode.SPACES)
    rows = list(place.spaces.all())
    if group is None and not rows:
        return {}
    facts = {}
    for kind in SpaceKind:
        ours = [row for row in rows if row.kind == kind]
        total = sum(row.capacity for row in ours)
        text = f"{counted(kind, len(ours))}, {seats(total)}" if ours else capfirst(counted(kind, 0))
        for name, value in ((f"spaces.{kind}.count", len(ours)), (f"spaces.{kind}.capacity", total)):
            facts[name] = _fact(name, value, text, group)
    return facts


def _connection(place: Place) -> dict[str, Fact]:
    group = fact_group(place, FactGroupCode.CONNECTION)
    latest: ConnectionMeasure | None = next(iter(place.measures.all()), None)
    if latest is None:
        return {}
    facts = {}
    for name, mbps in (("connection.down_mbps", latest.down_mbps), ("connection.up_mbps", latest.up_mbps)):
        if mbps is not None:
            said = _("%(rate)s\u00a0Mbit/s, le %(day)s (%(method)s)") % {
                "rate": rate(mbps),
                "day": day_in_words(latest.measured_on),
                "method": latest.get_method_display(),
            }
            facts[name] = _fact(name, float(mbps), said, group)
    return facts


def _hours(place: Place) -> dict[str, Fact]:
    if not place.opening_hours:
        return {}
    group = fact_group(place, FactGroupCode.HOURS)
    return {"hours.known": _fact("hours.known", True, _("Horaires affichés"), group)}


NAMED = {
    FactGroupCode.SERVICES: "service.",
    FactGroupCode.SPACES: "spaces.",
    FactGroupCode.CONNECTION: "connection.",
    FactGroupCode.HOURS: "hours.",
}
"""The groups that declare facts, and how the names of theirs begin."""


def declared_now(place: Place) -> dict[str, Fact]:
    """What `place` declares, its rows read afresh in a few queries, whatever was prefetched: see `declared`."""
    bare = copy(place)
    bare._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    prefetch_related_objects([bare], "fact_groups", "services__service", "spaces", "measures")
    return declared(bare)


def declared_before(now: Mapping[str, Fact], code: str, before: Mapping[str, Any]) -> dict[str, Fact]:
    """What a place declares `now`, but for the group `code`, which says what it said `before` (as `read_group` gave it)."""
    prefix = NAMED[FactGroupCode(code)]
    others = {name: fact for name, fact in now.items() if not name.startswith(prefix)}
    return others | {name: Fact(name, value) for name, value in values_in(code, before).items()}


def values_in(code: str, values: Mapping[str, Any]) -> dict[str, Value]:
    """The facts that the values of a group declare, by name; no space at all says nothing of any."""
    if code == FactGroupCode.SERVICES:
        return {f"service.{row['service_id']}": row["available"] for row in values["services"]}
    if code == FactGroupCode.SPACES:
        return _spaces_in(values["spaces"])
    if code == FactGroupCode.HOURS:
        return {"hours.known": True} if values["opening_hours"] else {}
    latest = max(values["measures"], key=lambda row: row["measured_on"], default=None)
    rates = [(name, latest[name]) for name in ("down_mbps", "up_mbps")] if latest else []
    return {f"connection.{name}": float(mbps) for name, mbps in rates if mbps is not None}


def _spaces_in(rows: list[dict[str, Any]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for kind in SpaceKind if rows else ():
        ours = [row for row in rows if row["kind"] == kind]
        found[f"spaces.{kind}.count"] = len(ours)
        found[f"spaces.{kind}.capacity"] = sum(row["capacity"] for row in ours)
    return found

"""An application about a place that is known already: what somebody confirmed there since it was sent is not overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from solozere.charter.models import Application
from solozere.core.text import day_in_words
from solozere.places.enums import FactGroupCode, MeasureMethod, SpaceKind
from solozere.places.facts import read_group
from solozere.places.facts.values import plain
from solozere.places.imports.wording import Names, in_words
from solozere.places.models import FactGroup, Place, Service
from solozere.territory.models import Commune

FIXED = {"origin", "origin_note"}
"""Where a known place comes from does not change with an application."""


@dataclass(frozen=True)
class Conflict:
    """A group of facts on which the place, as somebody confirmed it since, and the application differ; both in words."""

    code: str
    name: str
    ours: str
    theirs: str
    by: str
    on: str


def conflicts_of(application: Application, groups: Mapping[FactGroupCode, Mapping[str, Any]]) -> list[Conflict]:
    """What the reviewer chooses before granting; none for a place that is not known yet."""
    place, sent = application.place, application.submitted_at
    if place is None or sent is None:
        return []
    stamps = {FactGroupCode(stamp.code): stamp for stamp in FactGroup.objects.filter(place=place)}
    later = [code for code in groups if code in stamps and confirmed_since(stamps[code], sent)]
    standing = {code: read_group(place, code) for code in later}
    found = [code for code in later if changed(place, standing[code], code, groups[code])]
    if not found:
        return []
    names = _names(place, groups)
    return [_conflict(standing[code], code, groups[code], stamps[code], names) for code in found]


def confirmed_since(stamp: FactGroup, sent: datetime) -> bool:
    """Did somebody vouch for the group after the application was sent?"""
    return stamp.confirmed_at is not None and stamp.confirmed_at > sent


def changed(place: Place, standing: Mapping[str, Any], code: str, values: Mapping[str, Any]) -> bool:
    """Would writing these values change what the place says?"""
    wanted = to_write(place, standing, code, values)
    return any(_comparable(standing.get(name)) != _comparable(value) for name, value in wanted.items())


def to_write(place: Place, standing: Mapping[str, Any], code: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an application as `update_group` takes them on a place, with what stands and that it says nothing of."""
    wanted = {name: value for name, value in values.items() if name not in FIXED}
    if code == FactGroupCode.SERVICES:
        mentioned = {row["service_id"] for row in wanted["services"]}
        kept = [row for row in standing["services"] if row["service_id"] not in mentioned]
        wanted["services"] = [*kept, *wanted["services"]]
    if wanted.get("commune", place.commune_id) != place.commune_id and "lat" not in wanted:
        wanted |= {"lat": None, "lon": None}  # the point of the former commune would send people there
    return wanted


def _comparable(value: Any) -> Any:
    """JSON values, rows as sets of what they say: an empty detail says nothing."""
    if isinstance(value, list | tuple):
        rows = [sorted((k, str(plain(v))) for k, v in row.items() if plain(v) not in ("", None)) for row in value]
        return sorted(rows)
    found = plain(value)
    return "" if found is None else str(found)


def _conflict(
    standing: Mapping[str, Any], code: str, values: Mapping[str, Any], stamp: FactGroup, names: Names
) -> Conflict:
    ours = {name: standing.get(name) for name in values if name not in FIXED}
    confirmed = stamp.confirmed_at
    return Conflict(
        code=str(code),
        name=str(FactGroupCode(code).label),
        ours=group_in_words(ours, names),
        theirs=group_in_words({name: value for name, value in values.items() if name not in FIXED}, names),
        by=stamp.author_name,
        on=day_in_words(confirmed) if confirmed else "",
    )


def group_in_words(values: Mapping[str, Any], names: Names) -> str:
    """« Salle (espace partagé, 4 places) », « 42 Mbit/s le 2026-11-10 »; the rest as imports say it."""
    if "spaces" in values:
        return ", ".join(_space(row) for row in values["spaces"]) or _("rien")
    if "measures" in values:
        return ", ".join(_measure(row) for row in values["measures"]) or _("rien")
    return in_words(values, names)


def _space(row: Mapping[str, Any]) -> str:
    words = {"name": row["name"], "kind": SpaceKind(row["kind"]).label, "n": row["capacity"]}
    return _("%(name)s (%(kind)s, places\u00a0: %(n)s)") % words


def _measure(row: Mapping[str, Any]) -> str:
    words = {"down": row["down_mbps"], "day": plain(row["measured_on"]), "how": MeasureMethod(row["method"]).label}
    return _("%(down)s\u00a0Mbit/s, %(how)s, le %(day)s") % words


def _names(place: Place, groups: Mapping[FactGroupCode, Mapping[str, Any]]) -> Names:
    codes = {place.commune_id, *(values["commune"] for values in groups.values() if values.get("commune"))}
    communes = dict(Commune.objects.filter(code__in=codes).values_list("code", "name"))
    return Names({service.code: service.label for service in Service.objects.all()}, communes)

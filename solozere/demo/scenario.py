"""The fictional places of a demonstration, read from `demo/<code>/places.toml`, else from `demo/any/places.toml`."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from solozere.core.packs import fingerprint

PLAIN_GROUPS = ("access", "contact")


@dataclass(frozen=True)
class Step:
    """A step in the life of a place: the status it takes, that many days before today."""

    status: str
    days_ago: int

    def on(self, today: date) -> date:
        """The day of the step."""
        return today - timedelta(days=self.days_ago)


@dataclass(frozen=True)
class DemoPlace:
    """A place of the scenario: without `name`, one that the pack already lists, whose story goes on."""

    slug: str
    name: str
    commune: str
    rank: int
    life: tuple[Step, ...]
    label: str
    label_days_ago: int
    confirmed_days_ago: int
    sources: dict[str, str]
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)


def scenario_file(root: Path, code: str) -> Path:
    """The scenario of the territory `code` if it has its own, else the one for any territory."""
    own = root / code / "places.toml"
    return own if own.is_file() else root / "any" / "places.toml"


def read_scenario(path: Path, today: date) -> tuple[str, list[DemoPlace]]:
    """The fingerprint of the file and its places, their dates counted back from `today`."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return fingerprint(data), [_place(entry, today) for entry in data["place"]]


def _place(entry: dict[str, Any], today: date) -> DemoPlace:
    return DemoPlace(
        slug=entry["slug"],
        name=entry.get("name", ""),
        commune=entry.get("commune", ""),
        rank=entry.get("rank", 0),
        life=tuple(Step(**step) for step in entry.get("life", [])),
        label=entry.get("label", ""),
        label_days_ago=entry.get("label_days_ago", 0),
        confirmed_days_ago=entry["confirmed_days_ago"],
        sources={"hours": entry["hours_source"]} if "hours_source" in entry else {},
        groups=_groups(entry, today),
    )


def _groups(entry: dict[str, Any], today: date) -> dict[str, dict[str, Any]]:
    """The values of each group of facts, in the form that `places.actions.update_group` takes."""
    groups: dict[str, dict[str, Any]] = {name: entry[name] for name in PLAIN_GROUPS if name in entry}
    if "summary" in entry:
        groups["identity"] = {"summary": entry["summary"]}
    if "address" in entry or "postal_code" in entry:
        groups["location"] = {key: entry[key] for key in ("address", "postal_code") if key in entry}
    if "hours" in entry:
        groups["hours"] = {
            "opening_hours": entry["hours"],
            "closures": [_closure(closure, today) for closure in entry.get("closures", [])],
        }
    if "spaces" in entry:
        groups["spaces"] = {"spaces": entry["spaces"]}
    if "offers" in entry:
        groups["services"] = {"services": _services(entry)}
    if "measure" in entry:
        groups["connection"] = {"measures": [_measure(entry["measure"], today)]}
    if "prices" in entry:
        groups["prices"] = {"prices": entry["prices"]}
    return groups


def _services(entry: dict[str, Any]) -> list[dict[str, Any]]:
    offered = [{"service_id": code, "available": True, "detail": detail} for code, detail in entry["offers"].items()]
    return offered + [{"service_id": code, "available": False} for code in entry.get("refuses", [])]


def _closure(closure: dict[str, Any], today: date) -> dict[str, Any]:
    first = today + timedelta(days=closure["in_days"])
    last = first + timedelta(days=closure["for_days"] - 1)
    return {"first_day": first, "last_day": last, "reason": closure["reason"]}


def _measure(measure: dict[str, Any], today: date) -> dict[str, Any]:
    return {
        "technology": measure["technology"],
        "down_mbps": measure["down"],
        "up_mbps": measure["up"],
        "latency_ms": measure.get("latency"),
        "measured_on": today - timedelta(days=measure["days_ago"]),
        "method": measure["method"],
    }

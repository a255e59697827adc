"""From an application to the groups of facts of a place, and back from a known place to a draft."""

from typing import Any

from solozere.charter.joining import steps
from solozere.charter.joining.forms.base import Raw
from solozere.charter.joining.ground import Ground
from solozere.charter.joining.reading import Read, read
from solozere.charter.models import Application
from solozere.core.text import fold
from solozere.organisations.models import Organisation
from solozere.places.enums import FactGroupCode as Code
from solozere.places.enums import OrganisationRole
from solozere.places.facts import read_group
from solozere.places.models import Place

CONTACT = ("contact_label", "phone", "email", "website")
ACCESS = ("access_public_transport", "access_car", "accessibility")
MEASURE = ("technology", "down_mbps", "up_mbps", "measured_on", "method")


def groups_of(application: Application, about: Ground | None = None) -> dict[Code, dict[str, Any]]:
    """What `places.actions.update_group` takes, by group, of all that the application says rightly; a group of which it says
    nothing is left out.

    Where the application is about a known place, what it does not ask for stays: earlier measures, the notes of spaces,
    other organisations. `roles` is there where the organisation is already one of the network (by its name, folded);
    otherwise create it from `organisation_of`, then write the role.
    """
    said = read(application, about)
    groups = {
        Code.IDENTITY: _identity(said),
        Code.LOCATION: _location(said),
        Code.HOURS: _hours(said),
        Code.SPACES: _spaces(said, application.place),
        Code.SERVICES: _services(said),
        Code.CONNECTION: _connection(said, application.place),
        Code.ACCESS: _texts(said, ACCESS),
        Code.CONTACT: _texts(said, CONTACT),
        Code.ROLES: _roles(said, application.place),
    }
    return {code: values for code, values in groups.items() if values}


def organisation_of(application: Application) -> dict[str, str]:
    """`name`, `kind` (a code of OrganisationKind) and `siret` of who keeps the place, "" where it is not said."""
    said = read(application)
    answers = {name: said.value(steps.PLACE, f"organisation_{name}") for name in ("name", "kind")}
    return {**answers, "siret": said.value(steps.PLACE, "siret")}


def answers_from(place: Place) -> dict[str, Raw]:
    """The public facts of a known place as the answers of a draft, by step and field: what prefills an invitation too."""
    where, hours = read_group(place, Code.LOCATION), read_group(place, Code.HOURS)
    services = [row["service_id"] for row in read_group(place, Code.SERVICES)["services"] if row["available"]]
    spaces = [
        {name: row[name] for name in ("kind", "name", "capacity")} for row in read_group(place, Code.SPACES)["spaces"]
    ]
    measures = sorted(read_group(place, Code.CONNECTION)["measures"], key=lambda row: row["measured_on"])
    measure = {name: str(measures[-1][name] or "") for name in MEASURE} if measures else {}
    closures = [{**row} for row in hours["closures"]]
    role = place.roles.select_related("organisation").order_by("pk").first()
    contact = read_group(place, Code.CONTACT) | read_group(place, Code.ACCESS)
    return {
        steps.PLACE: {
            "name": place.name,
            "commune": place.commune.name,
            "address": where["address"],
            "postal_code": where["postal_code"],
            "summary": place.summary,
            "organisation_name": role.organisation.name if role else "",
        },
        steps.SERVICES: {
            "services": services,
            "spaces": [{**row, "capacity": str(row["capacity"])} for row in spaces],
            **measure,
        },
        steps.HOURS: {
            "opening_hours": hours["opening_hours"],
            "hours_note": hours["hours_note"],
            "closures": closures,
        },
        steps.CONTACT: {name: contact[name] for name in (*CONTACT, *ACCESS)},
    }


def _identity(said: Read) -> dict[str, Any]:
    name = said.value(steps.PLACE, "name")
    return {"name": name, "summary": said.value(steps.PLACE, "summary")} if name else {}


def _location(said: Read) -> dict[str, Any]:
    commune = said.value(steps.PLACE, "commune", None)
    if commune is None:
        return {}
    return {
        "commune": commune.code,
        "address": said.value(steps.PLACE, "address"),
        "postal_code": said.value(steps.PLACE, "postal_code"),
    }


def _hours(said: Read) -> dict[str, Any]:
    answers = said.said(steps.HOURS)
    if not answers or not answers.get("opening_hours"):
        return {}
    closures = [
        {"first_day": row["first_day"].isoformat(), "last_day": row["last_day"].isoformat(), "reason": row["reason"]}
        for row in answers["closures"]
    ]
    note = answers.get("hours_note", "")
    return {"opening_hours": answers["opening_hours"], "hours_note": note, "closures": closures}


def _spaces(said: Read, place: Place | None) -> dict[str, Any]:
    answers = said.said(steps.SERVICES)
    if answers is None or not answers["spaces"]:
        return {}
    standing = {row["name"]: row for row in read_group(place, Code.SPACES)["spaces"]} if place else {}
    return {"spaces": [{**standing.get(row["name"], {}), **row} for row in answers["spaces"]]}


def _services(said: Read) -> dict[str, Any]:
    """Those that are offered, and those that the charter looks at and that are not."""
    answers = said.said(steps.SERVICES)
    if answers is None or "services" not in answers:
        return {}
    offered = set(answers["services"])
    known = [service.code for service in said.about.services if service.code in offered | said.about.judged]
    return {"services": [{"service_id": code, "available": code in offered, "detail": ""} for code in known]}


def _connection(said: Read, place: Place | None) -> dict[str, Any]:
    answers = said.said(steps.SERVICES) or {}
    if not (answers.get("down_mbps") and answers.get("measured_on") and answers.get("method")):
        return {}
    row = {name: answers.get(name) for name in MEASURE}
    row |= {"measured_on": answers["measured_on"].isoformat(), "technology": answers.get("technology") or ""}
    key = (row["measured_on"], row["method"])
    standing = read_group(place, Code.CONNECTION)["measures"] if place else []
    return {"measures": [*(one for one in standing if (one["measured_on"], one["method"]) != key), row]}


def _texts(said: Read, names: tuple[str, ...]) -> dict[str, Any]:
    answers = {name: said.value(steps.CONTACT, name) for name in names}
    return answers if any(answers.values()) else {}


def _roles(said: Read, place: Place | None) -> dict[str, Any]:
    name = said.value(steps.PLACE, "organisation_name")
    found = known_organisation(name) if name else None
    if found is None:
        return {}
    standing = read_group(place, Code.ROLES)["roles"] if place else []
    if any(row["organisation"] == found.slug for row in standing):
        return {}
    return {"roles": [*standing, {"organisation": found.slug, "role": OrganisationRole.CARRIER.value}]}


def known_organisation(name: str) -> Organisation | None:
    """The organisation of the network that bears that name, whatever its accents and capitals."""
    wanted = fold(name)
    return next((one for one in Organisation.objects.order_by("pk") if fold(one.name) == wanted), None)

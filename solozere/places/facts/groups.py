"""How each group of facts is read from a place and written back, as JSON values that can be compared and kept."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from solozere.places.enums import FactGroupCode as Code
from solozere.places.facts.children import ChildRows, Pictures, Roles, Services
from solozere.places.facts.parts import Columns, Hours, Part, Position, Values
from solozere.places.facts.values import refuse_unknown
from solozere.places.models import (
    Closure,
    ConnectionMeasure,
    ExternalId,
    Picture,
    Place,
    PlaceOrganisation,
    PlaceService,
    Space,
)

GROUPS: dict[str, tuple[Part, ...]] = {
    Code.IDENTITY: (Columns(("name", "summary", "origin", "origin_note")),),
    Code.LOCATION: (Position(), Columns(("address", "postal_code"))),
    Code.HOURS: (
        Hours(("opening_hours", "hours_note")),
        ChildRows("closures", Closure, ("first_day", "last_day", "reason"), key=("first_day", "last_day")),
    ),
    Code.SPACES: (ChildRows("spaces", Space, ("kind", "name", "capacity", "accessible", "note"), key=("name",)),),
    Code.SERVICES: (Services("services", PlaceService, ("service_id", "available", "detail"), key=("service_id",)),),
    Code.CONNECTION: (
        ChildRows(
            "measures",
            ConnectionMeasure,
            ("technology", "down_mbps", "up_mbps", "latency_ms", "measured_on", "method"),
            key=("measured_on", "method"),
        ),
    ),
    Code.ACCESS: (Columns(("access_public_transport", "access_car", "accessibility", "acceslibre_url")),),
    Code.CONTACT: (Columns(("contact_label", "phone", "email", "website")),),
    Code.PRICES: (Columns(("prices",)),),
    Code.PICTURES: (
        Pictures("pictures", Picture, ("alt", "caption", "credit", "order"), key=("file",), related=("file",)),
    ),
    Code.ROLES: (
        Roles(
            "roles",
            PlaceOrganisation,
            ("role", "since", "until"),
            key=("organisation", "role"),
            related=("organisation",),
        ),
    ),
    Code.EXTERNAL: (
        ChildRows("external_ids", ExternalId, ("source", "value", "url", "seen_on"), key=("source", "value")),
    ),
}


def parts_of(code: str) -> tuple[Part, ...]:
    """The parts of group `code`. Raises ValidationError for a code that is no group's."""
    parts = GROUPS.get(code)
    if parts is None:
        known = ", ".join(group.value for group in Code)
        raise ValidationError(
            _("«\u00a0%(code)s\u00a0» n’est pas un groupe de faits\u00a0: les groupes sont %(known)s.")
            % {"code": code, "known": known}
        )
    return parts


def names_of(code: str) -> tuple[str, ...]:
    """The names of the values of group `code`, in order."""
    return tuple(name for part in parts_of(code) for name in part.names)


def empty_group(code: str) -> Values:
    """The values of a group of which nothing is known. Raises ValidationError for a group that a place always has."""
    values: Values = {}
    for part in parts_of(code):
        values |= part.empty()
    return values


def read_group(place: Place, code: str) -> Values:
    """The values of group `code` as they stand: JSON-like, dates in ISO 8601, decimals as text, rows in a stable order."""
    values: Values = {}
    for part in parts_of(code):
        values |= part.read(place)
    return values


def write_group(place: Place, code: str, values: Mapping[str, Any]) -> None:
    """Set the values of group `code` and save; names absent from `values` are left as they are.

    Raises ValidationError by name: a name that the group does not have, or a value that its column refuses.
    Runs inside the caller's transaction: nothing is half-written.
    """
    parts = parts_of(code)
    refuse_unknown(values, set(names_of(code)))
    for part in parts:
        part.write(place, values)
    place.save()

"""One line as facts of a place, with what is wrong in it and what would be right: no database."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.geo import Point, distance_km
from solozere.core.text import fold
from solozere.organisations.rules import PartialDate
from solozere.places.enums import FactGroupCode, PointPrecision
from solozere.places.facts.parts import FAR_KM, Columns
from solozere.places.hours import HoursError
from solozere.places.hours import parse as parse_hours
from solozere.places.imports.communes import NotFound, Town, Towns
from solozere.places.imports.fields import FIELDS, group_of
from solozere.places.models import Place

NAME_LENGTH = ID_LENGTH = 200
_SEVERAL = re.compile(r"\s*[|/;]\s*")
_NUMBER = re.compile(r"[-+]?\d{1,4}([.,]\d+)?")


_PLAIN = (
    "summary",
    "address",
    "hours_note",
    "phone",
    "email",
    "website",
    "contact_label",
    "accessibility",
    "acceslibre_url",
    "access_public_transport",
    "access_car",
    "prices",
)
"""Columns of the place that a line may give as they are."""


_LABELS = {"commune": gettext_lazy("Commune"), "position": gettext_lazy("Position")}
"""What a remark calls several columns at once."""


@dataclass(frozen=True)
class Remark:
    """What is wrong with one answer, in French: its field, what was written, why it cannot be kept, what would be right."""

    field: str
    value: str
    message: str
    right: str = ""

    def as_json(self) -> dict[str, str]:
        """As a report keeps it."""
        words = {"field": str(_LABELS.get(self.field) or FIELDS[self.field].label), "value": self.value}
        return {**words, "message": self.message, "right": self.right, "kind": self.field}


@dataclass
class ParsedRow:
    """A line read. `groups`: code of a group of facts → values by name. With `refusals` no place can be made of it;
    `remarks` say what was left out of it."""

    number: int
    title: str = ""
    identifier: str = ""
    updated_on: str = ""
    town: Town | None = None
    point: Point | None = None
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    refusals: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the place; "" where the line has none."""
        return str(self.groups.get(FactGroupCode.IDENTITY, {}).get("name", ""))

    @property
    def stands_at(self) -> Point | None:
        """Its own point, else its commune's."""
        return self.point or (self.town.point if self.town else None)


def read_row(number: int, said: Mapping[str, str], towns: Towns, catalogue: Collection[str] = ()) -> ParsedRow:
    """Read what a line says, by field; `catalogue`: codes of services. Never raises: what is wrong is in the result."""
    row = ParsedRow(number, title=said.get("name", "")[:NAME_LENGTH], identifier=said.get("identifier", "")[:ID_LENGTH])
    _read_name(row, said.get("name", ""))
    _read_town(row, said, towns)
    _read_point(row, said)
    _read_hours(row, said.get("opening_hours", ""))
    _read_services(row, said.get("services", ""), catalogue)
    _read_date(row, said.get("updated_on", ""))
    _check_postal(row, said, towns)
    for name in _PLAIN:
        _read_plain(row, name, said.get(name, ""))
    if not row.identifier and row.town is not None:
        # A source without identifiers: the name and the commune stand for one, so that a second run knows the line again.
        row.identifier = f"{fold(row.name)} {row.town.code}"[:ID_LENGTH]
    return row


def _put(row: ParsedRow, name: str, value: Any) -> None:
    row.groups.setdefault(group_of(name), {})[name] = value


def _read_name(row: ParsedRow, text: str) -> None:
    if not text:
        row.refusals.append(
            Remark(
                "name", "", _("Le lieu n’a pas de nom."), _("le nom que les gens lui donnent, par exemple Tiers-lieu")
            )
        )
        return
    remark = _column(row, "name", text)
    if remark:
        row.refusals.append(remark)


def _read_town(row: ParsedRow, said: Mapping[str, str], towns: Towns) -> None:
    code, name, postal = said.get("commune_code", ""), said.get("commune", ""), _five(said.get("postal_code", ""))
    if not (code or name or said.get("postal_code")):
        row.refusals.append(
            Remark("commune", "", _("La commune manque."), _("son nom et son code postal, ou son code Insee"))
        )
        return
    try:
        row.town = towns.find(code, name, postal)
    except NotFound as error:
        value = ", ".join(part for part in (name, postal, code) if part)
        row.refusals.append(Remark("commune", value, error.message, error.right))
        return
    if code and name and towns.belies(row.town, name):
        message = _("Le code Insee est celui de %(town)s, le nom est celui d’une autre commune.") % {
            "town": row.town.name
        }
        row.refusals.append(Remark("commune", f"{code}, {name}", message, _("le code et le nom de la même commune")))
        return
    row.groups[FactGroupCode.LOCATION] = {"commune": row.town.code}


def _check_postal(row: ParsedRow, said: Mapping[str, str], towns: Towns) -> None:
    """A code that the place's column refuses is left out; another commune's says that one of the two is wrong."""
    text = said.get("postal_code", "")
    if not text or row.town is None:
        return
    digits = _five(text)
    if not digits:
        row.remarks.append(Remark("postal_code", text, _("Un code postal a cinq chiffres."), _right_postal(row.town)))
    elif towns.contradicts(row.town, digits):
        message = _("Ce code postal n’est pas celui de %(name)s.") % {"name": row.town.name}
        # Where the Insee code and the name agree, the place is known all the same: only the postal code is left out.
        sure = said.get("commune_code") and towns.bears(row.town, said.get("commune", ""))
        (row.remarks if sure else row.refusals).append(Remark("postal_code", text, message, _right_postal(row.town)))
    else:
        _put(row, "postal_code", digits)


def _five(text: str) -> str:
    """A postal code whose spaces, or whose first 0, a spreadsheet changed; "" for what is none."""
    digits = text.replace(" ", "").zfill(5)
    return digits if text and re.fullmatch(r"[0-9]{5}", digits) else ""


def _right_postal(town: Town) -> str:
    return _(" ou ").join(sorted(town.postal_codes)[:3])


def _read_point(row: ParsedRow, said: Mapping[str, str]) -> None:
    """The point, in degrees; a wrong one refuses the line: nobody would find the place where it says."""
    lat, lon = said.get("lat", ""), said.get("lon", "")
    if not lat and not lon and said.get("position"):
        lat, _comma, lon = said["position"].replace(" ", ",").partition(",")
        lon = lon.strip(",")
    if not lat and not lon:
        return
    shown = _("latitude %(lat)s, longitude %(lon)s") % {"lat": lat or "?", "lon": lon or "?"}
    right = _right_point(row.town)
    degrees = [_degrees(text) for text in (lat, lon)]
    if None in degrees:
        message = _("La latitude et la longitude sont des degrés.")
        row.refusals.append(Remark("position", shown, message, right))
        return
    try:
        point = Point(float(degrees[0] or 0), float(degrees[1] or 0))
    except ValueError:
        message = _("Ce point n’est pas sur Terre\u00a0: la latitude va de −90 à 90, la longitude de −180 à 180.")
        row.refusals.append(Remark("position", shown, message, right))
        return
    wrong = _misplaced(point, row.town)
    if wrong:
        row.refusals.append(Remark("position", shown, wrong, _swapped(point, row.town) or right))
        return
    row.point = point
    if row.town is not None:
        own = {"lat": point.lat, "lon": point.lon, "precision": PointPrecision.ADDRESS.value}
        row.groups.setdefault(FactGroupCode.LOCATION, {}).update(own)


def _degrees(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _misplaced(point: Point, town: Town | None) -> str:
    if town is None or town.point is None:
        return ""
    km = distance_km(point, town.point)
    if km <= FAR_KM:
        return ""
    if _swapped(point, town):
        return _("Latitude et longitude semblent échangées.")
    return _("Ce point tombe à %(km)d\u00a0km de %(name)s.") % {"km": round(km), "name": town.name}


def _swapped(point: Point, town: Town | None) -> str:
    """« latitude 44.49, longitude 3.52 » where turning the two around falls near the commune; else ""."""
    if town is None or town.point is None or abs(point.lon) > 90:
        return ""
    turned = Point(point.lon, point.lat)
    if distance_km(turned, town.point) > FAR_KM:
        return ""
    return _("latitude %(lat)s, longitude %(lon)s") % {"lat": turned.lat, "lon": turned.lon}


def _right_point(town: Town | None) -> str:
    if town is None or town.point is None:
        return ""
    point = town.point
    return _("par exemple latitude %(lat)s, longitude %(lon)s") % {"lat": point.lat, "lon": point.lon}


def _read_hours(row: ParsedRow, text: str) -> None:
    """Hours in their canonical form; those that cannot be read are left out and said: the place is worth more than them."""
    if not text:
        return
    try:
        hours = str(parse_hours(text))
    except HoursError as error:
        row.remarks.append(Remark("opening_hours", text, str(error), error.suggestion))
        return
    remark = _column(row, "opening_hours", hours)
    if remark:
        row.remarks.append(remark)


def _read_services(row: ParsedRow, text: str, catalogue: Collection[str]) -> None:
    codes = [code for code in _SEVERAL.split(text) if code]
    for code in [code for code in codes if code not in catalogue]:
        message = _("Ce service n’est pas au catalogue.")
        row.remarks.append(Remark("services", code, message, ", ".join(sorted(catalogue)[:8])))
    codes = [code for code in codes if code in catalogue]
    if codes:
        rows = [{"service_id": code, "available": True, "detail": ""} for code in dict.fromkeys(codes)]
        row.groups[FactGroupCode.SERVICES] = {"services": rows}


def _read_date(row: ParsedRow, text: str) -> None:
    if not text:
        return
    try:
        PartialDate.parse(text)
    except ValueError:
        row.remarks.append(Remark("updated_on", text, _("Cette date ne se lit pas."), "2026-11-23"))
        return
    row.updated_on = text


def _read_plain(row: ParsedRow, name: str, text: str) -> None:
    if not text:
        return
    text = _tidied(name, text)
    remark = _column(row, name, text)
    if remark and name in ("phone", "email") and _SEVERAL.search(text):
        remark = _column(row, name, _SEVERAL.split(text)[0])
    if remark:
        row.remarks.append(remark)


def _tidied(name: str, text: str) -> str:
    if name in ("website", "acceslibre_url") and "://" not in text:
        return f"https://{text}"
    return text


def _column(row: ParsedRow, name: str, text: str) -> Remark | None:
    """Put a value as the place's own column takes it; else the remark that says why it does not."""
    trial = Place()
    try:
        Columns((name,)).write(trial, {name: text})
    except ValidationError as error:
        return Remark(name, text[:NAME_LENGTH], " ".join(error.message_dict[name]))
    _put(row, name, getattr(trial, name))
    return None

"""One line as facts of a place, with what is wrong in it and what would be right: no database."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.organisations.rules import PartialDate
from solozere.places.enums import FactGroupCode
from solozere.places.facts.parts import Columns
from solozere.places.hours import HoursError
from solozere.places.hours import parse as parse_hours
from solozere.places.imports.communes import NotFound, Town, Towns
from solozere.places.imports.fields import group_of
from solozere.places.imports.parsed import NAME_LENGTH, ParsedRow, Remark
from solozere.places.imports.positions import read_point
from solozere.places.imports.unwritten import visible, written
from solozere.places.models import Place
from solozere.places.search.words import of

ID_LENGTH = 200
_SEVERAL = re.compile(r"\s*[|/;]\s*")


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


def read_row(number: int, said: Mapping[str, str], towns: Towns, catalogue: Collection[str] = ()) -> ParsedRow:
    """Read what a line says, by field; `catalogue`: codes of services. Never raises: what is wrong is in the result."""
    row = ParsedRow(number, title=visible(said.get("name", ""))[:NAME_LENGTH])
    said = written(row, said)
    row.identifier = said.get("identifier", "")[:ID_LENGTH]
    _read_name(row, said.get("name", ""))
    _read_town(row, said, towns)
    read_point(row, said)
    _read_hours(row, said.get("opening_hours", ""))
    _read_services(row, said.get("services", ""), catalogue)
    _read_date(row, said.get("updated_on", ""))
    _check_postal(row, said, towns)
    for name in _PLAIN:
        _read_plain(row, name, said.get(name, ""))
    return row


def _put(row: ParsedRow, name: str, value: Any) -> None:
    row.groups.setdefault(group_of(name), {})[name] = value


def _read_name(row: ParsedRow, text: str) -> None:
    if any(remark.field == "name" for remark in row.refusals):
        return
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
        message = _("Le code Insee est celui %(town)s, le nom est celui d’une autre commune.") % {
            "town": of(row.town.name)
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
        message = _("Ce code postal n’est pas celui %(name)s.") % {"name": of(row.town.name)}
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
    today = timezone.localdate().isoformat()
    try:
        date = PartialDate.parse(text)
    except ValueError:
        row.remarks.append(Remark("updated_on", text, _("Cette date ne se lit pas."), today))
        return
    if PartialDate.parse(today).before(date):
        # Kept as it is, it would be later than whatever the source says in the years to come.
        message = _("Cette date est à venir\u00a0: la ligne est prise comme d’aujourd’hui.")
        row.remarks.append(Remark("updated_on", text, message, today))
        text = today
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

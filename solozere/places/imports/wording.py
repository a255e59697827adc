"""What a line and a place say of a group of facts, in words: names instead of codes, hours as they are read aloud."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from solozere.places.enums import FactGroupCode
from solozere.places.hours import HoursError, parse
from solozere.places.hours import in_words as hours_in_words
from solozere.places.hours.words import listed
from solozere.places.imports.fields import FIELDS, label_of
from solozere.places.models import PlaceImportLine, Service
from solozere.territory.models import Commune

CHUNK = 500


@dataclass(frozen=True)
class Names:
    """Code → name, of the services and of the communes that the lines speak of."""

    services: Mapping[str, str]
    communes: Mapping[str, str]


def names_for(lines: Iterable[PlaceImportLine]) -> Names:
    """The names that the conflicts of these lines need: no query where there are none, else two and one for each CHUNK."""
    conflicts = [conflict for line in lines for conflict in line.details.get("conflicts", [])]
    values = [side for conflict in conflicts for side in (conflict["standing"], said(conflict))]
    codes = sorted({side["commune"] for side in values if side.get("commune")})
    communes: dict[str, str] = {}
    for start in range(0, len(codes), CHUNK):
        communes |= dict(Commune.objects.filter(code__in=codes[start : start + CHUNK]).values_list("code", "name"))
    wanted = any("services" in side for side in values)
    services = {service.code: service.label for service in Service.objects.all()} if wanted else {}
    return Names(services, communes)


def said(conflict: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the file says; reports kept before it was told apart have only what would be written."""
    found: Mapping[str, Any] = conflict.get("said") or conflict["given"]
    return found


def in_words(values: Mapping[str, Any], names: Names) -> str:
    """« Téléphone : 04 66 00 00 01, Site : https://bief.fr »; « rien » where nothing is said."""
    shown = [(name, _value(name, value, names)) for name, value in values.items() if name in (*FIELDS, "services")]
    return ", ".join(f"{label_of(name)}\u00a0: {words}" for name, words in shown if words) or _("rien")


def _value(name: str, value: Any, names: Names) -> str:
    if value in ("", None):
        return ""
    words = _WORDS.get(name)
    return words(value, names) if words else str(value)


def _services(rows: Sequence[Mapping[str, Any]], names: Names) -> str:
    codes = [row["service_id"] for row in rows if row["available"]]
    return listed([names.services.get(code, code) for code in codes])


def _commune(code: str, names: Names) -> str:
    return names.communes.get(code, code)


def _hours(text: str, names: Names) -> str:
    try:
        return hours_in_words(parse(text)).rstrip(".")
    except HoursError:
        return text


_WORDS: dict[str, Callable[[Any, Names], str]] = {"services": _services, "commune": _commune, "opening_hours": _hours}


def groups_words(codes: Iterable[str]) -> str:
    """« horaires, contact »."""
    return ", ".join(str(FactGroupCode(code).label) for code in codes)


def conflict_words(conflict: Mapping[str, Any], names: Names) -> str:
    """« Contact : la fiche dit « … », le fichier « … ». »"""
    sides = {"standing": in_words(conflict["standing"], names), "given": in_words(said(conflict), names)}
    group = groups_words([conflict["group"]])
    words = {"group": group[:1].upper() + group[1:], **sides}
    return _("%(group)s\u00a0: la fiche dit «\u00a0%(standing)s\u00a0», le fichier «\u00a0%(given)s\u00a0».") % words

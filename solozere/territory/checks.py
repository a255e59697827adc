"""What a territory's values must be, for the pack and for the administration alike: pure, every message a French sentence."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext

from solozere.territory.calendars import CALENDARS
from solozere.territory.colours import colour_problems

REQUIRED_TEXTS = ("footer", "home_title", "home_lead")
"""Sentences that the pages cannot do without."""
TERRITORY_FIELDS = (
    *("code", "time_zone", "holidays_subdivision", "west", "south", "east", "north", "observations", "texts"),
    "colours",
)
Found = tuple[str, str, str]
"""Field of Territory, key to point at in the pack, message."""
_CODE = re.compile(r"\d{2}|2[AB]|9[78]\d")
_TEXT_KEY = re.compile(r"[a-z][a-z0-9_]*(\.en)?")
_OBSERVATION = {"on", "count", "words", "source"}


def territory_problems(values: Mapping[str, Any]) -> Iterator[Found]:
    """Everything wrong with the values of TERRITORY_FIELDS; what has not even the right type is left to the caller."""
    if not _CODE.fullmatch(values["code"]):
        yield "code", "code", gettext("« %s » n’est pas un code de département, comme 48, 2A ou 974.") % values["code"]
    if values["time_zone"] not in available_timezones():
        message = gettext("« %s » n’est pas un fuseau horaire connu, comme Europe/Paris ou Indian/Reunion.")
        yield "time_zone", "time_zone", message % values["time_zone"]
    if values["holidays_subdivision"] not in CALENDARS:
        message = gettext("« %(value)s » n’est pas un calendrier connu : laissez vide, ou écrivez %(known)s.")
        detail = {"value": values["holidays_subdivision"], "known": ", ".join(filter(None, CALENDARS))}
        yield "holidays_subdivision", "holidays_subdivision", message % detail
    yield from _extent(values)
    yield from _observations(values["observations"])
    yield from _texts(values["texts"])
    for role, message in colour_problems(values["colours"]):
        yield "colours", role, message


def _extent(values: Mapping[str, Any]) -> Iterator[Found]:
    west, south, east, north = (values[name] for name in ("west", "south", "east", "north"))
    if None in (west, south, east, north):
        return
    if not (-180 <= west < east <= 180):
        yield "west", "extent", gettext("L’ouest doit précéder l’est, tous deux entre -180 et 180 degrés.")
    if not (-90 <= south < north <= 90):
        yield "south", "extent", gettext("Le sud doit être plus bas que le nord, tous deux entre -90 et 90 degrés.")


def _observations(value: Any) -> Iterator[Found]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        yield "observations", "observations", gettext("Écrivez chaque compte avec sa date, son nombre et sa source.")
        return
    for item in value:
        if unknown := sorted(set(item) - _OBSERVATION):
            yield "observations", unknown[0], gettext("« %s » n’est pas attendu ici.") % unknown[0]
        if not _is_date(item.get("on")):
            yield "observations", "on", gettext("Il manque la date du compte, par exemple 2013-03-03.")
        count = item.get("count")
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            yield "observations", "count", gettext("Le compte est un nombre entier, par exemple 30.")
        for key in ("words", "source"):
            if not isinstance(item.get(key, ""), str):
                yield "observations", key, gettext("« %s » doit être un texte entre guillemets.") % key
        if not item.get("source"):
            yield "observations", "source", gettext("Il manque la source du compte : qui l’a publié.")


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _texts(value: Any) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield "texts", "texts", gettext("Écrivez les textes un par un, chacun sous sa clé.")
        return
    for key, text in value.items():
        if not isinstance(text, str):
            yield "texts", key, gettext("« %s » doit être un texte entre guillemets.") % key
        if not _TEXT_KEY.fullmatch(key):
            message = gettext("« %s » n’est pas une clé de texte : minuscules, chiffres et _, puis « .en » au besoin.")
            yield "texts", key, message % key
        elif key.endswith(".en") and key.removesuffix(".en") not in {*value, "tagline"}:
            message = gettext("« %(key)s » traduit « %(base)s », qui n’est pas écrit.")
            yield "texts", key, message % {"key": key, "base": key.removesuffix(".en")}
    for key in REQUIRED_TEXTS:
        if not value.get(key):
            yield "texts", "texts", gettext("Il manque le texte « %s ».") % key

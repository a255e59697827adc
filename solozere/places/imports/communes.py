"""Which commune a line means, among all those of France, read once: no query for each line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from solozere.core.geo import Point
from solozere.core.text import fold
from solozere.territory.models import Commune, FormerCommune, PostalCode
from solozere.territory.search import parse

_ARRONDISSEMENTS = {
    **{str(code): "75056" for code in range(75101, 75121)},
    **{str(code): "13055" for code in range(13201, 13217)},
    **{str(code): "69123" for code in range(69381, 69390)},
}
"""Insee codes of the arrondissements of Paris, Marseille and Lyon, which registers give for the commune's."""
_CLOSE = 80
"""Likeness, out of 100, from which a name is proposed for another."""


@dataclass(frozen=True)
class Town:
    """What an import reads of a commune."""

    code: str
    name: str
    local: bool
    point: Point | None
    postal_codes: frozenset[str]


class NotFound(Exception):
    """No commune, or several: `message` says why, `right` what would do, in French."""

    def __init__(self, message: str, right: str) -> None:
        super().__init__(message)
        self.message, self.right = message, right


@dataclass
class Towns:
    """The communes by all that names them."""

    by_code: dict[str, Town] = field(default_factory=dict)
    by_former_code: dict[str, Town] = field(default_factory=dict)
    by_name: dict[str, list[Town]] = field(default_factory=dict)
    by_postal: dict[str, list[Town]] = field(default_factory=dict)

    def find(self, code: str, name: str, postal: str) -> Town:
        """The commune of an Insee code, else of a name and a postal code, else of a postal code alone; raises NotFound."""
        code = code.upper().zfill(5) if code else ""
        found = self.by_code.get(_ARRONDISSEMENTS.get(code, code)) or self.by_former_code.get(code)
        if found is not None:
            return found
        if name:
            return self._named(name, postal)
        if len(self.by_postal.get(postal, ())) == 1:
            return self.by_postal[postal][0]
        if code or not postal:
            raise NotFound(_("Aucune commune de France ne porte ce code Insee."), _("cinq signes, par exemple 48095"))
        raise NotFound(*self._unclear(self.by_postal.get(postal, [])))

    def _named(self, name: str, postal: str) -> Town:
        found = self.by_name.get(fold(name)) or self.by_name.get(parse(name).words) or []
        served = [town for town in found if postal in town.postal_codes]
        near = served or [town for town in found if _department(town.code) == postal[:2]] if postal else found
        if len(near) == 1:
            return near[0]
        local = [town for town in near if town.local]
        if len(local) == 1 and not postal:
            return local[0]
        raise NotFound(*(self._unclear(near) if near else self._unknown(name, postal, found)))

    def _unclear(self, several: Iterable[Town]) -> tuple[str, str]:
        names = [f"{town.name} ({town.code})" for town in several]
        if not names:
            return _("Aucune commune n’a ce code postal."), _("cinq chiffres, par exemple 48000")
        right = _("le code Insee ou le nom de l’une d’elles\u00a0: %(names)s")
        return _("Plusieurs communes peuvent être celle-là."), right % {"names": ", ".join(names[:5])}

    def _unknown(self, name: str, postal: str, elsewhere: list[Town]) -> tuple[str, str]:
        if elsewhere:
            said = ", ".join(f"{t.name} ({', '.join(sorted(t.postal_codes)) or t.code})" for t in elsewhere[:3])
            return _("Le code postal contredit le nom de la commune."), said
        near = {fold(town.name): town for town in self.by_postal.get(postal, ())}
        found = process.extractOne(fold(name), near or self.by_name.keys(), scorer=fuzz.ratio) if not near else None
        best = process.extractOne(fold(name), list(near), scorer=fuzz.WRatio) if near else found
        message = _("Aucune commune ne porte ce nom. Nous ne devinons pas à votre place.")
        if best is None or (not near and best[1] < _CLOSE):
            return message, _("un nom de commune et son code postal, ou son code Insee, par exemple 48095")
        town = near.get(best[0]) or self.by_name[best[0]][0]
        return message, _("%(name)s (%(code)s), sans doute") % {"name": town.name, "code": town.code}

    def bears(self, town: Town, name: str) -> bool:
        """Is `name` a name of `town`, today's or an old one?"""
        return town in self.by_name.get(fold(name), ()) or town in self.by_name.get(parse(name).words, ())

    def belies(self, town: Town, name: str) -> bool:
        """Is `name` that of other communes only? One that no commune bears says nothing."""
        return bool(self.by_name.get(fold(name))) and not self.bears(town, name)

    def contradicts(self, town: Town, postal: str) -> bool:
        """Is `postal` another commune's? One that no commune has (CEDEX) is right in its own département."""
        if not postal or postal in town.postal_codes:
            return False
        return postal in self.by_postal or postal[:2] != _department(town.code)


def _department(code: str) -> str:
    """The two first figures of the postal codes around a commune: 20 in Corse."""
    return "20" if code[:2] in ("2A", "2B") else code[:2]


def load_towns() -> Towns:
    """All communes of France, with their old names: three queries."""
    postal: dict[str, set[str]] = defaultdict(set)
    for commune, code in PostalCode.objects.values_list("commune_id", "code"):
        postal[commune].add(code)
    towns = Towns()
    for code, name, local, lat, lon in Commune.objects.order_by("code").values_list(
        "code", "name", "local", "lat", "lon"
    ):
        point = None if lat is None or lon is None else Point(lat, lon)
        towns.by_code[code] = town = Town(code, name, local, point, frozenset(postal[code]))
        towns.by_name.setdefault(fold(name), []).append(town)
        for one in town.postal_codes:
            towns.by_postal.setdefault(one, []).append(town)
    for old, name, code in FormerCommune.objects.order_by("pk").values_list("code", "name", "commune_id"):
        towns.by_former_code.setdefault(old, towns.by_code[code])
        if name and towns.by_code[code] not in towns.by_name.setdefault(fold(name), []):
            towns.by_name[fold(name)].append(towns.by_code[code])
    return towns

"""The tables of `places.toml` turned into rows, each problem at its line; nothing here asks the database."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.packs import Row
from solozere.places.enums import FactGroupCode as Code
from solozere.places.enums import PlaceOrigin
from solozere.places.pack.place_groups import GroupReader
from solozere.places.pack.place_life import LifeReader

FILE = "places.toml"
TOP = {"slug", "name", "commune", "origin", "origin_note", "summary", "source", "source_date", "life"}
WRITTEN = [Code.LOCATION, Code.HOURS, Code.SPACES, Code.SERVICES, Code.CONNECTION, Code.ACCESS, Code.CONTACT]
WRITTEN += [Code.PRICES, Code.ROLES, Code.EXTERNAL]
"""The groups that have a table of their own: the identity stands at the top, pictures are files and come by the site."""
ORIGINS = [origin.value for origin in PlaceOrigin if origin != PlaceOrigin.DEMO]
_LABEL = gettext_lazy("un label ne s’écrit pas dans le pack\u00a0: il vient d’une adhésion.")
NOT_HERE: dict[str, str | Promise] = {
    "label": _LABEL,
    "labels": _LABEL,
    "pictures": gettext_lazy("les photos se déposent sur le site, pas dans le pack."),
}


class PlaceReader(LifeReader, GroupReader):
    """Reads the `[[place]]` tables."""

    def rows(self) -> list[Row]:
        """The rows that are right; an address given twice is right the first time only."""
        rows: dict[str, Row] = {}
        for line, table in self.tables("place"):
            problems = len(self.pack.problems)
            data = self._place(line, table)
            slug = data["slug"]
            if slug in rows:
                words = {"slug": slug, "line": rows[slug].line}
                message = _("«\u00a0%(slug)s\u00a0» est déjà l’adresse du lieu de la ligne %(line)s.")
                self.refuse(line, "slug", message % words)
            elif len(self.pack.problems) == problems:
                rows[slug] = Row(slug, data, FILE, line)
        return list(rows.values())

    def _place(self, line: int, table: dict[str, Any]) -> dict[str, Any]:
        for key in NOT_HERE.keys() & table.keys():
            self.refuse(line, key, str(NOT_HERE[key]))
        self.known_keys({key: table[key] for key in table.keys() - NOT_HERE.keys()}, {*TOP, *WRITTEN}, line)
        source = {
            "source": self.text(table, "source", line, _("qui le dit, par exemple «\u00a0Site de la commune\u00a0»")),
            "source_date": self.day(table, "source_date", line),
        }
        slug = self.text(table, "slug", line, _("l’adresse de sa page, en minuscules et tirets"))
        identity = self._identity(table, line)
        self.clean(line, {"slug": slug, **identity, "source": source["source"]})
        groups: dict[str, dict[str, Any]] = {Code.IDENTITY.value: {"values": identity, **source}}
        for code in WRITTEN:
            if code in table or code == Code.LOCATION:
                groups[code.value] = self.group(line, code, table.get(code, {}), source)
        commune = self.text(table, "commune", line, _("le code Insee de sa commune, par exemple 48095"))
        groups[Code.LOCATION.value]["values"]["commune"] = commune
        return {"slug": slug, "life": self.life(line, table.get("life")), "groups": groups}

    def _identity(self, table: dict[str, Any], line: int) -> dict[str, str]:
        origins = ", ".join(ORIGINS)
        identity = {
            "name": self.text(table, "name", line, _("le nom du lieu")),
            "summary": self.text(table, "summary", line),
            "origin": self.text(table, "origin", line, _("une origine parmi %(known)s") % {"known": origins}),
            "origin_note": self.text(table, "origin_note", line),
        }
        if identity["origin"] and identity["origin"] not in ORIGINS:
            message = _("«\u00a0%(origin)s\u00a0» n’est pas une origine\u00a0: écrivez %(known)s.")
            self.refuse(line, "origin", message % {"origin": identity["origin"], "known": origins})
            identity["origin"] = ""
        return identity

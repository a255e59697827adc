"""Which column becomes what: guessed from the headers, said by a TOML file, or chosen on the page."""

import tomllib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from solozere.core.text import fold
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.fields import FIELDS, guess

KNOWN = Path(__file__).parent / "mappings"
_TABLES = {"name", "source", "source_date", "recognise", "columns", "constants", "values"}


@dataclass(frozen=True)
class Mapping:
    """How a line is read. `columns`: header → field; `constants`: field → text; `values`: field → {text: text}."""

    columns: AnyMapping[str, str] = field(default_factory=dict)
    constants: AnyMapping[str, str] = field(default_factory=dict)
    values: AnyMapping[str, AnyMapping[str, str]] = field(default_factory=dict)
    name: str = ""
    source: str = ""
    source_date: str = ""
    recognise: tuple[str, ...] = ()
    """Headers that only this register has together."""

    def read(self, headers: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
        """What a line says, by field; a field that several columns give is the first of them that is not empty."""
        said: dict[str, str] = {}
        for header, cell in zip(headers, cells, strict=True):
            name = self.columns.get(header)
            if name and cell and not said.get(name):
                said[name] = self.values.get(name, {}).get(cell, cell)
        return {**{name: text for name, text in self.constants.items() if not said.get(name)}, **said}

    def as_json(self) -> dict[str, Any]:
        """What `from_data` reads back."""
        return {
            "name": self.name,
            "source": self.source,
            "source_date": self.source_date,
            "columns": dict(self.columns),
            "constants": dict(self.constants),
            "values": {name: dict(words) for name, words in self.values.items()},
        }


def from_data(data: AnyMapping[str, Any]) -> Mapping:
    """A mapping from what TOML or JSON gave. Raises ImportFileError that names the faulty line."""
    unknown = sorted(set(data) - _TABLES)
    if unknown:
        raise _error(_("«\u00a0%(name)s\u00a0» n’a pas de sens ici\u00a0: écrivez %(known)s."), unknown[0], _TABLES)
    tables: dict[str, dict[str, Any]] = {}
    for name in ("columns", "constants", "values"):
        tables[name] = data.get(name, {})
        if not isinstance(tables[name], dict):
            raise _error(_("«\u00a0%(name)s\u00a0» est une table, par exemple %(known)s."), name, {f"[{name}]"})
    for said in [*tables["columns"].values(), *tables["constants"], *tables["values"]]:
        if said not in FIELDS and said != "":
            raise _error(
                _("«\u00a0%(name)s\u00a0» n’est pas un fait d’un lieu\u00a0: ils sont %(known)s."), said, FIELDS
            )
    for words in tables["values"].values():
        if not isinstance(words, dict):
            raise _error(_("Les valeurs de «\u00a0%(name)s\u00a0» sont une table%(known)s."), str(words), ())
    recognise = data.get("recognise", [])
    if not isinstance(recognise, list):
        raise _error(_("«\u00a0%(name)s\u00a0» est une liste, par exemple %(known)s."), "recognise", ['["id", "nom"]'])
    return Mapping(
        recognise=tuple(str(header) for header in recognise),
        columns={str(header): str(name) for header, name in tables["columns"].items() if name},
        constants={str(name): str(text) for name, text in tables["constants"].items()},
        values={str(name): {str(a): str(b) for a, b in words.items()} for name, words in tables["values"].items()},
        **{name: str(data.get(name, "")) for name in ("name", "source", "source_date")},
    )


def _error(message: str, name: Any, known: Any) -> ImportFileError:
    words = {"name": name, "known": ", ".join(sorted(known))}
    return ImportFileError(_("Correspondance\u00a0: %(said)s") % {"said": message % words})


def from_toml(text: bytes | str) -> Mapping:
    """A mapping file. Raises ImportFileError, whatever the text."""
    try:
        return from_data(tomllib.loads(text.decode() if isinstance(text, bytes) else text))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ImportFileError(
            _("Correspondance\u00a0: ce n’est pas un fichier TOML lisible (%(error)s).") % {"error": error}
        ) from error


@cache
def known() -> dict[str, Mapping]:
    """The mappings of the registers that we know, by the name of their file."""
    return {path.stem: from_toml(path.read_bytes()) for path in sorted(KNOWN.glob("*.toml"))}


def guess_mapping(headers: Sequence[str]) -> Mapping:
    """The known register whose columns are all there, else what the headers say; no field is given twice."""
    for mapping in known().values():
        if mapping.recognise and set(mapping.recognise) <= set(headers):
            return mapping
    columns: dict[str, str] = {}
    for header in headers:
        name = guess(header)
        if name and name not in columns.values():
            columns[header] = name
    return Mapping(columns=columns)


def fitted(mapping: Mapping, headers: Sequence[str]) -> Mapping:
    """The mapping with the headers as the file writes them, whatever its capitals, accents and spaces.

    Raises ImportFileError where neither a name nor a commune can be read from these columns.
    """
    by_folded = {fold(header): header for header in headers}
    columns = {by_folded.get(fold(header), header): name for header, name in mapping.columns.items()}
    columns = {header: name for header, name in columns.items() if header in set(headers)}
    given = {*columns.values(), *mapping.constants}
    if "name" not in given or not given & {"commune_code", "commune", "postal_code"}:
        raise ImportFileError(
            _(
                "Il manque la colonne du nom ou celle de la commune\u00a0: dites laquelle c’est dans la correspondance. "
                "Les colonnes du fichier sont %(headers)s."
            )
            % {"headers": ", ".join(headers[:30])}
        )
    return replace(mapping, columns=columns)

"""A TOML file whose tables all bear one name, and the problems of its keys."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from solozere.core.packs import Pack, TomlFile
from solozere.organisations.rules import PartialDate

ENGLISH = ".en"


class Reader:
    """One file of the pack; every problem goes to the line of the key that it is about."""

    def __init__(self, pack: Pack, file: TomlFile) -> None:
        self.pack = pack
        self.file = file

    def tables(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        """The `[[name]]` tables with their lines; anything else at the top of the file is a problem."""
        for key in self.file.data:
            if key != name:
                self.refuse(
                    1,
                    key,
                    _("«\u00a0%(key)s\u00a0» n’est pas attendu ici\u00a0: écrivez [[%(name)s]].")
                    % {"key": key, "name": name},
                )
        found = self.file.data.get(name, [])
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            line = self.file.table_line(name)
            self.refuse(line, name, _("écrivez chaque entrée sous [[%(name)s]].") % {"name": name})
            return []
        return [(self.file.table_line(name, index), table) for index, table in enumerate(found)]

    def refuse(self, line: int, key: str, message: str) -> None:
        """A problem at the line of `key`, which stands at or below `line`."""
        self.pack.problem(self.file.path, self.file.key_line(key, after=line), message)

    def refuse_error(self, line: int, key: str, error: ValidationError) -> None:
        """The messages of `error`, at the line of `key`."""
        for message in error.messages:
            self.refuse(line, key, f"{key}\u00a0: {message}")

    def known_keys(self, table: dict[str, Any], known: set[str], line: int) -> None:
        """A key that is not listed is a problem, so that a slip of the pen is seen."""
        for key in table.keys() - known:
            words = {"key": key, "known": ", ".join(sorted(known))}
            self.refuse(
                line,
                key,
                _("«\u00a0%(key)s\u00a0» n’est pas attendu ici\u00a0; les clés sont\u00a0: %(known)s.") % words,
            )

    def text(self, table: dict[str, Any], key: str, line: int, expected: str = "") -> str:
        """A text without spaces around it; "" where it is absent, a problem when `expected` says what should be there."""
        value = table.get(key, "")
        if not isinstance(value, str):
            self.refuse(line, key, _("«\u00a0%(key)s\u00a0» doit être un texte entre guillemets.") % {"key": key})
            return ""
        if expected and not value.strip():
            self.refuse(
                line,
                key,
                _("il manque «\u00a0%(key)s\u00a0»\u00a0: %(expected)s.") % {"key": key, "expected": expected},
            )
        return value.strip()

    def day(self, table: dict[str, Any], key: str, line: int) -> str:
        """A date as sources give it, bare or between quotes: « 2013 », « 2013-03 », « 2013-03-03 »; "" where it is absent or wrong."""
        value = table.get(key, "")
        if isinstance(value, date):
            return value.isoformat()[:10]
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        text = self.text({key: value}, key, line)
        try:
            PartialDate.parse(text) if text else None
        except ValueError as error:
            self.refuse(line, key, str(error))
            return ""
        return text

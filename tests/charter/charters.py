"""Charters and facts of the tests of this folder."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from solozere.charter.rules import Charter, charter_of
from solozere.core.predicates import Fact

LOZERE = Path(settings.BASE_DIR) / "territories" / "lozere"
TINY = Path(settings.BASE_DIR) / "tests" / "pack"
DAY = date(2014, 6, 1)
COMPTOIR = {
    "service.public_access": True,
    "service.telework_space": True,
    "service.free_wifi": True,
}
TELECENTRE = {
    "service.reception_staff": True,
    "service.animation": True,
    "service.printer": True,
    "service.professional_connection": True,
    "service.private_offices": True,
}


def definition(path: Path) -> dict[str, Any]:
    """The tables of a charter's file."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lozere() -> Charter:
    """The charter of 2013."""
    return charter_of(definition(LOZERE / "charter" / "2013.toml"))


def facts(values: dict[str, bool | int | float]) -> dict[str, Fact]:
    """Facts as a place declares them, confirmed one day by somebody."""
    return {
        name: Fact(name, value, f"Déclaré : {name}", "visite", "Ada Exemple", date(2014, 5, 2))
        for name, value in values.items()
    }

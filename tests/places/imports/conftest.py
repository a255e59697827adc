"""Communes around an imaginary commune, and imports of a few lines written as texts."""

from collections.abc import Callable
from typing import Any

import pytest

from solozere.core.authors import Author
from solozere.core.geo import Point
from solozere.places.imports.deciding import Decision, Origin
from solozere.places.imports.mapping import Mapping, guess_mapping
from solozere.places.imports.reading import read_table
from solozere.places.imports.running import Request, applied, tried
from solozere.territory.models import Commune, PostalCode
from tests.factories import CommuneFactory

HEADER = "id;nom;commune;cp;lat;lon;horaires;tel;courriel"
Run = Callable[..., list[Decision]]


@pytest.fixture
def communes(valdore_here: Any) -> dict[str, Commune]:
    """Three communes: Valbourg (99100) and Hautval (99200) apart, Basval that shares the code of Hautval."""
    made = {
        "Valbourg": CommuneFactory(code="99001", name="Valbourg", point=Point(44.5, 3.5)),
        "Hautval": CommuneFactory(code="99002", name="Hautval", point=Point(44.7, 3.6)),
        "Basval": CommuneFactory(code="99003", name="Basval", point=Point(44.71, 3.61)),
    }
    for name, code in (("Valbourg", "99100"), ("Hautval", "99200"), ("Basval", "99200")):
        PostalCode.objects.create(commune=made[name], code=code)
    return made


@pytest.fixture
def run(communes: dict[str, Commune]) -> Run:
    """`run("1;Le Bief;Valbourg;99100;44.5;3.5;;;")` writes; `dry=True` tries. `header`, `mapping`, `source`, `date`, `choices`."""

    def go(
        *lines: str,
        header: str = HEADER,
        dry: bool = False,
        source: str = "Registre",
        date: str = "2024-01",
        mapping: Mapping | None = None,
        choices: Any = None,
    ) -> list[Decision]:
        table = read_table("\n".join([header, *lines]).encode())
        request = Request(
            table, mapping or guess_mapping(table.headers), Origin(source, date), Author.system("essai"), choices
        )
        return (tried if dry else applied)(request)

    return go

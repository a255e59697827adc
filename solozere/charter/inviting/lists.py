"""A list of people to invite, pasted or read from a CSV: name of the place; commune; address. All is right, or nothing is sent."""

import csv
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from solozere.territory.models import Commune
from solozere.territory.search import find_communes

MOST = 100


@dataclass(frozen=True)
class Line:
    """A line: its number from 1, what it says, the sentence of what is wrong with it ("" where it is right)."""

    number: int
    name: str
    commune: Commune | None
    email: str
    problem: str


def read_list(text: str) -> list[Line]:
    """The lines of a list that say something; the fields are between « ; », commas or tabs."""
    rows = [row for row in text.splitlines() if row.strip()][: MOST + 1]
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        if number > MOST:
            lines.append(
                Line(number, "", None, "", _("Une liste a 100\u00a0lignes au plus\u00a0: envoyez-la en deux fois."))
            )
            break
        line = _line(number, row)
        if not line.problem and line.email.lower() in {one.email.lower() for one in lines}:
            line = Line(
                number, line.name, line.commune, line.email, _("Cette adresse est déjà sur une ligne précédente.")
            )
        lines.append(line)
    return lines


def _line(number: int, row: str) -> Line:
    delimiter = next((one for one in ";\t," if one in row), ";")
    fields = [field.strip() for field in next(csv.reader([row], delimiter=delimiter))]
    if len(fields) != 3 or not all(fields):
        return Line(
            number, row[:200], None, "", _("Écrivez le nom du lieu, la commune et l’adresse, séparés par « ; ».")
        )
    name, town, email = fields
    commune = _commune(town)
    if len(name) > 200:
        return Line(number, name[:200], commune, email, _("Le nom du lieu tient en 200\u00a0signes."))
    if commune is None:
        words = _("«\u00a0%(town)s\u00a0» n’est pas une commune du territoire, ou pas une seule.") % {
            "town": town[:100]
        }
        return Line(number, name, None, email, words)
    try:
        validate_email(email)
    except ValidationError:
        return Line(
            number,
            name,
            commune,
            email[:254],
            _("L’adresse électronique n’est pas complète, par exemple accueil@exemple.fr."),
        )
    return Line(number, name, commune, email, "")


def _commune(town: str) -> Commune | None:
    """The one commune of the territory that bears that name or that code."""
    found = [one.commune for one in find_communes(town, local_only=True, limit=5) if one.rank == 0]
    return found[0] if len(found) == 1 else None

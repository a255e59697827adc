"""Cells that nobody wrote: what a spreadsheet shows for a formula that failed, or signs that do not show."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from solozere.places.imports.parsed import NAME_LENGTH, ParsedRow, Remark

_ERROR = re.compile(
    r"#(DIV/0!|N/[AD]|(REF|VALEUR|VALUE|NUL|NULL|NOMBRE|NUM|CALC|SPILL|PROPAGATION)!|(NOM|NAME)\?)|Err\s?:\s?\d{3}",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and marks that turn the direction of a text around: it would read otherwise than it is kept."""


def _why(text: str) -> str:
    """Why a cell is no text that somebody wrote, in a sentence; "" where it is one."""
    if _ERROR.fullmatch(text.strip()):
        return _("C’est l’erreur d’une formule du tableur, et non une réponse.")
    if _HIDDEN.search(text):
        return _("Ce texte contient un signe invisible, qui changerait sa lecture.")
    return ""


def visible(text: str) -> str:
    """The text without the signs that do not show."""
    return _HIDDEN.sub("", text)


def written(row: ParsedRow, said: Mapping[str, str]) -> dict[str, str]:
    """What somebody wrote; the rest is left out and said, and refuses the line where it is its name."""
    kept = {}
    for name, text in said.items():
        why = _why(text)
        if not why:
            kept[name] = text
            continue
        right = _("le texte lui-même, tapé à nouveau dans la case")
        found = row.refusals if name == "name" else row.remarks
        found.append(Remark(name, visible(text)[:NAME_LENGTH], why, right))
    return kept

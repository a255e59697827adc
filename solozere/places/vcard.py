"""A contact card that telephones read: vCard 3.0 (RFC 2426), which all of them accept, in UTF-8."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

FOLD_AT = 75
"""Octets of a line, its end left out: longer ones go on below, after a space."""


@dataclass(frozen=True)
class Card:
    """What a card says of a place; "" or None where it is not known."""

    uid: str
    name: str
    organisation: str
    street: str
    town: str
    postal_code: str
    country: str
    position: tuple[float, float] | None
    phone: str
    email: str
    url: str
    note: str
    revised: datetime


def vcard(card: Card) -> str:
    """The card as text, CRLF at each line's end. A telephone shows the name as a company's, not as a person's."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"UID:{_text(card.uid)}",
        f"FN:{_text(card.name)}",
        f"N:{_parts(['', '', '', '', ''])}",
        f"ORG:{_parts([card.name, card.organisation] if card.organisation else [card.name])}",
        "X-ABSHOWAS:COMPANY",
        f"ADR;TYPE=WORK:{_parts(['', '', card.street, card.town, '', card.postal_code, card.country])}",
    ]
    if card.position:
        lines.append("GEO:{:.5f};{:.5f}".format(*card.position))
    lines += [f"{name}:{_text(value)}" for name, value in _plain(card) if value]
    lines += [f"REV:{card.revised.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", "END:VCARD"]
    return "".join(f"{line}\r\n" for line in map(_folded, lines))


def _plain(card: Card) -> Iterable[tuple[str, str]]:
    yield "TEL;TYPE=WORK,VOICE", card.phone
    yield "EMAIL;TYPE=INTERNET", card.email
    yield "URL", card.url
    yield "NOTE", card.note


def _text(value: str) -> str:
    """A value with its backslashes, commas, semicolons and line ends written as the format wants them."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace("\n", "\\n")
    return value.replace(",", "\\,").replace(";", "\\;")


def _parts(values: Sequence[str]) -> str:
    return ";".join(map(_text, values))


def _folded(line: str) -> str:
    """The line cut at FOLD_AT octets, never inside a letter."""
    pieces, piece, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > FOLD_AT:
            pieces.append(piece)
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    return "\r\n".join([*pieces, piece])

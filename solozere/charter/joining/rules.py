"""Pure rules of the form."""

import hashlib
import json
import re
from typing import Any

SIRET_DIGITS = 14
_LA_POSTE = "356000000"
"""Its establishments are numbered by another rule: the sum of the digits is a multiple of five."""


def siret(text: str) -> str:
    """The fourteen digits of a SIRET, whatever the spaces and points between them; "" for what is none."""
    digits = re.sub(r"[\s.\u00a0-]", "", text)
    if not re.fullmatch(r"[0-9]{14}", digits):
        return ""
    right = luhn(digits) or (digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0)
    return digits if right else ""


def luhn(digits: str) -> bool:
    """Is the last digit the key of the others?"""
    total = 0
    for rank, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + rank % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def canonical(document: Any) -> bytes:
    """A JSON document as bytes that are always the same for the same content."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(document: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()

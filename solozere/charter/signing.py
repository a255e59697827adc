"""Signing a document: its exact text, its fingerprint, who said they signed, in which quality, when. Pure.

The name and the quality stand beside the document, never in it: erasing a person changes no fingerprint.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Signature:
    """What the columns of `charter.models.Signed` keep."""

    name: str
    quality: str
    at: datetime
    text: Mapping[str, Any]
    hash: str

    def columns(self) -> dict[str, Any]:
        """By name of column."""
        return {
            "signed_name": self.name,
            "signed_quality": self.quality,
            "signed_at": self.at,
            "signed_text": dict(self.text),
            "signed_hash": self.hash,
        }


def fingerprint(document: Mapping[str, Any]) -> str:
    """The SHA-256, in hexadecimal, of a document of JSON values, whatever the order of its keys."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def sign(document: Mapping[str, Any], name: str, quality: str, at: datetime) -> Signature:
    """The signature of `document` at the instant `at`. Raises ValueError without a name or a quality."""
    if not name.strip() or not quality.strip():
        raise ValueError("somebody signs, in some quality")
    return Signature(name.strip(), quality.strip(), at, document, fingerprint(document))


def verify(document: Mapping[str, Any], hash_: str) -> bool:
    """Is `document` the one whose fingerprint was taken?"""
    return bool(hash_) and fingerprint(document) == hash_

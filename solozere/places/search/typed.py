"""What is typed in a field, made harmless."""

import unicodedata

from django.http import QueryDict

MAX_TEXT = 100


def typed(query: QueryDict, name: str) -> str:
    """The last value of a parameter: trimmed, without control characters nor lone surrogates, MAX_TEXT long at most."""
    return clean(query.get(name) or "")


def clean(value: str) -> str:
    """One value, the same way."""
    kept = "".join(c for c in value[: MAX_TEXT * 4] if unicodedata.category(c) not in ("Cc", "Cs"))
    return kept[:MAX_TEXT].strip()

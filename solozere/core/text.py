"""Words: folding for comparison, French typography."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'", "ß": "ss"})
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_NARROW = "\u202f"
_NBSP = "\u00a0"


def fold(text: str) -> str:
    """`text` in lower case, without accents, ligatures opened, hyphens and apostrophes as one space, « St(e) » spelled out.

    Two names that a French reader holds for the same fold to the same string: « ST JULIEN L'ARS » and « Saint-Julien-l’Ars ».
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join(_SAINTS.get(word, word) for word in words)


@lru_cache(maxsize=4096)
def typo(text: str) -> str:
    """French spacing and apostrophes: no-break space before « : ; ? ! € % » », inside guillemets and numbers; ’ for '."""
    text = text.replace("'", "’")
    text = re.sub(r"[ \u00a0\u202f]+([;!?»€%])", _NBSP + r"\1", text)
    text = re.sub(r"(?<=\S)[ \u00a0]+:", _NBSP + ":", text)
    text = re.sub(r"«[ \u00a0\u202f]*", "«" + _NBSP, text)
    text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", _NARROW, text)
    text = re.sub(r"(?<=\d[ \u00a0]h) (?=\d)", _NBSP, text)
    return re.sub(r"(?<=\d) (?=(?:km|m|h|min|Mbit|kbit|m²|places?)\b)", _NBSP, text)


def day_in_words(day: date) -> str:
    """« 1er mars 2013 », « 3 mars 2013 », in the active language."""
    said = date_format(day, "j F Y")
    return f"1er{said[1:]}" if day.day == 1 and (get_language() or "fr").startswith("fr") else said

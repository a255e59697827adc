"""Words of opening hours written in French or English."""

import re
import unicodedata

from solozere.places.hours.selectors import DAYS
from solozere.places.hours.tokens import plain

_FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY_CODES = {
    **{name[:length]: code for name, code in zip(_ENGLISH, DAYS, strict=True) for length in (2, 3, 4, 5, len(name))},
    **{name[:length]: code for name, code in zip(_FRENCH, DAYS, strict=True) for length in (2, 3, 4, 5, len(name))},
    **{f"{name}s": code for name, code in zip(_FRENCH + _ENGLISH, DAYS * 2, strict=True)},
    "tous": "Mo-Su",
    "semaine": "Mo-Fr",
    "weekend": "Sa-Su",
    "ferie": "PH",
    "feries": "PH",
    "ph": "PH",
}
"""Days, whole or shortened, and what stands for several of them, in OSM syntax."""
TO = frozenset({"a", "au", "aux", "to"})
CLOSED = frozenset({"closed", "ferme", "fermee", "fermees", "fermes", "fermeture", "off"})
EXCEPT = frozenset({"sauf", "except"})
IGNORED = frozenset(
    [
        "accueil",
        "and",
        "apresmidi",
        "d",
        "de",
        "des",
        "du",
        "en",
        "et",
        "from",
        "h",
        "heure",
        "heures",
        "horaire",
        "horaires",
        "jour",
        "jours",
        "l",
        "la",
        "le",
        "les",
        "matin",
        "matins",
        "mois",
        "open",
        "ouvert",
        "ouverte",
        "ouverts",
        "ouverture",
        "public",
        "puis",
        "soir",
        "soirs",
        "sur",
    ]
)
NTHS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "dernier": -1}
_MARKS = (frozenset(DAY_CODES) | TO | IGNORED | CLOSED | EXCEPT | {"midi", "minuit", "rdv", "rendez"}) - {
    *(day.lower() for day in DAYS),
    *("closed", "off", "open", "ph"),
}
_HOURS = re.compile(r"[0-9]\s*h|[0-9]\.[0-9]{2}|\b24\s*/\s*24|\bl\s*-\s*v\b")


def folded(text: str) -> str:
    """`text` in lower case, without accents, its dashes and apostrophes plain."""
    letters = unicodedata.normalize("NFKD", plain(text).replace("’", "'").lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def looks_french(text: str) -> bool:
    """Are there days or hours written as in a sentence, French or English, outside of comments?"""
    outside = re.sub(r'"[^"]*"?', "", folded(text))
    return bool(_HOURS.search(outside)) or not _MARKS.isdisjoint(re.findall("[a-z]+", outside))


def day_in_osm(word: str) -> str:
    """« Mo » for « Lundi » or « lun. », "" for a word that is no day."""
    return DAY_CODES.get(folded(word), "")

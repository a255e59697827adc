"""Official articles: Insee's code says whether a name takes « Le », « La », « L' »… and how « de » joins it."""

ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
"""Insee's TNCC code → the article that opens a name; 0 (consonant) and 1 (vowel) take none."""
JOINTS = {
    "0": "de ",
    "1": "d'",
    "2": "du ",
    "3": "de la ",
    "4": "des ",
    "5": "de l'",
    "6": "des ",
    "7": "de las ",
    "8": "de los ",
}
"""Insee's TNCC code → « de » and its article."""


def with_article(name: str, code: str) -> str:
    """« Chaze-de-Peyre » and 3 give « La Chaze-de-Peyre »."""
    return ARTICLES.get(code, "") + name


def of_form(name: str, code: str) -> str:
    """« Cantal » and 2 give « du Cantal »; raises KeyError on a code that Insee does not know."""
    return JOINTS[code] + name

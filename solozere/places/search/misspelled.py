"""Names of communes near a misspelled one: those of the territory first, then of France."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q
from rapidfuzz.distance import OSA

from solozere.territory.models import Commune, FormerCommune

_ARTICLES = ("le ", "la ", "les ", "l ")
_MAX_CANDIDATES = 3000


@dataclass(frozen=True, order=True)
class Near:
    """A name at some edits from what was typed: letters put, left out, changed or swapped."""

    edits: int
    smaller: int
    """Minus the population, so that the largest comes first."""
    name: str
    code: str


def nearest_names(words: str, *, limit: int, local_only: bool = False) -> list[Near]:
    """The communes whose folded name, or an old one, is within a typing error or two of `words`, the likeliest first.

    One edit up to five letters, two up to nine, three beyond. France is asked only where the territory has none, and not with `local_only`.
    """
    if len(words) < 3:
        return []
    near = _ranked(words, _local())
    if not near and not local_only:
        near = _ranked(words, _of_france(words))
    return near[:limit]


Rows = Iterable[tuple[str, str, int | None]]


def _ranked(words: str, rows: Rows) -> list[Near]:
    allowed = 1 if len(words) <= 5 else 2 if len(words) <= 9 else 3
    best: dict[str, Near] = {}
    for folded, code, population in rows:
        edits = min(OSA.distance(words, name, score_cutoff=allowed) for name in _readings(folded))
        if edits <= allowed:
            near = Near(edits, -(population or 0), folded, code)
            best[code] = min(near, best.get(code, near))
    return sorted(best.values())


def _readings(folded: str) -> list[str]:
    """A name with and without its article."""
    return [folded, *(folded.removeprefix(article) for article in _ARTICLES if folded.startswith(article))]


def _local() -> Rows:
    columns = "folded", "pk", "population"
    yield from Commune.objects.filter(local=True).values_list(*columns)
    yield from FormerCommune.objects.filter(commune__local=True).values_list(
        "folded", "commune_id", "commune__population"
    )


def _of_france(words: str) -> Rows:
    """Names that share a beginning or an end with what was typed: an error is seldom at both."""
    may = Q(folded__startswith=words[:3]) | Q(folded__endswith=words[-4:])
    largest = Commune.objects.filter(may).order_by(F("population").desc(nulls_last=True), "pk")
    yield from largest.values_list("folded", "pk", "population")[:_MAX_CANDIDATES]
    olds = FormerCommune.objects.filter(may).order_by("folded", "pk")
    yield from olds.values_list("folded", "commune_id", "commune__population")[:_MAX_CANDIDATES]

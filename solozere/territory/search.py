"""Finding a commune by what people type: its name or an old one, a postal code, an Insee code; and those near a point."""

import re
from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, When

from solozere.core.geo import Point, distance_km, km_of_chord2
from solozere.core.text import fold
from solozere.territory.models import Commune, FormerCommune, PostalCode

_ARTICLES = ("le ", "la ", "les ", "l ", "las ", "los ", "aux ")
_SHORT = {"s": "sur", "ss": "sous"}
_NOISE = {"cedex", "france", "arrondissement", "ardt"}
_DIGITS = re.compile(r"\b(2[ab]\d{3}|\d{2,5})\b")
_CODE = 5
_MOST_WORDS, _SHORTEST_PART = 8, 3
_RANK = re.compile(r"\d+(e|er|eme|nd)?")
_MAX_LENGTH = 100
INSIDE = 3
LARGE = 20_000
"""People from whom a town elsewhere is the one that its bare name means, before the communes of the territory that begin so."""
_FIRST = (F("local").desc(), F("population").desc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Found:
    """A commune, and the old one by whose name or code it was found.

    `rank`: 0 the exact name, 1 it begins so, 2 a word of it begins so, INSIDE its name is a part of what was typed.
    """

    commune: Commune
    rank: int
    former: FormerCommune | None = None


@dataclass(frozen=True)
class Asked:
    """What was typed: `number` a postal or Insee code or its beginning, `words` the folded name without its noise."""

    number: str
    words: str


def parse(text: str) -> Asked:
    """Read « 15100 St-Flour », « AURILLAC CEDEX », « rouget pers », « 2a004 »; anything else reads as a name."""
    folded = re.sub(r"\b(\d\d) (\d{3})\b", r"\1\2", fold(text[:_MAX_LENGTH]))
    number = _DIGITS.search(folded)
    words = folded[: number.start()] + folded[number.end() :] if number else folded
    kept = [word for word in words.split() if word not in _NOISE and not _RANK.fullmatch(word)]
    inner = [_SHORT.get(word, word) for word in kept[1:-1]]
    return Asked(number[1].upper() if number else "", " ".join([*kept[:1], *inner, *kept[1:][-1:]]))


def find_communes(text: str, *, local_only: bool = False, limit: int = 10) -> list[Found]:
    """Communes that `text` may mean, the likeliest first: exact before beginning, the territory before the rest, then people.

    A postal code and a name together must both fit; where they contradict each other, the name wins, then the code.
    What follows a comma or a bracket (« Murat, Cantal ») counts only when it fits. Nothing typed finds nothing. A handful of
    queries, whatever is found.
    """
    asked, before = parse(text), parse(re.split(r"[,(]", text, maxsplit=1)[0])
    for one in dict.fromkeys((asked, before, Asked("", before.words))):
        found = _find(one, local_only, limit)
        if found:
            return found
    if len(asked.number) == _CODE or not asked.words:
        return _find(Asked(asked.number, ""), local_only, limit)
    return _inside(asked.words, local_only, limit)


def _inside(words: str, local_only: bool, limit: int) -> list[Found]:
    """The communes whose whole name is a part of `words`, the longest first: « gare de Mende », « Mende Lozère »."""
    typed = words.split()[:_MOST_WORDS]
    parts = {" ".join(typed[i:j]) for i in range(len(typed)) for j in range(i + 1, len(typed) + 1)}
    names = {article + part for part in parts if len(part) >= _SHORTEST_PART for article in ("", *_ARTICLES)}
    communes = Commune.objects.filter(local=True) if local_only else Commune.objects.all()
    found = [Found(commune, INSIDE) for commune in communes.filter(folded__in=names)]
    found += [
        Found(old.commune, INSIDE, old)
        for old in FormerCommune.objects.select_related("commune").filter(folded__in=names)
        if old.commune.local or not local_only
    ]

    def order(one: Found) -> tuple[bool, int, int, str]:
        name = one.former.folded if one.former else one.commune.folded
        return not one.commune.local, -len(name), -(one.commune.population or 0), one.commune.pk

    best: dict[str, Found] = {}
    for one in sorted(found, key=order):
        best.setdefault(one.commune.pk, one)
    return list(best.values())[:limit]


def communes_near(point: Point, km: float, *, limit: int | None = None) -> list[tuple[Commune, float]]:
    """Communes whose point stands within `km` of `point`, with the distance in km, the nearest first."""
    near = Commune.objects.within(point, km).order_by("chord2", "pk")
    return [(commune, km_of_chord2(commune.chord2)) for commune in (near[:limit] if limit is not None else near)]


def distance_between(a: Commune, b: Commune) -> float | None:
    """Km as the crow flies between the points of two communes; None where one has no point."""
    return None if a.point is None or b.point is None else distance_km(a.point, b.point)


def _find(asked: Asked, local_only: bool, limit: int) -> list[Found]:
    best: dict[str, Found] = {}
    for found in (*_current(asked, local_only, limit), *_former(asked, local_only, limit)):
        known = best.get(found.commune.pk)
        if known is None or found.rank < known.rank:
            best[found.commune.pk] = found
    ordered = sorted(best.values(), key=_order)
    return ordered[:limit]


def _order(found: Found) -> tuple[int, bool, int, str]:
    """A small commune elsewhere whose name is just what was typed gives way to those of the territory that begin so."""
    commune, people = found.commune, found.commune.population or 0
    away = found.rank == 0 and not commune.local and people < LARGE
    return found.rank + away, not commune.local, -people, commune.folded


def _current(asked: Asked, local_only: bool, limit: int) -> list[Found]:
    if not asked.number and not asked.words:
        return []
    communes: QuerySet[Commune] = Commune.objects.filter(local=True) if local_only else Commune.objects.all()
    if asked.number:
        postal = PostalCode.objects.filter(code__startswith=asked.number).values("commune_id")
        communes = communes.filter(Q(pk__startswith=asked.number) | Q(pk__in=postal))
    if asked.words:
        may, rank = _with_rank(asked.words)
        named = communes.filter(may).annotate(rank=rank).order_by("rank", *_FIRST)
        return [Found(commune, commune.rank) for commune in named[:limit]]
    rows = communes.order_by(*_FIRST)[: limit * 2]
    return [Found(commune, 0 if len(asked.number) == 5 else 2) for commune in rows]


def _with_rank(words: str) -> tuple[Q, Case]:
    """The names that `words` may mean, with or without an article, and how well: 0 exact, 1 begins so, 2 a word begins so."""
    bare = next((words.removeprefix(article) for article in _ARTICLES if words.startswith(article)), words)
    names = [bare, *(article + bare for article in _ARTICLES)]
    begins = Q()
    for name in names:
        begins |= Q(folded__startswith=name)
    may = Q(folded__startswith=words) | Q(folded__startswith=bare) | Q(folded__contains=f" {bare}")
    return may, Case(When(folded__in=names, then=0), When(begins, then=1), default=2)


def _former(asked: Asked, local_only: bool, limit: int) -> list[Found]:
    olds = FormerCommune.objects.select_related("commune")
    if local_only:
        olds = olds.filter(commune__local=True)
    if asked.number and not asked.words:
        rows = olds.filter(code=asked.number).order_by("folded", "pk")[:limit]
        return [Found(old.commune, 1, old) for old in rows]
    if not asked.words:
        return []
    if asked.number:
        postal = PostalCode.objects.filter(code__startswith=asked.number).values("commune_id")
        olds = olds.filter(Q(code__startswith=asked.number) | Q(commune__in=postal))
    may, rank = _with_rank(asked.words)
    named = olds.filter(may).annotate(rank=rank).order_by("rank", "folded", "pk")
    return [Found(old.commune, old.rank, old) for old in named[:limit]]

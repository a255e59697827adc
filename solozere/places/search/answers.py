"""The answer to a search: its counts and one page of places, in an order that both engines share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from heapq import nsmallest
from typing import Any

from django.core.cache import cache

from solozere.core.bulk import batched
from solozere.core.geo import km_of_chord2
from solozere.places.search.asking import Question, ask, bounded, matching, rows
from solozere.places.search.counting import KEY, LISTING, PK, Choices, Counts, Row, count
from solozere.places.search.params import BY_DISTANCE, BY_RELEVANCE, PER_PAGE, PlaceSearch
from solozere.places.search.tallying import tally
from solozere.territory.models import Territory

KEPT_SECONDS = 120
AT_ONCE = 2000
"""Rows in memory at once, beside those of the page: a common word is that of tens of thousands of places."""


@dataclass(frozen=True)
class Answer:
    """A page of a search: primary keys with metres (None where there is no point to measure from), in order."""

    question: Question
    counts: Counts
    page: int
    pages: int
    places: list[tuple[int, int | None]]


def answer(search: PlaceSearch, territory: Territory, now: datetime) -> Answer:
    """Answer `search` at the instant `now`. A page beyond the last one is the last one.

    The order is the distance in whole metres, the score of the words or the name, as the search says; then the name, then
    the primary key. Places that are not open yet come last.
    """
    question = ask(search, territory, now)
    if search.everywhere:
        return _everywhere(question)
    choices, order = Choices(search, question.wanted, question.flags), _order(question)
    counts, best, wanted = Counts(), list[Row](), search.page * PER_PAGE
    for part in batched(rows(question, bounded(question)).iterator(chunk_size=AT_ONCE), AT_ONCE):
        more, found = count(part, choices)
        counts.add(more)
        best += found
        if len(best) >= 2 * wanted:  # as many again each time, so that a far page does not sort the same rows for ever
            best = nsmallest(wanted, best, key=order)
    best.sort(key=order)
    page, pages = _pages(search.page, counts.total)
    measured = search.spot is not None and search.spot.point is not None
    shown = [(row[PK], _metres(row) if measured else None) for row in best[(page - 1) * PER_PAGE : page * PER_PAGE]]
    return Answer(question, counts, page, pages, shown)


def _order(question: Question) -> Callable[[Row], tuple[Any, ...]]:
    """What sorts the rows of the search."""
    search = question.search
    measured = search.spot is not None and search.spot.point is not None
    scores = question.found.scores if question.found is not None else {}
    if search.sort == BY_DISTANCE and measured:
        return lambda row: (row[LISTING], _metres(row), row[KEY], row[PK])
    if search.sort == BY_RELEVANCE:
        return lambda row: (row[LISTING], -scores.get(row[PK], 0), row[KEY], row[PK])
    return lambda row: (row[LISTING], row[KEY], row[PK])


def _metres(row: Row) -> int:
    return round(km_of_chord2(row[-1]) * 1000)


def _pages(asked: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // PER_PAGE))
    return min(asked, pages), pages


def _everywhere(question: Question) -> Answer:
    """All places: counted once a minute for each version of them, the page read in the order of the index."""
    counts = _kept_counts(question)
    page, pages = _pages(question.search.page, counts.total)
    start = (page - 1) * PER_PAGE
    ordered = matching(question).order_by("listing", "sort_key", "pk").values_list("pk", flat=True)
    return Answer(question, counts, page, pages, [(pk, None) for pk in ordered[start : start + PER_PAGE]])


def _kept_counts(question: Question) -> Counts:
    """The counts of an unbounded search, kept in memory: every change of a place makes another key."""
    filters = replace(question.search, page=1).to_query()
    key = f"places-{question.version}-{question.at:%Y%m%d%H%M}-{sha256(filters.encode()).hexdigest()}"
    counts: Counts | None = cache.get(key)
    if counts is None:
        counts = tally(question)
        cache.set(key, counts, KEPT_SECONDS)
    return counts

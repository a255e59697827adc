"""Finds documents by words: stems, the last word as it is being typed, typing errors corrected over the vocabulary."""

from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from django.db.models import Count, QuerySet, Sum
from rapidfuzz.distance import OSA

from solozere.core.fulltext.models import Gram, Posting, Word
from solozere.core.fulltext.words import compounds_of, grams_of, stem_of, words_of

MAX_WORDS = 8
MAX_PREFIXED = 200
_CANDIDATES = 60


@dataclass(frozen=True)
class Term:
    """A word of the question: the ids of the index's words that answer it, and what it was corrected to, if it was."""

    asked: str
    words: tuple[int, ...]
    documents: int
    corrected: str = ""


@dataclass(frozen=True)
class TextQuery:
    """A question resolved against a scope. `impossible`: a word of it is nowhere, even corrected."""

    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def impossible(self) -> bool:
        """Whether no document can answer."""
        return bool(self.unknown)

    @property
    def corrections(self) -> dict[str, str]:
        """Misspelled word → the word that was looked for instead."""
        return {term.asked: term.corrected for term in self.terms if term.corrected}


@dataclass(frozen=True)
class Found:
    """What a search found: scores by document (whole numbers, so that both engines order alike) and the resolved question."""

    query: TextQuery
    scores: dict[int, int] = field(default_factory=dict)


def resolve(scope: str, text: str) -> TextQuery:
    """Resolve the first MAX_WORDS words of `text` against the vocabulary of `scope`; the last one also as a beginning."""
    vocabulary = Word.objects.filter(scope=scope)
    asked = _joined(vocabulary, text, list(dict.fromkeys(words_of(text))))[:MAX_WORDS]
    terms, unknown = [], []
    for position, word in enumerate(asked):
        term = _term(vocabulary, word, typing=position == len(asked) - 1)
        if term is None:
            unknown.append(word)
        else:
            terms.append(term)
    return TextQuery(tuple(terms), tuple(unknown))


def search(scope: str, text: str, *, total: int) -> Found:
    """Documents of `scope` that hold every word of `text`; `total` is the number of documents, for the words' rarity.

    A word that is common weighs little, one in a heavy field much. No words: nothing found.
    """
    query = resolve(scope, text)
    if query.impossible or not query.terms:
        return Found(query)
    scores: dict[int, int] = {}
    for position, term in enumerate(sorted(query.terms, key=lambda term: term.documents)):
        rarity = max(1, round(10 * log(1 + total / max(1, term.documents))))
        rows = Posting.objects.filter(word_id__in=term.words).values_list("document")
        if position and len(scores) <= 500:
            rows = rows.filter(document__in=list(scores))
        found = dict(rows.annotate(sum=Sum("weight")).order_by().iterator())
        if position:
            scores = {doc: scores[doc] + rarity * weight for doc, weight in found.items() if doc in scores}
        else:
            scores = {doc: rarity * weight for doc, weight in found.items()}
    return Found(query, scores)


def _joined(vocabulary: "QuerySet[Word]", text: str, asked: list[str]) -> list[str]:
    """« wi-fi » is looked for as « wifi » where no fewer documents hold that than either half; « Saint-Alban » as two words."""
    for joined, first, second in compounds_of(text):
        stems = [stem_of(word) for word in (joined, first, second)]
        counted = dict(vocabulary.filter(stem__in=stems).values_list("stem").annotate(n=Sum("documents")))
        whole, *halves = (counted.get(stem, 0) for stem in stems)
        if whole and whole >= min(halves) and first in asked and second in asked:
            asked[asked.index(first)] = joined
            asked.remove(second)
    return asked


def _term(vocabulary: "QuerySet[Word]", word: str, *, typing: bool) -> Term | None:
    matches = list(vocabulary.filter(stem=stem_of(word)).order_by("pk").values_list("pk", "documents"))
    if typing and len(word) >= 2:
        begun = vocabulary.filter(text__gte=word)
        if after := after_prefix(word):
            begun = begun.filter(text__lt=after)
        begun = begun.order_by("-documents", "text")
        matches = list(dict(matches + list(begun.values_list("pk", "documents")[:MAX_PREFIXED])).items())
    if matches:
        return Term(word, tuple(pk for pk, _count in matches), sum(count for _pk, count in matches))
    better = nearest(vocabulary, word)
    if better is None:
        return None
    ids = list(vocabulary.filter(stem=better.stem).order_by("pk").values_list("pk", "documents"))
    return Term(word, tuple(pk for pk, _count in ids), sum(count for _pk, count in ids), corrected=better.text)


def after_prefix(prefix: str) -> str:
    """The first string of [a-z0-9] that sorts after all those that begin with `prefix`; "" where there is none.

    Only letters and digits, because every collation of both engines sorts those alike, and nothing else.
    """
    following = dict(pairwise("0123456789abcdefghijklmnopqrstuvwxyz"))
    kept = prefix.rstrip("z")
    return kept[:-1] + following[kept[-1]] if kept else ""


def nearest(vocabulary: "QuerySet[Word]", word: str) -> Word | None:
    """The word of the vocabulary that `word` most likely stands for: one edit up to 5 letters, two beyond; None if none is near."""
    if len(word) < 3 or word.isdigit():
        return None
    allowed = 1 if len(word) <= 5 else 2
    close = (
        Gram.objects.filter(letters__in=sorted(grams_of(word)), word__in=vocabulary)
        .values("word_id", "word__text")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "word__text")[:_CANDIDATES]
    )
    candidates = vocabulary.filter(pk__in=[row["word_id"] for row in close])
    ranked = sorted(
        (distance, -candidate.documents, candidate.text, candidate)
        for candidate in candidates
        if (distance := OSA.distance(word, candidate.text, score_cutoff=allowed)) <= allowed
    )
    return ranked[0][3] if ranked else None

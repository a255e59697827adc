"""Keeps a scope's index in step with its documents, in the caller's transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from solozere.core import bulk
from solozere.core.fulltext.models import Gram, Posting, Word
from solozere.core.fulltext.words import compounds_of, grams_of, stem_of, words_of

BATCH = 2000


def weighted(fields: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Each word with the weight of the best field that holds it; `fields` are (weight from 1 to 100, text)."""
    weights: dict[str, int] = {}
    for weight, text in fields:
        for word in (*words_of(text), *(joined for joined, _first, _second in compounds_of(text))):
            weights[word] = max(weight, weights.get(word, 0))
    return weights


def put(scope: str, document: int, fields: Iterable[tuple[int, str]]) -> None:
    """Index (again) one document of `scope` under the words of `fields`, (weight, text) each."""
    put_many(scope, {document: fields})


@transaction.atomic
def put_many(scope: str, documents: Mapping[int, Iterable[tuple[int, str]]]) -> None:
    """Index (again) several documents of `scope`; the cost per document falls as they are more."""
    _take_out(scope, list(documents))
    writer = Writer(scope)
    writer.add(documents)
    writer.finish()
    Word.objects.filter(scope=scope, documents=0).delete()


class Writer:
    """Writes documents that the index does not hold yet, batch after batch, in the caller's transaction: `add`, then `finish`."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        self._words: dict[str, int] = {}
        self._counts: Counter[int] = Counter()

    def add(self, documents: Mapping[int, Iterable[tuple[int, str]]]) -> None:
        """Write the words of some documents, (weight, text) fields each."""
        weights = {document: weighted(fields) for document, fields in documents.items()}
        wanted = {word for one in weights.values() for word in one}
        self._words |= _ensure_words(self.scope, wanted - self._words.keys())
        ids = self._words
        for one in weights.values():
            self._counts.update(ids[word] for word in one)
        rows = ((ids[word], document, weight) for document, one in weights.items() for word, weight in one.items())
        bulk.insert(Posting, ("word", "document", "weight"), rows)

    def finish(self) -> None:
        """Write how many documents hold each word."""
        _add_counts(self._counts, 1)
        self._counts.clear()


def clear(scope: str) -> None:
    """Empty a scope, in the caller's transaction."""
    ours = Word.objects.filter(scope=scope)
    for part in (Posting, Gram):
        part.objects.filter(word_id__in=ours.values("pk")).delete()
    ours.delete()


@transaction.atomic
def erase(scope: str, document: int) -> None:
    """Take a document out of `scope`, with the words that it alone held."""
    _take_out(scope, [document])
    Word.objects.filter(scope=scope, documents=0).delete()


def _take_out(scope: str, documents: list[int]) -> None:
    """Remove the postings of documents and count them off their words."""
    for start in range(0, len(documents), BATCH):
        # No join: with one, PostgreSQL joins the table to itself to delete, in a plan that takes minutes before it has statistics.
        words = Word.objects.filter(scope=scope).values("pk")
        ours = Posting.objects.filter(word_id__in=words, document__in=documents[start : start + BATCH])
        counts: dict[int, int] = {}
        for word in ours.values_list("word_id", flat=True):
            counts[word] = counts.get(word, 0) + 1
        if counts:
            ours.delete()
            _add_counts(counts, -1)


def _add_counts(counts: Mapping[int, int], sign: int) -> None:
    """Add to the words' document counts, one query per distinct amount."""
    by_amount: dict[int, list[int]] = {}
    for word, count in counts.items():
        by_amount.setdefault(count, []).append(word)
    for amount, words in by_amount.items():
        for start in range(0, len(words), BATCH):
            Word.objects.filter(pk__in=words[start : start + BATCH]).update(documents=F("documents") + sign * amount)


def _ensure_words(scope: str, texts: set[str]) -> dict[str, int]:
    """Ids of the words of `scope`; those that are new get their stem and trigrams."""
    known = _ids(scope, texts)
    new = sorted(texts - set(known))
    if new:
        Word.objects.bulk_create(
            (Word(scope=scope, text=text, stem=stem_of(text)) for text in new), batch_size=BATCH, ignore_conflicts=True
        )
        created = _ids(scope, set(new))
        grams = ((created[text], letters) for text in new for letters in sorted(grams_of(text)))
        bulk.insert(Gram, ("word", "letters"), grams)
        known |= created
    return known


def _ids(scope: str, texts: set[str]) -> dict[str, int]:
    ordered = sorted(texts)
    found: dict[str, int] = {}
    for start in range(0, len(ordered), BATCH):
        part = ordered[start : start + BATCH]
        found |= dict(Word.objects.filter(scope=scope, text__in=part).values_list("text", "pk"))
    return found

"""From a text to the words that the index keeps."""

import re
from functools import lru_cache
from threading import Lock

import snowballstemmer

from solozere.core.text import fold

MAX_LENGTH = 40
_COMPOUND = re.compile(r"(?<![\w-])([^\W_]+)[-\u2010\u2011]([^\W_]+)(?![\w-])")
_ARTICLES_AND_SO_ON = (
    "a au aux avec ce ces d dans de des du elle en et eux il ils j je l la le les leur lui ma mais me meme mes mon ne nos "
    "notre nous on ou par pas pour qu que qui s sa se ses son sur ta te tes ton tu un une vos votre vous c est sont"
)
_STOP = frozenset(_ARTICLES_AND_SO_ON.split())
_stemmer = snowballstemmer.stemmer("french")
_one_at_a_time = Lock()


def words_of(text: str) -> list[str]:
    """The folded words of `text`, without those that say nothing (articles, prepositions), in order, repetitions kept."""
    return list(_words_of(text))


def compounds_of(text: str) -> list[tuple[str, str, str]]:
    """(joined, first, second) of each word written with one hyphen: « wi-fi » gives (wifi, wi, fi)."""
    found = []
    for match in _COMPOUND.finditer(text):
        first, second = fold(match[1]), fold(match[2])
        if first.isalnum() and second.isalnum() and not {first, second} & _STOP:
            found.append((f"{first}{second}"[:MAX_LENGTH], first, second))
    return found


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(word[:MAX_LENGTH] for word in fold(text).split() if word not in _STOP)


@lru_cache(maxsize=50_000)
def stem_of(word: str) -> str:
    """The stem of a folded word, folded again: « imprimantes » and « imprimante » share one."""
    with _one_at_a_time:  # the stemmer keeps the word it works on: two threads at once give each other's stems, or fail
        return str(_stemmer.stemWord(word))[:MAX_LENGTH]


def grams_of(word: str) -> set[str]:
    """The trigrams of a word, with its two ends marked, so that the first letter counts."""
    marked = f" {word} "
    return {marked[i : i + 3] for i in range(len(marked) - 2)}

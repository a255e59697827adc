"""Search by words, the same on SQLite and PostgreSQL: plain tables, folded and stemmed words, typing errors corrected."""

from solozere.core.fulltext.index import erase, put
from solozere.core.fulltext.query import Found, TextQuery, search

__all__ = ["Found", "TextQuery", "erase", "put", "search"]

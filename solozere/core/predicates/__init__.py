"""Rules as data: typed predicates over declared facts, three-valued, each verdict with the facts it used.

Shared by the charter and the aids; knows nothing of either. In TOML a predicate is a table of one key:

    when = { is_true = "service.free_wifi" }                      is_false, known: the same
    when = { at_least = { fact = "connection.down_mbps", value = 30, unit = "Mbit/s" } }          at_most: the same
    when = { equals = { fact = "employer.kind", value = "firm" } }
    when = { one_of = { fact = "employer.kind", values = ["firm", "association"] } }
    when = { any = [ { is_true = "service.visio" }, { not = { is_false = "service.printer" } } ] }          all: the same
    when = { some_of = { count = 2, of = [ … ] } }

A value is known, or not: what is not known is never held for « no » (Kleene's strong logic).
"""

from solozere.core.predicates.base import Facts, Kind, Predicate, Words
from solozere.core.predicates.evaluation import Outcome, evaluate, open_facts
from solozere.core.predicates.facts import Fact, Value, Verdict
from solozere.core.predicates.leaves import joined
from solozere.core.predicates.parsing import PredicateError, parse
from solozere.core.predicates.several import Several, all_of

__all__ = [
    "Fact",
    "Facts",
    "Kind",
    "Outcome",
    "Predicate",
    "PredicateError",
    "Several",
    "Value",
    "Verdict",
    "Words",
    "all_of",
    "evaluate",
    "joined",
    "open_facts",
    "parse",
]

"""From a table of TOML or JSON to a predicate; what is wrong is said in a French sentence that shows what is right."""

from collections.abc import Callable
from math import isfinite
from typing import Any

from solozere.core.predicates.base import Kind, Predicate
from solozere.core.predicates.facts import Value
from solozere.core.predicates.leaves import Choice, Known, Threshold, Truth
from solozere.core.predicates.several import Not, Several

DEPTH = 20
"""Nesting beyond this is a mistake, and would only exhaust the stack."""


class PredicateError(ValueError):
    """What is wrong in a predicate, as a French sentence."""


def parse(raw: Any, depth: int = 0) -> Predicate:
    """The predicate written as a table of one key (see the package's docstring). Raises PredicateError."""
    if depth > DEPTH:
        raise PredicateError(f"la condition a plus de {DEPTH} niveaux\u00a0: simplifiez-la.")
    if not isinstance(raw, dict) or len(raw) != 1:
        raise PredicateError(
            'une condition est une table d’une seule clé, par exemple { is_true = "service.free_wifi" }\u00a0;'
            f" ici\u00a0: {raw!r}."
        )
    ((word, value),) = raw.items()
    if word in _PARSERS:
        return _PARSERS[word](word, value)
    if word in _NESTED:
        return _NESTED[word](word, value, depth + 1)
    known = ", ".join([*_PARSERS, *_NESTED])
    raise PredicateError(f"«\u00a0{word}\u00a0» n’est pas une condition connue\u00a0; il y a\u00a0: {known}.")


def _name(word: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise PredicateError(f'«\u00a0{word}\u00a0» attend le nom d’un fait, par exemple {word} = "service.free_wifi".')
    return value


def _table(word: str, value: Any, required: set[str], example: str, optional: set[str] | None = None) -> dict[str, Any]:
    if not isinstance(value, dict) or not required <= set(value) <= required | (optional or set()):
        raise PredicateError(f"«\u00a0{word}\u00a0» s’écrit {word} = {example}.")
    return value


def _is_true(word: str, value: Any) -> Predicate:
    return Truth(_name(word, value), expected=word == "is_true")


def _known(word: str, value: Any) -> Predicate:
    return Known(_name(word, value))


def _threshold(word: str, value: Any) -> Predicate:
    example = '{ fact = "connection.down_mbps", value = 30, unit = "Mbit/s" }'
    table = _table(word, value, {"fact", "value"}, example, {"unit"})
    bound, unit = table["value"], table.get("unit", "")
    if isinstance(bound, bool) or not isinstance(bound, int | float) or not isfinite(bound):
        raise PredicateError(
            f"«\u00a0{word}\u00a0» attend un nombre, par exemple value = 30\u00a0; ici\u00a0: {bound!r}."
        )
    if not isinstance(unit, str):
        raise PredicateError(f'l’unité de «\u00a0{word}\u00a0» est un texte, par exemple unit = "Mbit/s".')
    return Threshold(_name(word, table["fact"]), bound, lowest=word == "at_least", unit=unit)


def _values(word: str, values: list[Any]) -> tuple[Value, ...]:
    plain = all(
        isinstance(value, str) or (isinstance(value, bool | int | float) and isfinite(value)) for value in values
    )
    if not values or not plain or len({Kind.of(value) for value in values}) > 1:
        raise PredicateError(
            f"«\u00a0{word}\u00a0» attend des textes, ou des nombres, ou true et false, d’une seule sorte."
        )
    return tuple(values)


def _equals(word: str, value: Any) -> Predicate:
    table = _table(word, value, {"fact", "value"}, '{ fact = "employer.kind", value = "firm" }')
    return Choice(_name(word, table["fact"]), _values(word, [table["value"]]))


def _one_of(word: str, value: Any) -> Predicate:
    example = '{ fact = "employer.kind", values = ["firm", "association"] }'
    table = _table(word, value, {"fact", "values"}, example)
    values = table["values"] if isinstance(table["values"], list) else []
    return Choice(_name(word, table["fact"]), _values(word, values))


def _parts(word: str, value: Any, depth: int) -> tuple[Predicate, ...]:
    if not isinstance(value, list) or not value:
        raise PredicateError(f"«\u00a0{word}\u00a0» attend une liste de conditions, une au moins.")
    parts = []
    for number, raw in enumerate(value, 1):
        try:
            parts.append(parse(raw, depth))
        except PredicateError as error:
            raise PredicateError(f"dans «\u00a0{word}\u00a0», condition {number}\u00a0: {error}") from error
    return tuple(parts)


def _all(word: str, value: Any, depth: int) -> Predicate:
    parts = _parts(word, value, depth)
    return Several(parts, len(parts))


def _any(word: str, value: Any, depth: int) -> Predicate:
    return Several(_parts(word, value, depth), 1)


def _some_of(word: str, value: Any, depth: int) -> Predicate:
    table = _table(word, value, {"count", "of"}, "{ count = 2, of = [ … ] }")
    parts, count = _parts(word, table["of"], depth), table["count"]
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(parts):
        raise PredicateError(
            f"«\u00a0{word}\u00a0» attend un compte entre 1 et {len(parts)}\u00a0; ici\u00a0: {count!r}."
        )
    return Several(parts, count)


def _not(word: str, value: Any, depth: int) -> Predicate:
    try:
        return Not(parse(value, depth))
    except PredicateError as error:
        raise PredicateError(f"dans «\u00a0not\u00a0»\u00a0: {error}") from error


_PARSERS: dict[str, Callable[[str, Any], Predicate]] = {
    "is_true": _is_true,
    "is_false": _is_true,
    "known": _known,
    "at_least": _threshold,
    "at_most": _threshold,
    "equals": _equals,
    "one_of": _one_of,
}
_NESTED: dict[str, Callable[[str, Any, int], Predicate]] = {
    "all": _all,
    "any": _any,
    "some_of": _some_of,
    "not": _not,
}

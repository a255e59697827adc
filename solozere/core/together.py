"""One object and the rows that hang on it, read in a single query: a page that shows nine kinds of them does not wait ten times.

Each relation becomes a SELECT of JSON objects built by the database, all joined by UNION ALL. The text of the query is made
once by the ORM and kept; what comes back are ordinary model instances, where `prefetch_related` would have put them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F, Field, IntegerField, TextField, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject, RowNumber
from django.utils.dateparse import parse_datetime

Row = dict[str, Any]
_ITSELF = ""
_NUMBER, _TEXT = -1, "\N{REPLACEMENT CHARACTER}"
"""Stand for the value that names the object in the query that is kept."""


@dataclass(frozen=True)
class Reading:
    """What to read of an object of `model` that the unique column `by` names.

    `relations`: reverse relations, each with the foreign key that is read with its rows ("" for none); `also`: foreign keys
    of the object itself; `extra`: columns computed with it, by name.
    """

    model: type[models.Model]
    by: str = "pk"
    relations: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    extra: tuple[tuple[str, Any], ...] = field(default=(), compare=False)


def find(reading: Reading, value: Any, using: str = DEFAULT_DB_ALIAS) -> models.Model | None:
    """The object that `value` names, with all that is asked for; None where there is none. One query.

    JSON columns, and numbers that are computed (`editable=False` floats, which JSON rounds), are left for when somebody reads
    them.
    """
    found = _rows(reading, value, using, itself=True)
    if not found[_ITSELF]:
        return None
    row = found[_ITSELF][0]
    instance = _made(reading.model, row, using)
    _point(instance, row, using)
    for name, _expression in reading.extra:
        setattr(instance, name, row[name])
    _fill(instance, reading, found, using)
    return instance


def read(instance: models.Model, relations: Mapping[str, str]) -> None:
    """The relations of an object that is at hand; as `find` reads them."""
    using = instance._state.db or DEFAULT_DB_ALIAS
    reading = Reading(type(instance), relations=tuple(relations.items()))
    _fill(instance, reading, _rows(reading, instance.pk, using, itself=False), using)


def _fill(instance: models.Model, reading: Reading, found: dict[str, list[Row]], using: str) -> None:
    for name, _also in reading.relations:
        _put(instance, name, [_child(instance, name, row, using) for row in found[name]])


def _rows(reading: Reading, value: Any, using: str, *, itself: bool) -> dict[str, list[Row]]:
    """Rows by relation, in order; those of the object itself under ""."""
    sql, params = _query(reading, using, itself)
    found: dict[str, list[tuple[int, Row]]] = {name: [] for name in (_ITSELF, *dict(reading.relations))}
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [value if one in (_NUMBER, _TEXT) else one for one in params])
        for name, rank, text in cursor.fetchall():
            found[name].append((rank, json.loads(text, parse_float=str)))
    return {name: [row for _rank, row in sorted(rows, key=lambda each: each[0])] for name, rows in found.items()}


@lru_cache(maxsize=64)
def _query(reading: Reading, using: str, itself: bool) -> tuple[str, list[Any]]:
    """SQL and parameters that give (relation, rank, JSON) of the object that a stand-in names."""
    model: Any = reading.model
    key = model._meta.pk if reading.by == "pk" else model._meta.get_field(reading.by)
    stand_in = _NUMBER if isinstance(key, models.IntegerField) else _TEXT
    parts: list[str] = []
    params: list[Any] = []

    def add(name: str, rows: Any, also: Iterable[str], extra: dict[str, Any], order: list[Any]) -> None:
        values = _pairs(rows.model) | extra
        values |= {one: JSONObject(**_pairs(_target(rows.model, one), f"{one}__")) for one in also}
        columns = rows.order_by().annotate(
            together_name=Value(name, TextField()),
            together_rank=Window(RowNumber(), order_by=order, output_field=IntegerField()),
            together_row=Cast(JSONObject(**values), TextField()),
        )
        shown = columns.values_list("together_name", "together_rank", "together_row")
        sql, found = shown.query.get_compiler(using).as_sql()
        parts.append(sql)
        params.extend(found)

    if itself:
        rows = model._default_manager.using(using).filter(**{reading.by: stand_in})
        add(_ITSELF, rows, reading.also, dict(reading.extra), ["pk"])
    for name, one in reading.relations:
        relation = _relation(model, name)
        child: Any = relation.related_model
        where = relation.field.attname if reading.by == "pk" else f"{relation.field.name}__{reading.by}"
        rows = child._default_manager.using(using).filter(**{where: stand_in})
        add(name, rows, [one] if one else [], {}, list(child._meta.ordering or ["pk"]))
    return " UNION ALL ".join(parts), params


def _relation(model: type[models.Model], name: str) -> Any:
    return next(each for each in model._meta.related_objects if each.get_accessor_name() == name)


def _target(model: type[models.Model], name: str) -> type[models.Model]:
    target: type[models.Model] = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return target


@lru_cache(maxsize=64)
def _fields(model: type[models.Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(one for one in model._meta.concrete_fields if not _is_left(one))


def _is_left(one: Field[Any, Any]) -> bool:
    return isinstance(one, models.JSONField) or (isinstance(one, models.FloatField) and not one.editable)


def _pairs(model: type[models.Model], path: str = "") -> dict[str, Combinable]:
    return {one.attname: F(f"{path}{one.attname}") for one in _fields(model)}


def _child(parent: models.Model, relation: str, row: Row, using: str) -> models.Model:
    described = _relation(type(parent), relation)
    child = _made(described.related_model, row, using)
    setattr(child, described.field.name, parent)
    _point(child, row, using)
    return child


def _point(instance: models.Model, row: Row, using: str) -> None:
    """Put in the foreign keys of `instance` what was read with it."""
    for name, value in row.items():
        if isinstance(value, dict):
            target = _target(type(instance), name)
            empty = value[target._meta.pk.attname] is None
            setattr(instance, name, None if empty else _made(target, value, using))


def _made(model: type[models.Model], row: Row, alias: str) -> models.Model:
    names = [one.attname for one in _fields(model)]
    values = [_value(one, row[one.attname]) for one in _fields(model)]
    return model.from_db(alias, names, values)


def _value(field: Field[Any, Any], raw: Any) -> Any:
    """What the column holds, from what JSON made of it: SQLite writes booleans as numbers, instants without their zone."""
    if isinstance(field, models.DateTimeField) and isinstance(raw, str):
        instant = parse_datetime(raw)
        return instant.replace(tzinfo=UTC) if instant and instant.tzinfo is None else instant
    return field.target_field.to_python(raw) if isinstance(field, models.ForeignKey) else field.to_python(raw)


def _put(instance: models.Model, name: str, rows: list[models.Model]) -> None:
    """Where `prefetch_related` puts what it read."""
    queryset = getattr(instance, name).get_queryset()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    kept: dict[str, Any] = instance.__dict__.setdefault("_prefetched_objects_cache", {})
    kept[name] = queryset

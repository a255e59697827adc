"""The rows that hang on one object, read in a single query: a page that shows nine kinds of them does not wait nine times.

Each relation becomes a SELECT of JSON objects built by the database, all joined by UNION ALL. The text of the query is made
once by the ORM and kept; what comes back are ordinary model instances, where `prefetch_related` would have put them.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC
from functools import lru_cache
from typing import Any

from django.db import connections, models
from django.db.models import F, Field, IntegerField, TextField, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject, RowNumber
from django.utils.dateparse import parse_datetime

Row = dict[str, Any]
_NOBODY = -1
"""Stands for the primary key of the object in the query that is kept."""


def read(instance: models.Model, relations: Mapping[str, str]) -> None:
    """Read the reverse relations of `instance` named by the keys, each with the foreign key named by its value ("" for none).

    Afterwards `instance.<relation>.all()` asks nothing of the database and has the order of the model's Meta. JSON columns
    are left for when somebody reads them. Give an object that the database holds, with an integer primary key.
    """
    alias = instance._state.db or "default"
    sql, params = _query(type(instance), tuple(relations.items()), alias)
    found: dict[str, list[tuple[int, Row]]] = {name: [] for name in relations}
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, [instance.pk if value == _NOBODY else value for value in params])
        for name, rank, text in cursor.fetchall():
            found[name].append((rank, json.loads(text, parse_float=str)))
    for name, rows in found.items():
        ordered = [row for _rank, row in sorted(rows, key=lambda each: each[0])]
        _put(instance, name, [_child(instance, name, row, alias) for row in ordered])


@lru_cache(maxsize=64)
def _query(model: type[models.Model], relations: tuple[tuple[str, str], ...], alias: str) -> tuple[str, list[Any]]:
    """SQL and parameters that give (relation, rank, JSON) of the object whose primary key is `_NOBODY`."""
    parts: list[str] = []
    params: list[Any] = []
    for name, also in relations:
        relation = _relation(model, name)
        child: Any = relation.related_model
        order = child._meta.ordering or ["pk"]
        rows = child._default_manager.using(alias).filter(**{f"{relation.field.attname}": _NOBODY}).order_by()
        values = _pairs(child) | ({also: JSONObject(**_pairs(_target(child, also), f"{also}__"))} if also else {})
        columns = rows.annotate(
            together_name=Value(name, TextField()),
            together_rank=Window(RowNumber(), order_by=list(order), output_field=IntegerField()),
            together_row=Cast(JSONObject(**values), TextField()),
        ).values_list("together_name", "together_rank", "together_row")
        sql, found = columns.query.get_compiler(alias).as_sql()
        parts.append(sql)
        params += found
    return " UNION ALL ".join(parts), params


def _relation(model: type[models.Model], name: str) -> Any:
    return next(each for each in model._meta.related_objects if each.get_accessor_name() == name)


def _target(model: type[models.Model], name: str) -> type[models.Model]:
    target: type[models.Model] = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return target


def _fields(model: type[models.Model]) -> Iterable[Field[Any, Any]]:
    return (field for field in model._meta.concrete_fields if not isinstance(field, models.JSONField))


def _pairs(model: type[models.Model], path: str = "") -> dict[str, Combinable]:
    return {field.attname: F(f"{path}{field.attname}") for field in _fields(model)}


def _child(parent: models.Model, relation: str, row: Row, alias: str) -> models.Model:
    described = _relation(type(parent), relation)
    child = _made(described.related_model, row, alias)
    setattr(child, described.field.name, parent)
    for name, value in row.items():
        if isinstance(value, dict):
            target = _target(type(child), name)
            empty = value[target._meta.pk.attname] is None
            setattr(child, name, None if empty else _made(target, value, alias))
    return child


def _made(model: type[models.Model], row: Row, alias: str) -> models.Model:
    names = [field.attname for field in _fields(model)]
    values = [_value(field, row[field.attname]) for field in _fields(model)]
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

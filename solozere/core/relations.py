"""Who points to a row, found in `_meta`: lower layers need not know the models above them."""

from collections.abc import Container
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef


def referrers(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """`(model, name of the field)` of every foreign key, one-to-one and many-to-many of the project towards `model`."""
    found = [
        (relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel) and isinstance(relation.related_model, type)
    ]
    return sorted(found, key=lambda item: (item[0]._meta.label_lower, item[1]))


def unreferenced(rows: models.QuerySet[Any], *, but: Container[str] = ()) -> models.QuerySet[Any]:
    """Those of `rows` that no row of any other table points to; the models of `but` ("app.model") keep nothing alive."""
    for model, name in referrers(rows.model):
        if model._meta.label_lower in but:
            continue
        rows = rows.exclude(Exists(model._base_manager.filter(**{name: OuterRef("pk")})))
    return rows

"""Groups of facts that are rows of their own: spaces, services, measures, closures, pictures, organisations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from solozere.core.models import StoredFile
from solozere.organisations.models import Organisation
from solozere.places.facts.parts import Part, Values
from solozere.places.facts.values import cleaned, plain, refuse_unknown
from solozere.places.models import Place, Service

IDENTIFIER = "id"
"""A row given with the primary key of one that stands is that row, whatever else changed: a renamed space keeps its bookings."""


@dataclass(frozen=True)
class ChildRows(Part):
    """The rows of `model` that belong to a place, kept under `name` as a list of dictionaries of `columns`.

    The list given replaces the one that stands, as a set: rows with the same `key` are kept and brought up to date.
    """

    name: str
    model: type[models.Model]
    columns: tuple[str, ...]
    key: tuple[str, ...]
    related: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:  # type: ignore[override]
        """The one name under which the list stands."""
        return (self.name,)

    def row(self, child: models.Model) -> Values:
        """One row as JSON keeps it."""
        return {column: plain(getattr(child, column)) for column in self.columns}

    def resolve(self, rows: list[Values]) -> list[Values]:
        """Turn references into objects; rows without references stay as they are. Raises ValidationError."""
        return rows

    def read(self, place: Place) -> Values:
        """The rows as they stand, sorted by their key."""
        rows = [self.row(child) for child in self._standing(place)]
        return {self.name: sorted(rows, key=self._key)}

    def empty(self) -> Values:
        return {self.name: []}

    def write(self, place: Place, values: Mapping[str, Any]) -> None:
        """Bring the rows to the list given; each one is validated as a whole. Raises ValidationError under the name."""
        if self.name not in values:
            return
        try:
            self._replace(place, self._checked(values[self.name]))
        except ValidationError as error:
            raise ValidationError({self.name: error.messages}) from error
        getattr(place, "_prefetched_objects_cache", {}).pop(self.name, None)

    def check(self, rows: Any) -> None:
        """What can be said of a list without the database: names, values that a column refuses, rows given twice.

        Raises ValidationError.
        """
        unknowable = {field.name for field in self.model._meta.fields if field.is_relation}
        for row in self._checked(rows):
            plain_row = {name: value for name, value in row.items() if name in self.columns and name != "service_id"}
            child = self.model(**{**self._defaults(), **plain_row})
            try:
                child.clean_fields(exclude=unknowable)
                child.clean()
            except ValidationError as error:
                raise ValidationError(self._said(error)) from error

    def _standing(self, place: Place) -> list[Any]:
        rows = getattr(place, self.name).all()
        prefetched = self.name in getattr(place, "_prefetched_objects_cache", {})
        return list(rows if prefetched else rows.select_related(*self.related))

    def key_of(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """What tells this row from the others of the place."""
        return tuple(self._key(dict(row)))

    def numbered(self, place: Place) -> list[tuple[int, Values]]:
        """The rows that stand, each with its number, in the order of the model."""
        return [(child.pk, self.row(child)) for child in self._standing(place)]

    def _key(self, row: Values) -> list[str]:
        return [str(plain(row.get(column))) for column in self.key]

    def _checked(self, given: Any) -> list[Values]:
        if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
            raise ValidationError(_("Donnez une liste, une ligne par élément."))
        rows = [{column: cleaned(value) for column, value in row.items()} for row in given]
        for row in rows:
            refuse_unknown(row, {*self.columns, *self.key, IDENTIFIER})
        keys = [self._key(row) for row in rows]
        for key in keys:
            if keys.count(key) > 1:
                raise ValidationError(_("«\u00a0%(key)s\u00a0» est donné deux fois.") % {"key": ", ".join(key)})
        return rows

    def _replace(self, place: Place, rows: list[Values]) -> None:
        standing = self._standing(place)
        children = [self._match(row, standing) for row in rows]
        kept = [child.pk for child in children if child is not None]
        if len(kept) != len(set(kept)):
            raise ValidationError(_("La même ligne est donnée deux fois."))
        getattr(place, self.name).exclude(pk__in=kept).delete()
        for found, row in zip(children, self.resolve(rows), strict=True):
            child = self.model(place=place) if found is None else found
            for column, value in {**self._defaults(), **row}.items():
                setattr(child, column, value)
            try:
                child.full_clean()
            except ValidationError as error:
                raise ValidationError(self._said(error)) from error
            child.save()

    def _match(self, row: Values, standing: list[Any]) -> Any:
        """The row that stands and that `row` is about: by its identifier, else by its key; None for a new one."""
        if identifier := row.pop(IDENTIFIER, None):
            return next((child for child in standing if child.pk == identifier), None)
        return next((child for child in standing if self._key(self.row(child)) == self._key(row)), None)

    def _defaults(self) -> Values:
        """The model's default for each column: a row says all of itself, what it leaves out is emptied."""
        fields = {column: self.model._meta.get_field(column.removesuffix("_id")) for column in self.columns}
        return {column: field.get_default() for column, field in fields.items()}  # type: ignore[union-attr]

    def _said(self, error: ValidationError) -> list[str]:
        """The messages, each with the name of its column."""
        names = {field.name: str(field.verbose_name) for field in self.model._meta.fields}
        return [
            f"{names[field]}\u00a0: {message}" if field in names else message
            for field, messages in error.message_dict.items()
            for message in messages
        ]


class Services(ChildRows):
    """The services, each by its code in the catalogue."""

    def resolve(self, rows: list[Values]) -> list[Values]:
        known = set(Service.objects.values_list("code", flat=True))
        for row in rows:
            if row.get("service_id") not in known:
                message = _("«\u00a0%(code)s\u00a0» n’est pas au catalogue des services\u00a0: il a %(known)s.")
                raise ValidationError(message % {"code": row.get("service_id"), "known": ", ".join(sorted(known))})
        return rows


class Pictures(ChildRows):
    """The pictures, each by the fingerprint of its stored file, under `file`."""

    def resolve(self, rows: list[Values]) -> list[Values]:
        wanted = [row["file"] for row in rows if isinstance(row.get("file"), str)]
        files = {file.sha256: file for file in StoredFile.objects.filter(sha256__in=wanted)}
        for row in rows:
            if row.get("file") not in files:
                raise ValidationError(_("Cette photo n’a pas été déposée\u00a0: déposez-la d’abord."))
            row["file"] = files[row["file"]]
        return rows

    def row(self, child: models.Model) -> Values:
        return {**super().row(child), "file": child.file.sha256}  # type: ignore[attr-defined]


class Roles(ChildRows):
    """The organisations, each by its address, under `organisation`."""

    def resolve(self, rows: list[Values]) -> list[Values]:
        wanted = [row["organisation"] for row in rows if isinstance(row.get("organisation"), str)]
        found = {organisation.slug: organisation for organisation in Organisation.objects.filter(slug__in=wanted)}
        for row in rows:
            if row.get("organisation") not in found:
                message = _("Aucune organisation n’a l’adresse «\u00a0%(slug)s\u00a0»\u00a0: créez-la d’abord.")
                raise ValidationError(message % {"slug": row.get("organisation")})
            row["organisation"] = found[row["organisation"]]
        return rows

    def row(self, child: models.Model) -> Values:
        return {**super().row(child), "organisation": child.organisation.slug}  # type: ignore[attr-defined]

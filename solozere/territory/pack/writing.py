"""Bringing the geography's tables in step with a pack, in bulk queries."""

from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from solozere.core.geo import Point
from solozere.core.packs import BulkCounts
from solozere.core.text import fold
from solozere.territory.models import Canton, Commune, Contour, Epci, FormerCommune, PostalCode

BATCH = 2000
_COMMUNE_FIELDS = ("name", "folded", "population", "departement", "local", "epci_id", "canton_id", "lat", "lon")
_COMPUTED = ("cell", "x", "y", "z")


def upsert(
    model: type[models.Model],
    wanted: dict[Any, models.Model],
    present: dict[Any, tuple[Any, ...]],
    compared: tuple[str, ...],
    unique: tuple[str, ...],
    extra: tuple[str, ...] = (),
) -> BulkCounts:
    """Create or update `wanted` by key where the values of `compared` differ from those `present`.

    `unique`: the fields that tell a row; `extra`: fields computed from the compared ones, written with them.
    """
    new = [key for key in wanted if key not in present]
    changed = [
        k for k, obj in wanted.items() if k in present and present[k] != tuple(getattr(obj, f) for f in compared)
    ]
    columns = [name.removesuffix("_id") for name in compared if name not in unique] + list(extra)
    if new or changed:
        model._default_manager.bulk_create(
            [wanted[key] for key in [*new, *changed]],
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=list(unique),
            update_fields=columns,
        )
    return BulkCounts(created=len(new), updated=len(changed), unchanged=len(wanted) - len(new) - len(changed))


def name_areas(model: type[Epci] | type[Canton], names: dict[str, str]) -> BulkCounts:
    """EPCI or cantons by code, with their names."""
    present = {code: (name,) for code, name in model.objects.values_list("code", "name")}
    wanted: dict[Any, models.Model] = {code: model(code=code, name=name) for code, name in names.items()}
    return upsert(model, wanted, present, ("name",), ("code",))


def write_communes(data: dict[str, dict[str, Any]]) -> BulkCounts:
    """Communes by code, with their postal codes; a grouping or canton that the pack does not name is left empty."""
    epci = set(Epci.objects.values_list("code", flat=True))
    cantons = set(Canton.objects.values_list("code", flat=True))
    wanted: dict[Any, models.Model] = {code: _commune(code, row, epci, cantons) for code, row in data.items()}
    present = {values[0]: values[1:] for values in Commune.objects.values_list("code", *_COMMUNE_FIELDS).iterator()}
    counts = upsert(Commune, wanted, present, _COMMUNE_FIELDS, ("code",), _COMPUTED)
    _write_postal_codes(data)
    return counts


def _commune(code: str, row: dict[str, Any], epci: set[str], cantons: set[str]) -> Commune:
    commune = Commune(
        code=code,
        name=row["name"],
        folded=fold(row["name"]),
        population=row["population"],
        departement=row["departement"],
        local=row["local"],
        epci_id=row["epci"] if row["epci"] in epci else None,
        canton_id=row["canton"] if row["canton"] in cantons else None,
    )
    if row["lat"] is not None:
        commune.place_at(Point(row["lat"], row["lon"]))
    return commune


def _write_postal_codes(data: dict[str, dict[str, Any]]) -> None:
    wanted = {(postal, code) for code, row in data.items() for postal in row["postal_codes"]}
    present = {(postal, code): pk for pk, postal, code in PostalCode.objects.values_list("pk", "code", "commune_id")}
    gone = [pk for pair, pk in present.items() if pair not in wanted]
    for start in range(0, len(gone), BATCH):
        PostalCode.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    new = sorted(wanted - present.keys())
    PostalCode.objects.bulk_create([PostalCode(code=p, commune_id=c) for p, c in new], batch_size=BATCH)


def write_former(data: list[dict[str, Any]]) -> BulkCounts:
    """Old communes by code and name; those that left the pack are deleted: nothing points to them."""
    compared = ("folded", "kind", "merged_on", "commune_id")
    present = {
        (values[0], values[1]): values[2:] for values in FormerCommune.objects.values_list("code", "name", *compared)
    }
    wanted: dict[Any, models.Model] = {(row["code"], row["name"]): _former(row) for row in data}
    counts = upsert(FormerCommune, wanted, present, compared, ("code", "name"))
    gone = [
        pk for pk, code, name in FormerCommune.objects.values_list("pk", "code", "name") if (code, name) not in wanted
    ]
    FormerCommune.objects.filter(pk__in=gone).delete()
    return BulkCounts(counts.created, counts.updated, len(gone), counts.unchanged)


def _former(row: dict[str, Any]) -> FormerCommune:
    return FormerCommune(
        code=row["code"],
        name=row["name"],
        folded=fold(row["name"]),
        kind=row["kind"],
        merged_on=row["merged_on"],
        commune_id=row["today"],
    )


def write_contours(data: dict[tuple[str, str], dict[str, Any]]) -> BulkCounts:
    """Contours by kind and code; those that left the pack are deleted."""
    present = {
        (kind, code): values for kind, code, *values in Contour.objects.values_list("kind", "code", "name", "geometry")
    }
    wanted: dict[Any, models.Model] = {
        (kind, code): Contour(kind=kind, code=code, name=row["name"], geometry=row["geometry"])
        for (kind, code), row in data.items()
    }
    tuples = {key: tuple(values) for key, values in present.items()}
    counts = upsert(Contour, wanted, tuples, ("name", "geometry"), ("kind", "code"))
    gone = [pk for pk, kind, code in Contour.objects.values_list("pk", "kind", "code") if (kind, code) not in wanted]
    Contour.objects.filter(pk__in=gone).delete()
    return BulkCounts(counts.created, counts.updated, len(gone), counts.unchanged)


def delete_unless_used(gone: models.QuerySet[Any]) -> BulkCounts:
    """Delete `gone` one by one; what something still points to is kept, with a sentence."""
    deleted, kept = 0, []
    for obj in gone.order_by("pk"):
        try:
            with transaction.atomic():
                obj.delete()
            deleted += 1
        except ProtectedError as error:
            users = ", ".join(sorted({str(other._meta.verbose_name) for other in error.protected_objects}))
            kept.append(f"{obj} ({obj.pk}) n’est plus dans le pack mais sert encore ({users}) : ligne gardée.")
    return BulkCounts(deleted=deleted, kept=tuple(kept))

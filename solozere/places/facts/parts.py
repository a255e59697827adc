"""Groups of facts that are columns of the place itself."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from solozere.core.geo import Point, distance_km
from solozere.places.enums import PointPrecision
from solozere.places.facts.values import cleaned, plain
from solozere.places.hours import HoursError, parse
from solozere.places.models import Place
from solozere.territory.models import Commune

Values = dict[str, Any]

FAR_KM = 100
"""No point of a commune of France is that far from its town hall: latitude and longitude were swapped, or a digit is wrong."""


class Part(ABC):
    """Some of a group's values: columns of the place, or rows that belong to it."""

    names: tuple[str, ...]

    @abstractmethod
    def read(self, place: Place) -> Values:
        """The values as they stand, JSON-like."""

    @abstractmethod
    def empty(self) -> Values:
        """What says that nothing is known."""

    @abstractmethod
    def write(self, place: Place, values: Mapping[str, Any]) -> None:
        """Set what `values` gives (absent names are left); raises ValidationError by name. Columns are not saved here."""


@dataclass(frozen=True)
class Columns(Part):
    """Plain columns of the place, each validated by its own model field."""

    names: tuple[str, ...]

    def read(self, place: Place) -> Values:
        return {name: plain(getattr(place, name)) for name in self.names}

    def empty(self) -> Values:
        return dict.fromkeys(self.names, "")

    def write(self, place: Place, values: Mapping[str, Any]) -> None:
        errors: dict[str, Any] = {}
        for name in self.names:
            if name in values:
                try:
                    field = place._meta.get_field(name)
                    setattr(place, name, field.clean(cleaned(values[name]), place))  # type: ignore[union-attr]
                except ValidationError as error:
                    errors[name] = error.messages
        if errors:
            raise ValidationError(errors)


class Position(Part):
    """The commune by its code, the point and its precision; without a point of its own a place stands at its commune's."""

    names = ("commune", "lat", "lon", "precision")

    def read(self, place: Place) -> Values:
        return {"commune": place.commune_id, "lat": place.lat, "lon": place.lon, "precision": place.precision}

    def empty(self) -> Values:
        """The commune stays: a place without a commune is nowhere."""
        return {"lat": None, "lon": None}

    def write(self, place: Place, values: Mapping[str, Any]) -> None:
        if "commune" in values:
            place.commune = _commune(values["commune"])
        if "precision" in values:
            Columns(("precision",)).write(place, values)
        if "lat" in values or "lon" in values:
            point = _point(values.get("lat", place.lat), values.get("lon", place.lon))
            if "precision" not in values and place.precision == PointPrecision.COMMUNE:
                place.precision = PointPrecision.ADDRESS
        else:
            point = None if place.precision == PointPrecision.COMMUNE else place.point
        if point is None:
            place.precision, point = PointPrecision.COMMUNE, place.commune.point
        elif place.commune.point and distance_km(point, place.commune.point) > FAR_KM:
            raise ValidationError({"lat": _too_far(point, place.commune)})
        place.place_at(point)


def _commune(code: Any) -> Commune:
    commune = Commune.objects.filter(code=code).first() if isinstance(code, str) and "\x00" not in code else None
    if commune is None:
        raise ValidationError(
            {
                "commune": _(
                    "Aucune commune de France ne porte ce code Insee\u00a0: il a cinq signes, par exemple 48095."
                )
            }
        )
    return commune


def _point(lat: Any, lon: Any) -> Point | None:
    if lat in (None, "") and lon in (None, ""):
        return None
    try:
        return Point(float(lat), float(lon))
    except (TypeError, ValueError) as error:
        raise ValidationError(
            {"lat": _("Donnez la latitude et la longitude en degrés, par exemple 44.52814 et 3.46673.")}
        ) from error


def _too_far(point: Point, commune: Commune) -> str:
    distance = round(distance_km(point, commune.point)) if commune.point else 0
    return _(
        "Cette position est à %(km)s\u00a0km de %(commune)s\u00a0: latitude et longitude sont-elles inversées\u00a0?"
    ) % {"km": distance, "commune": commune}


class Hours(Columns):
    """The opening hours, which must be readable before they are kept; kept in their canonical form."""

    def write(self, place: Place, values: Mapping[str, Any]) -> None:
        text = cleaned(values.get("opening_hours"))
        if text and isinstance(text, str):
            try:
                values = {**values, "opening_hours": str(parse(text))}
            except HoursError as error:
                raise ValidationError({"opening_hours": str(error)}) from error
        super().write(place, values)

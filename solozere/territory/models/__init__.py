"""The territory of this installation and the geography of France that it stands in."""

from solozere.territory.enums import ContourKind, FormerKind
from solozere.territory.models.areas import Contour, Zone, ZoneCommune
from solozere.territory.models.communes import Canton, Commune, Epci, FormerCommune, PostalCode
from solozere.territory.models.located import Located, PointQuerySet
from solozere.territory.models.packs import PackRow
from solozere.territory.models.territory import Territory

__all__ = [
    "Canton",
    "Commune",
    "Contour",
    "ContourKind",
    "Epci",
    "FormerCommune",
    "FormerKind",
    "Located",
    "PackRow",
    "PointQuerySet",
    "PostalCode",
    "Territory",
    "Zone",
    "ZoneCommune",
]

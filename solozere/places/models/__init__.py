"""A place to work: where it is, what it offers, its life, and who confirmed each group of facts."""

from solozere.places.models.catalogue import Label, Service
from solozere.places.models.imports import PlaceImport, PlaceImportLine
from solozere.places.models.journal import FactGroup, StatusChange, fact_group
from solozere.places.models.links import ExternalId, PlaceOrganisation
from solozere.places.models.managers import Manager
from solozere.places.models.offers import Closure, ConnectionMeasure, Picture, PlaceService, Space
from solozere.places.models.openings import OpeningTimetable, PlacesVersion, TimetableOpening
from solozere.places.models.place import FormerSlug, Place, PlaceQuerySet
from solozere.places.models.reports import PlaceReport, PlaceReportLine

__all__ = [
    "Closure",
    "ConnectionMeasure",
    "ExternalId",
    "FactGroup",
    "FormerSlug",
    "Label",
    "Manager",
    "OpeningTimetable",
    "Picture",
    "Place",
    "PlaceImport",
    "PlaceImportLine",
    "PlaceOrganisation",
    "PlaceQuerySet",
    "PlaceReport",
    "PlaceReportLine",
    "PlaceService",
    "PlacesVersion",
    "Service",
    "Space",
    "StatusChange",
    "TimetableOpening",
    "fact_group",
]

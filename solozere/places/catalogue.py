"""What every page of places needs beside them: the labels, the services, whether there is any place at all."""

from dataclasses import dataclass

from solozere.core.kept import Kept
from solozere.places.models import Label, Place, Service


@dataclass(frozen=True)
class Catalogue:
    """The labels by rank, the services in order, whether the public sees a place, and one outside the territory."""

    labels: tuple[Label, ...]
    services: tuple[Service, ...]
    listed: bool
    elsewhere: bool


def _read() -> Catalogue:
    listed = Place.objects.listed()
    elsewhere = listed.filter(commune__local=False).exists()
    return Catalogue(tuple(Label.objects.all()), tuple(Service.objects.all()), listed.exists(), elsewhere)


kept = Kept(_read)


def catalogue(version: int) -> Catalogue:
    """The catalogue at a version of the places: `places.search.version` grows with every change of what it holds."""
    return kept.at(version)

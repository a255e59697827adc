"""Synthetic places around real communes, the same for the same number: made in the database that the settings name.

    python -m bench.places 10000

They stand in one commune out of six, taken from the nearest to the territory on, so that a circle holds as many of them
whatever their number: a thousand cover a département, ten thousand a région, a hundred thousand the country. What the figures
of two sizes then compare is the size of the directory, not that of the answer. Descriptions have thirty words of a made-up
vocabulary whose frequencies follow Zipf's law.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import django

SEED = 48
BATCH = 1000
WORDS_EACH = 30
COUNTRY = 100_000
"""Places at which all the communes of France are in reach."""
FEWEST, TOWNS_IN_ALL, ONE_IN = 30, 5, 6
"""Communes in reach at least, communes with places at least, communes in reach for one with places."""
VOCABULARY = 4000
SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "cha",
    "che",
    "chi",
    "co",
    "cou",
    "da",
    "de",
    "di",
    "do",
    "du",
    "fa",
    "fe",
    "fi",
    "fo",
    "ga",
    "go",
    "gri",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "pi",
    "po",
    "pra",
    "ra",
    "re",
    "ri",
    "ro",
    "ru",
    "sa",
    "se",
    "si",
    "so",
    "su",
    "ta",
    "te",
    "ti",
    "to",
    "tra",
    "tu",
    "va",
    "ve",
    "vi",
    "vo",
]
KINDS = [
    "Espace",
    "Bureau",
    "Atelier",
    "Maison",
    "Relais",
    "Fabrique",
    "Bibliothèque",
    "Mairie",
    "Grange",
    "Moulin",
    "Comptoir",
    "Tiers-lieu",
]
DAYS = ("Mo-Fr", "Mo-Sa", "Tu-Sa", "Mo,Tu,Th,Fr", "We-Su", "Mo-Su")
ALWAYS = 0.3
"""Part of the places that are always open, so that « open now » finds some at any hour of the measure."""
HOURS = ("09:00-12:00,14:00-18:00", "08:30-18:30", "10:00-12:30,13:30-19:00", "09:00-17:00", "14:00-20:00")
SATURDAYS = ("", "; Sa 09:00-12:00", "; Sa 10:00-16:00", "; PH off", "; Sa off", "; Su off", "; PH 10:00-12:00")


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Words of two to four syllables, and their cumulated weights."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        words["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))] = None
    return list(words), list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))


def timetables() -> list[str]:
    """Some two hundred ways of being open."""
    return [f"{days} {hours}{more}" for days in DAYS for hours in HOURS for more in SATURDAYS]


def make(count: int) -> None:
    """Add `count` places with their services and the word of who confirmed their hours; none is indexed yet."""
    from solozere.core.geo import Point
    from solozere.places.models import FactGroup, Label, Place, PlaceService, Service

    chance = random.Random(SEED)
    words, weights = vocabulary(chance)
    hours = timetables()
    towns = _towns(count, chance)
    labels = list(Label.objects.order_by("pk"))
    services = list(Service.objects.order_by("pk"))
    confirmed = datetime.now(tz=UTC) - timedelta(days=20)
    for start in range(0, count, BATCH):
        places = []
        for number in range(start, min(start + BATCH, count)):
            commune = chance.choice(towns)
            place = Place(
                slug=f"essai-{number}",
                name=f"{chance.choice(KINDS)} {chance.choice(words).capitalize()}",
                summary=" ".join(chance.choices(words, cum_weights=weights, k=WORDS_EACH)),
                status="in_service",
                origin="import",
                label=chance.choice([None, *labels]),
                commune=commune,
                address=f"{chance.randint(1, 90)} rue {chance.choice(words).capitalize()}",
                postal_code=f"{commune.pk[:2] if commune.pk[:2].isdigit() else '20'}000",
                precision="address",
                opening_hours="24/7" if chance.random() < ALWAYS else chance.choice(hours),
            )
            place.place_at(Point(commune.lat + chance.gauss(0, 0.02), commune.lon + chance.gauss(0, 0.02)))
            places.append(place)
        Place.objects.bulk_create(places)
        offers = [
            PlaceService(place=place, service=one)
            for place in places
            for one in chance.sample(services, chance.randint(4, min(10, len(services))))
        ]
        PlaceService.objects.bulk_create(offers)
        FactGroup.objects.bulk_create(
            FactGroup(place=place, code="hours", source="essai", confirmed_at=confirmed, author_name="essai")
            for place in places
        )


def _towns(count: int, chance: random.Random) -> list[Any]:
    """The communes that have places."""
    from solozere.core.geo import Point, distance_km
    from solozere.territory.current import require_territory
    from solozere.territory.models import Commune

    here = require_territory()
    centre = Point((here.south + here.north) / 2, (here.west + here.east) / 2)
    communes = list(Commune.objects.exclude(lat=None).order_by("pk"))
    communes.sort(key=lambda commune: distance_km(centre, Point(commune.lat, commune.lon)))
    reached = communes[: max(FEWEST, len(communes) * count // COUNTRY)]
    return chance.sample(reached, min(len(reached), max(TOWNS_IN_ALL, len(reached) // ONE_IN)))


def main(count: int) -> None:
    """Fill the database, then index it as `manage.py reindex` does."""
    django.setup()
    from django.core.management import call_command

    make(count)
    call_command("reindex")


if __name__ == "__main__":
    main(int(sys.argv[1]))

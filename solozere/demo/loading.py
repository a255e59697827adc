"""Plays the scenario through the same actions as real people: nothing is written around the rules."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction

from solozere.charter.actions import admit
from solozere.core.authors import Author
from solozere.demo.models import DemoMark
from solozere.demo.scenario import DemoPlace, read_scenario, scenario_file
from solozere.places.actions import change_status, create_place, update_group
from solozere.places.enums import PlaceOrigin
from solozere.places.models import Place
from solozere.territory.current import require_territory
from solozere.territory.models import Commune, Territory

AUTHOR = Author.system("Équipe fictive de la démonstration")
SOURCE = "Donnée fictive de la démonstration"


@transaction.atomic
def load_demo(root: Path) -> int | None:
    """Play the territory's scenario of `root` once; the number of places, or None where it was already played.

    What people did since in the demonstration is kept: a second call never writes. Raises ValidationError for a scenario
    that the rules refuse (a label whose criteria are not met, for instance).
    """
    if DemoMark.objects.exists():
        return None
    territory = require_territory()
    today = territory.today()
    version, places = read_scenario(scenario_file(root, territory.code), today)
    for place in places:
        _play(place, territory, today)
    DemoMark.objects.create(version=version)
    return len(places)


def _play(demo: DemoPlace, territory: Territory, today: date) -> None:
    place = _create(demo, today) if demo.name else Place.objects.get(slug=demo.slug)
    steps = demo.life[1:] if demo.name else demo.life
    for step in steps:
        change_status(place, step.status, on=step.on(today), author=AUTHOR, note=SOURCE)
    confirmed = datetime.combine(today - timedelta(days=demo.confirmed_days_ago), time(10), territory.zone)
    for code, values in demo.groups.items():
        source = demo.sources.get(code, SOURCE)
        update_group(place, code, values, author=AUTHOR, source=source, confirmed_at=confirmed)
    if demo.label:
        on = today - timedelta(days=demo.label_days_ago)
        admit(
            place, demo.label, on=on, author=AUTHOR, reason="Démonstration : tous les critères sont déclarés remplis."
        )


def _create(demo: DemoPlace, today: date) -> Place:
    first = demo.life[0]
    return create_place(
        slug=demo.slug,
        name=demo.name,
        commune=_commune(demo),
        origin=PlaceOrigin.DEMO,
        origin_note="Lieu inventé pour la démonstration",
        status=first.status,
        status_on=first.on(today),
        note=SOURCE,
        author=AUTHOR,
    )


def _commune(demo: DemoPlace) -> Commune:
    """The commune by its code, or the one of that rank by population (the last one where there are fewer)."""
    if demo.commune:
        return Commune.objects.get(code=demo.commune)
    largest = list(Commune.objects.filter(local=True).order_by("-population", "code")[: demo.rank])
    return largest[-1]

"""Plays the scenario through the same actions as real people: nothing is written around the rules."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from solozere.charter.actions import admit
from solozere.core.authors import Author
from solozere.demo.models import DemoMark
from solozere.demo.scenario import DemoPlace, read_scenario, scenario_file
from solozere.places.actions import change_status, create_place, update_group
from solozere.places.enums import FactGroupCode, PlaceOrigin
from solozere.places.models import Place, Service
from solozere.territory.current import require_territory
from solozere.territory.models import Commune, Territory

AUTHOR = Author.system("Équipe fictive de la démonstration")
SOURCE = "Donnée fictive de la démonstration"
REASON = "Démonstration : les critères sont déclarés remplis."


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
        known = _in_catalogue(values) if demo.rank and code == FactGroupCode.SERVICES else values
        update_group(place, code, known, author=AUTHOR, source=source, confirmed_at=confirmed)
    if demo.label:
        _admit(place, demo, today - timedelta(days=demo.label_days_ago))


def _in_catalogue(values: dict[str, Any]) -> dict[str, Any]:
    """The services that this territory's catalogue holds: the scenario for any territory cannot know it."""
    catalogue = set(Service.objects.values_list("pk", flat=True))
    return {"services": [row for row in values["services"] if row["service_id"] in catalogue]}


def _admit(place: Place, demo: DemoPlace, on: date) -> None:
    """Admit under the label of the scenario; in any territory, only where its own charter grants it."""
    try:
        with transaction.atomic():
            admit(place, demo.label, on=on, author=AUTHOR, reason=REASON)
    except ValidationError:
        if not demo.rank:
            raise


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

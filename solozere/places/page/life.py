"""The life of a place and the organisations behind it, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from solozere.organisations.rules import PartialDate, period_words
from solozere.places.enums import PlaceOrigin, PlaceStatus
from solozere.places.models import Place


@dataclass(frozen=True)
class Step:
    """A step of a life: the day as `<time>` wants it ("" where it is not known), in words, what happened, what is added."""

    datetime: str
    day: str
    what: str
    note: str


@dataclass(frozen=True)
class Role:
    """An organisation at the place: « Porte le lieu », its name and page, « depuis 2012 »."""

    role: str
    name: str
    url: str
    period: str


def life_of(place: Place) -> list[Step]:
    """The steps, oldest first."""
    return [
        Step(change.on, PartialDate.parse(change.on).words if change.on else "", _happened(change.status), change.note)
        for change in place.status_changes.all()
    ]


def _happened(status: str) -> str:
    return {
        PlaceStatus.PLANNED: _("Lieu prévu"),
        PlaceStatus.OPENING: _("En cours d’ouverture"),
        PlaceStatus.IN_SERVICE: _("En service"),
        PlaceStatus.SUSPENDED: _("Fermé pour un temps"),
        PlaceStatus.CLOSED: _("Fermé définitivement"),
    }[PlaceStatus(status)]


def origin_of(place: Place) -> str:
    """Where the place comes from: « Appel à projets du Conseil général, 2012 », or the kind of origin alone."""
    words = {
        PlaceOrigin.CALL_FOR_PROJECTS: _("Retenu par un appel à projets"),
        PlaceOrigin.EXISTED_BEFORE: _("Existait avant le réseau"),
        PlaceOrigin.APPLICATION: _("A demandé à rejoindre le réseau"),
        PlaceOrigin.IMPORT: _("Repris d’un registre public"),
        PlaceOrigin.DEMO: _("Inventé pour la démonstration"),
    }
    return place.origin_note or words[PlaceOrigin(place.origin)]


def roles_of(place: Place) -> list[Role]:
    """The organisations, carriers first."""
    words = {"carrier": _("Porte le lieu"), "host": _("Héberge le lieu"), "animator": _("Anime le lieu")}
    rows = sorted(place.roles.all(), key=lambda row: (list(words).index(row.role), row.organisation.name))
    return [
        Role(
            words[row.role],
            row.organisation.name,
            row.organisation.get_absolute_url(),
            period_words(row.since, row.until),
        )
        for row in rows
    ]

"""What the charter's pages show: each label with its criteria, where each sentence comes from, the other versions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.models import CharterVersion
from solozere.charter.rules import Charter, Criterion, LabelDefinition
from solozere.core.predicates import joined
from solozere.core.text import day_in_words as day
from solozere.places.models import Place


@dataclass(frozen=True)
class ShownLabel:
    """A label with its criteria: those that count, then the proposals that do not; `places`: how many bear it today."""

    label: LabelDefinition
    required: tuple[Criterion, ...]
    proposed: tuple[Criterion, ...]
    places: int


@dataclass(frozen=True)
class ShownVersion:
    """A version in the list, with its days in words; `state`: current, coming or past."""

    version: CharterVersion
    state: str
    begin: str
    end: str


def version_of_the_day() -> CharterVersion | None:
    """The version in force today; failing that the next one, failing that the last one."""
    on = today()
    versions = list(CharterVersion.objects.order_by("in_force_from"))
    current = [version for version in versions if version.state_on(on) == "current"]
    coming = [version for version in versions if version.state_on(on) == "coming"]
    return next(iter([*current[-1:], *coming, *versions[-1:]]), None)


def page(version: CharterVersion) -> dict[str, Any]:
    """The context of the page of a version: `charter`, `names` (« Télécentre ou Comptoir »), `labels`, `shown`, `versions`."""
    charter = version.charter()
    return {
        "charter": charter,
        "names": joined([label.name for label in charter.labels], _("ou")),
        "labels": shown_labels(charter),
        "shown": _shown(version),
        "versions": [_shown(each) for each in CharterVersion.objects.all()],
    }


def shown_labels(charter: Charter, *, count: bool = True) -> list[ShownLabel]:
    """The labels by rank; `count` False leaves the places uncounted, without a query."""
    borne = _places() if count else {}
    return [
        ShownLabel(
            label=label,
            required=tuple(criterion for criterion in charter.criteria_of(label.code) if criterion.counts),
            proposed=tuple(criterion for criterion in charter.criteria_of(label.code) if not criterion.counts),
            places=borne.get(label.code, 0),
        )
        for label in charter.labels
    ]


def _places() -> dict[str, int]:
    """How many places in service bear each label."""
    counted = Place.objects.in_service().exclude(label=None).order_by("label").values("label")
    return {row["label"]: row["places"] for row in counted.annotate(places=Count("pk"))}


def _shown(version: CharterVersion) -> ShownVersion:
    end = version.in_force_until
    return ShownVersion(
        version=version,
        state=version.state_on(today()),
        begin=day(version.in_force_from),
        end=day(end) if end else "",
    )

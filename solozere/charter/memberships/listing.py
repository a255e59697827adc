"""The coordinator's list of places: status, label, due date, what went stale, and its filters."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from solozere.charter.memberships import rules
from solozere.charter.models import Membership
from solozere.core.terms import on_day
from solozere.core.text import fold
from solozere.places.enums import PlaceStatus
from solozere.places.models import Label, Manager, Place
from solozere.places.rules.freshness import FRESH_MONTHS, months_later

NO_LABEL = "sans"
FOLLOWED = {
    "fiche": _("Fiche à vérifier"),
    "renouveler": _("Label à renouveler"),
    "personne": _("Personne ne tient ce lieu"),
}


@dataclass(frozen=True)
class Filters:
    """What the address asks for; a value that is not one asks for nothing."""

    words: str = ""
    status: str = ""
    label: str = ""
    follow: str = ""

    @classmethod
    def read(cls, query: Any) -> "Filters":
        """From the query string: q, etat, label, suivi."""
        status, follow = query.get("etat", ""), query.get("suivi", "")
        return cls(
            words=query.get("q", "").replace("\x00", "").strip()[:100],
            status=status if status in PlaceStatus.values else "",
            label=query.get("label", "")[:40].replace("\x00", ""),
            follow=follow if follow in FOLLOWED else "",
        )


def stale_before(today: date) -> datetime:
    """What was confirmed before that instant is to be checked again."""
    day = months_later(today, -FRESH_MONTHS)
    return timezone.make_aware(datetime.combine(day, time(0)))


def places(filters: Filters, today: date) -> QuerySet[Place]:
    """The places of the list, by name, each with `due_on` of its membership, `stale` groups of facts and `kept` by somebody."""
    stale = Q(fact_groups__confirmed_at=None) | Q(fact_groups__confirmed_at__lt=stale_before(today))
    current = Membership.objects.current().filter(place=OuterRef("pk")).order_by("pk")
    keepers = Manager.objects.filter(on_day(today), place=OuterRef("pk"))
    found = Place.objects.select_related("label", "commune").annotate(
        stale=Count("fact_groups", filter=stale & Q(fact_groups__isnull=False)),
        due_on=Subquery(current.values("due_on")[:1]),
        kept=Exists(keepers),
    )
    return _filtered(found, filters, today).order_by("sort_key", "name", "pk")


def _filtered(found: QuerySet[Any], filters: Filters, today: date) -> QuerySet[Any]:
    for word in fold(filters.words).split():
        found = found.filter(Q(sort_key__contains=word) | Q(commune__folded__contains=word))
    if filters.status:
        found = found.filter(status=filters.status)
    if filters.label == NO_LABEL:
        found = found.filter(label=None)
    elif filters.label:
        found = found.filter(label_id=filters.label)
    if filters.follow:
        found = found.exclude(status=PlaceStatus.CLOSED)
    if filters.follow == "fiche":
        found = found.filter(stale__gt=0)
    elif filters.follow == "renouveler":
        found = found.filter(due_on__lte=rules.due_before(today))
    elif filters.follow == "personne":
        found = found.filter(kept=False)
    return found


def choices() -> dict[str, list[tuple[str, str]]]:
    """The values and words of each filter."""
    labels = [(label.pk, label.name) for label in Label.objects.order_by("rank", "pk")]
    return {
        "etat": [(str(value), str(words)) for value, words in PlaceStatus.choices],
        "label": [*labels, (NO_LABEL, str(_("Sans label")))],
        "suivi": [(code, str(words)) for code, words in FOLLOWED.items()],
    }

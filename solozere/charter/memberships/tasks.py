"""What follows a label, in « À faire aujourd’hui »; the figures of the labelled places; the panel of who keeps one."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from solozere.charter.clock import today
from solozere.charter.enums import RenewalState, ReviewKind
from solozere.charter.memberships.calling_off import PENDING
from solozere.charter.memberships.listing import stale_before
from solozere.charter.models import Membership, Renewal, Review
from solozere.core.registries import TASKS_SHOWN, Task
from solozere.core.text import day_in_words
from solozere.core.waiting import tone, waits
from solozere.places.models import Label, Place
from solozere.places.perms import managers_of


def renewals(user: Any) -> list[Task]:
    """Signed and to be granted, or without an answer and to be decided; what waits for the place is not there."""
    states = (RenewalState.SIGNED, RenewalState.LAPSED)
    found = Renewal.objects.filter(state__in=states).order_by("membership__due_on", "pk")
    rows = found.select_related("membership__place__commune", "membership__label")[:TASKS_SHOWN]
    return [_renewal(row) for row in rows]


def renewals_total(user: Any) -> int:
    """How many there are."""
    return Renewal.objects.filter(state__in=(RenewalState.SIGNED, RenewalState.LAPSED)).count()


def _renewal(row: Renewal) -> Task:
    membership, signed = row.membership, row.state == RenewalState.SIGNED
    moment = row.signed_at if signed and row.signed_at else row.asked_at
    since = timezone.localtime(moment).date()
    due = day_in_words(membership.due_on) if membership.due_on else ""
    return Task(
        title=membership.place.name,
        detail=membership.place.commune.name,
        state=waits(since, today()) if signed else _("Sans réponse"),
        tone=tone(since, today()) if signed else "no",
        since=since,
        url=reverse("desk_renewals"),
        action=_("Valider") if signed else _("Décider"),
        about=_("À renouveler avant le %(day)s") % {"day": due},
        label=membership.label,
        turn=_("À vous"),
    )


def leavings(user: Any) -> list[Task]:
    """Places that ask to leave the network."""
    return [_leaving(row) for row in _reviews(ReviewKind.LEAVE)]


def _leaving(row: Review) -> Task:
    since = timezone.localtime(row.opened_at).date()
    url, about = reverse("desk_place", args=[row.place.slug]), _("Demande à quitter le réseau")
    return Task(
        row.place.name,
        row.place.commune.name,
        waits(since, today()),
        tone(since, today()),
        since,
        url,
        _("Répondre"),
        about=about,
    )


def versions(user: Any) -> list[Task]:
    """Places that a new version of the charter takes the label from, to be looked at one by one."""
    return [_version(row) for row in _reviews(ReviewKind.VERSION)]


def _version(row: Review) -> Task:
    since = timezone.localtime(row.opened_at).date()
    return Task(
        title=row.place.name,
        detail=row.place.commune.name,
        state=waits(since, today()),
        tone=tone(since, today()),
        since=since,
        url=reverse("charter_effects", args=[row.details.get("charter", "")]) + f"?lieu={row.place.slug}",
        action=_("Relire"),
        about=_("Nouvelle version de la charte"),
        label=row.place.label,
        turn=_("À vous"),
    )


def _reviews(kind: ReviewKind) -> list[Review]:
    found = Review.objects.filter(kind=kind, closed_at=None).order_by("opened_at", "pk")
    return list(found.select_related("place__commune", "place__label")[:TASKS_SHOWN])


def reviews_total(kind: ReviewKind) -> Any:
    """How many open reviews of a kind there are, as `TaskGroup.total` wants it."""
    return lambda user: Review.objects.filter(kind=kind, closed_at=None).count()


def figures(request: HttpRequest, user: Any) -> dict[str, Any]:
    """`total` labelled places in service, `bars` (label, how many, width in %), `fresh`: whose facts are all checked."""
    labelled = Place.objects.in_service().exclude(label=None)
    counted = dict(labelled.order_by("label").values_list("label").annotate(Count("pk")))
    total = sum(counted.values())
    stale = Q(fact_groups__confirmed_at=None) | Q(fact_groups__confirmed_at__lt=stale_before(today()))
    doubtful = labelled.filter(stale, fact_groups__isnull=False).values("pk").distinct().count()
    bars = [
        (label, counted.get(label.pk, 0), f"{round(100 * counted.get(label.pk, 0) / total) if total else 0}%")
        for label in Label.objects.order_by("rank", "pk")
    ]
    return {"total": total, "bars": bars, "fresh": total - doubtful}


def kept_places(request: HttpRequest, contact: Any) -> dict[str, Any] | None:
    """In the space of who keeps labelled places: until when each label runs, what is to be signed, the way out."""
    kept = managers_of(request.user).values("place_id")
    found = Membership.objects.current().filter(place_id__in=kept).order_by("place__name", "pk")
    rows = list(found.select_related("place", "label", "renewal"))
    if not rows:
        return None
    asked = {each.membership_id: each for each in Renewal.objects.filter(membership__in=rows, state__in=PENDING)}
    return {"rows": [(row, asked.get(row.pk)) for row in rows]}

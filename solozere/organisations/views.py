"""The public pages of the partners."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from solozere.core import panels
from solozere.core.registries import organisation_panels
from solozere.core.text import fold
from solozere.organisations.enums import HEADINGS
from solozere.organisations.models import Organisation
from solozere.organisations.rules import newest_year

Group = tuple[str, str | Promise, list[Organisation]]


@require_safe
@login_not_required
def partners(request: HttpRequest) -> HttpResponse:
    """All organisations, by kind; the title says from which year the newest source dates."""
    organisations = list(Organisation.objects.for_display())
    context = {"groups": _by_kind(organisations), "total": len(organisations), "year": _year(organisations)}
    return render(request, "organisations/partners.html", context)


@require_safe
@login_not_required
def partner(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: what it does, who says so, and what the apps above show of it."""
    found = Organisation.objects.for_display().prefetch_related("predecessors", "runs")
    organisation = get_object_or_404(found, slug=slug)
    context = {
        "organisation": organisation,
        "heading": HEADINGS[organisation.kind],
        "year": _year([organisation]),
        "panels": panels.rendered(organisation_panels, request, organisation),
    }
    return render(request, "organisations/partner.html", context)


def _by_kind(organisations: list[Organisation]) -> list[Group]:
    """`(code, heading, organisations)` of each kind that has some, in the order of `OrganisationKind`."""
    organisations = sorted(organisations, key=lambda o: (o.order, fold(o.name)))
    groups = [(code, heading, [o for o in organisations if o.kind == code]) for code, heading in HEADINGS.items()]
    return [group for group in groups if group[2]]


def _year(organisations: Iterable[Organisation]) -> int | None:
    """The year of the newest source on any of them or on what they do."""
    dates = [(o.known_on, *(mission.known_on for mission in o.missions.all())) for o in organisations]
    return newest_year(text for group in dates for text in group)

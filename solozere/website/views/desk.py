"""The coordinator's first page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from solozere.accounts.guards import coordinators_only
from solozere.core.panels import rendered
from solozere.core.registries import desk_figures
from solozere.website import desk as compose


@require_safe
@coordinators_only
def desk(request: HttpRequest) -> HttpResponse:
    """« À faire aujourd’hui »: what waits and since when, each line one click from its act."""
    user: Any = request.user
    today = timezone.localdate()
    groups = compose.read(user)
    names = user.contact.name.split()
    context = {
        "first_name": names[0] if names else "",
        "today": today,
        "lead": compose.lead(groups, today),
        "groups": groups,
        "figures": rendered(desk_figures, request, user),
    }
    return render(request, "website/desk.html", context)

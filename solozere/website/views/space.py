"""A person's space: everything that they have here, from what the apps register."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from solozere.core.panels import rendered
from solozere.core.registries import space_asides, space_panels


@require_safe
@never_cache
def space(request: HttpRequest) -> HttpResponse:
    """« Mon espace »."""
    user: Any = request.user
    contact = user.contact
    context = {
        "first_name": contact.name.split()[0] if contact.name.split() else "",
        "today": timezone.localdate(),
        "panels": rendered(space_panels, request, contact),
        "asides": rendered(space_asides, request, contact),
    }
    return render(request, "website/space.html", context)

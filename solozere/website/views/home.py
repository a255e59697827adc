"""The home page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from solozere.territory.current import territory
from solozere.website import welcome


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Where one can work, where to begin, what is new: from what the database holds, nothing more."""
    return render(request, "website/home.html", {"welcome": welcome.read(territory())})

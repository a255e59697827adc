"""The living style page: every shared component, drawn by the templates that the pages use."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from solozere.website import sample


@require_safe
@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """For those who build the site; not listed."""
    context = {
        "roles": sample.COLOURS.items(),
        "labels": sample.LABELS,
        "states": sample.STATES,
        "sample_messages": sample.MESSAGES,
        "form": sample.form(),
        "page": sample.page(3),
        "distances": [0.32, 0.8, 1, 28.4],
    }
    return render(request, "website/style.html", context)

"""Pages for what went wrong: a French sentence and a way on, never a bare status."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import Context
from django.template.loader import get_template

from solozere.core.context import page
from solozere.territory.current import territory
from solozere.territory.models import Territory

FORM_TOO_OLD = 419
"""Shown with status 403: the form's secret did not match, most often because its page had waited too long."""


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: an address or a request that cannot be understood."""
    return render(request, "core/error.html", {"code": 400}, status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this person."""
    return render(request, "core/error.html", {"code": 403}, status=403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose secret did not match: says that nothing was saved and how to send it again."""
    return render(request, "core/error.html", {"code": FORM_TOO_OLD}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page."""
    return render(request, "core/error.html", {"code": 404}, status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500, also when the database is down: no context processor runs, so nothing here asks for more than is at hand."""
    context = Context({"request": request, "code": 500, "territory": _territory_if_at_hand(), **page(request)})
    template = get_template("core/error.html").template  # type: ignore[attr-defined]
    return HttpResponse(template.render(context), status=500)


def _territory_if_at_hand() -> Territory | None:
    try:
        return territory()
    except Error:
        return None

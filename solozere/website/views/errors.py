"""Pages for what went wrong: a French sentence, never a bare status."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "website/error.html", {"code": 400}, status=400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "website/error.html", {"code": 403}, status=403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form sent from a page that is too old."""
    return render(request, "website/error.html", {"code": 403}, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return render(request, "website/error.html", {"code": 404}, status=404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return render(request, "website/error.html", {"code": 500}, status=500)

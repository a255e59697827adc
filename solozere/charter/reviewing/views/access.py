"""Who comes in: coordinators. To anybody else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from solozere.charter.models import Application
from solozere.charter.reviewing.perms import can_review, visible_to

View = Callable[..., HttpResponse]


def coordinators_only(view: View) -> View:
    """404 for anybody else: that somebody applied is nobody's business."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not can_review(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def found(request: HttpRequest, pk: int) -> Application:
    """An application that was sent; 404 otherwise, and for a number that no table holds."""
    if pk > 2**62:
        raise Http404
    return get_object_or_404(
        visible_to(request.user).select_related("contact", "place", "charter", "membership"), pk=pk
    )

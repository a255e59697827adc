"""The page of somebody who is invited, by the link of their mail alone."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from solozere.charter.inviting import actions
from solozere.charter.joining.resuming import page_of
from solozere.charter.models import Invitation
from solozere.core import links


def _found(request: HttpRequest, pk: int) -> Invitation:
    """The invitation whose link this browser has; 404 otherwise."""
    rows = Invitation.objects.select_related("application", "contact", "place")
    invitation = rows.filter(pk=pk).first() if pk < 2**62 else None
    if invitation is None or links.current(request, actions.LINK, invitation) is None:
        raise Http404
    return invitation


def _shown(request: HttpRequest, invitation: Invitation, error: str = "") -> HttpResponse:
    context = {"invitation": invitation, "open": invitation.state in actions.OPEN, "error": error}
    return render(request, "charter/inviting/invitation.html", context)


@require_safe
@never_cache
@login_not_required
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Who invites, for which place, and the two answers."""
    return _shown(request, _found(request, pk))


@require_POST
@never_cache
@login_not_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """« Commencer »: the draft opens in this browser."""
    found = _found(request, pk)
    try:
        address = actions.start(found)
    except ValidationError as error:
        return _shown(request, found, " ".join(error.messages))
    response = redirect(page_of(found.application))
    links.open_here(request, response, address)
    return response


@require_POST
@never_cache
@login_not_required
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """« Non merci », with or without a reason."""
    found = _found(request, pk)
    try:
        actions.decline(found, request.POST.get("reason", ""))
    except ValidationError as error:
        return _shown(request, found, " ".join(error.messages))
    return redirect("invitation", pk)

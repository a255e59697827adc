"""The door of secret links: it leads on, or says why it does not. Nothing here writes on a GET."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from solozere.core import links
from solozere.core.links import LinkState, SecretLink, tokens
from solozere.core.links.purposes import purposes
from solozere.core.links.renewing import may_renew
from solozere.core.links.renewing import renew as send_another


@require_safe
@never_cache
@login_not_required
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Swap the address for a cookie and go to the page that it opens; where it opens nothing any more, say why."""
    link = _link(token)
    if link is None:
        return _closed(request, "unknown", 404)
    state, obj = links.state(link), links.object_of(link)
    if state == LinkState.OPEN and obj is not None:
        response = HttpResponseRedirect(purposes[link.purpose].leads_to(obj))
        tokens.carry(request, response, token)
        return _quiet(response)
    why = LinkState.GONE if obj is None else state
    renewal = reverse("link_renew", args=[token]) if obj is not None and may_renew(link) else ""
    return _closed(request, why.value, 410, link, renewal)


@require_safe
@never_cache
@login_not_required
def following(request: HttpRequest) -> HttpResponse:
    """What the links of this browser open, and for who is signed in what was sent to them."""
    found = [
        {
            "name": purposes[link.purpose].name,
            "what": str(obj),
            "url": purposes[link.purpose].leads_to(obj),
            "link": link,
        }
        for link, obj in links.followed(request)
    ]
    return _quiet(render(request, "core/following.html", {"found": found}))


@require_POST
@never_cache
@login_not_required
@csrf_exempt
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """Another link by mail, to who had this one. The answer is the same whether it left or was asked for too often.

    The address is what proves who asks; the page before says no referrer, so that its browser would not pass the check.
    """
    link = _link(token)
    if link is None or not may_renew(link):
        raise Http404
    send_another(link)
    return _closed(request, "sent", 200)


def _link(token: str) -> SecretLink | None:
    return links.by_token(token) if tokens.TOKEN.match(token) else None


def _closed(
    request: HttpRequest, why: str, status: int, link: SecretLink | None = None, renewal: str = ""
) -> HttpResponse:
    purpose = purposes[link.purpose] if link is not None and link.purpose in purposes else None
    context = {"why": why, "link": link, "purpose": purpose, "renewal": renewal}
    return _quiet(render(request, "core/link_closed.html", context, status=status))


def _quiet(response: HttpResponse) -> HttpResponse:
    """No other site learns the address, no index keeps it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response

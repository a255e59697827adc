"""What a place hands out: a contact card, a QR code, the sheet for its door. The same content has the same ETag."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from solozere.core.packs import fingerprint
from solozere.places.documents import contact_card, poster_data, poster_pdf, qr_svg, template_mark
from solozere.places.enums import FOR_THE_DOOR
from solozere.places.views.found import place_or_redirect
from solozere.territory.current import require_territory

KEPT_SECONDS = 24 * 3600


@require_safe
@login_not_required
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """The place as a vCard, for a telephone."""
    found = place_or_redirect(slug, "place_contact")
    if isinstance(found, HttpResponse):
        return found
    content = contact_card(found, require_territory()).encode()
    response = _document(request, content, "text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.vcf"'
    return response


@require_safe
@login_not_required
def qr(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR code of the place's page."""
    found = place_or_redirect(slug, "place_qr")
    if isinstance(found, HttpResponse):
        return found
    return _document(request, qr_svg(found).encode(), "image/svg+xml")


@require_safe
@login_not_required
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet for the door, drawn once for each content."""
    found = place_or_redirect(slug, "place_poster")
    if isinstance(found, HttpResponse):
        return found
    if found.status not in FOR_THE_DOOR:
        raise Http404(_("Ce lieu n’est pas ouvert\u00a0: il n’a pas encore d’affiche."))
    data = poster_data(found, require_territory())
    mark = fingerprint([data, template_mark()])
    content = cache.get(f"poster-{mark}")
    if content is None:
        content = poster_pdf(found, data)
        cache.set(f"poster-{mark}", content, KEPT_SECONDS)
    response = _document(request, content, "application/pdf", mark)
    response["Content-Disposition"] = f'inline; filename="{found.slug}.pdf"'
    return response


def _document(request: HttpRequest, content: bytes, content_type: str, mark: str = "") -> HttpResponse:
    """The content, or 304 where the reader has it already."""
    etag = f'"{mark or hashlib.sha256(content).hexdigest()}"'
    response = HttpResponse(content, content_type=content_type, headers={"ETag": etag, "Cache-Control": "no-cache"})
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response

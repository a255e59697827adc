"""The certificate of a label. Public, as the label is: it says nothing that the place's page does not."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from solozere.charter.reviewing import certificate as drawn_from
from solozere.places.models import Place


@require_safe
@login_not_required
def certificate(request: HttpRequest, slug: str) -> HttpResponse:
    """The certificate of the label that a place bears today; 404 where it bears none."""
    place = get_object_or_404(Place.objects.select_related("label"), slug=slug)
    membership = drawn_from.current(place)
    if membership is None:
        raise Http404("no label today")
    drawn = drawn_from.of(membership)
    etag = quote_etag(drawn.fingerprint)
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponseNotModified):
        response: HttpResponse = unchanged
    else:
        response = HttpResponse(drawn.pdf(), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="certificat-{place.slug}.pdf"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response

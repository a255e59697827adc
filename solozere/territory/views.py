"""The contours of the territory, for maps."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from solozere.territory.current import territory
from solozere.territory.enums import ContourKind
from solozere.territory.models import Contour

KINDS = {"contour": ContourKind.TERRITORY, "communes": ContourKind.COMMUNE}
_YEAR = 365 * 24 * 3600


@require_safe
@login_not_required
def contours(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The outline or the communes as GeoJSON, WGS84; for a year where `v` is their version. 404 for any other kind."""
    here = territory()
    if here is None or kind not in KINDS:
        raise Http404
    etag = quote_etag(f"{kind}-{here.contours_version}")
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_collection(KINDS[kind]), content_type="application/geo+json")
    known = request.GET.get("v") == here.contours_version
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if known else "public, no-cache"
    response.headers["ETag"] = etag
    return response


def _collection(kind: ContourKind) -> str:
    features = [
        {"type": "Feature", "geometry": row.geometry, "properties": {"code": row.code, "name": row.name}}
        for row in Contour.objects.filter(kind=kind).order_by("code")
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))

"""The places of a search as GeoJSON."""

from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from solozere.core.middleware import accepted_encodings
from solozere.places.map.everything import ENCODINGS, opened
from solozere.places.map.features import Mesh, feature_collection, of_search
from solozere.places.search.asking import Question, ask
from solozere.places.search.reading import parse
from solozere.places.search.typed import typed
from solozere.territory.current import territory

GEOJSON = "application/geo+json"


@require_safe
@login_not_required
def geojson(request: HttpRequest) -> HttpResponseBase:
    """The places that answer the query string, the same as the list's: a FeatureCollection in WGS84.

    `maille` (degrees) puts those of a square together. Without any bound, all the places, as a ready file. 304 when the
    places have not changed since the ETag that is shown.
    """
    here = territory()
    if here is None:
        return HttpResponse("".join(feature_collection([])), content_type=GEOJSON)
    search, _messages = parse(request.GET, here)
    mesh = _mesh(typed(request.GET, "maille"))
    if search.everywhere and not search.chosen and mesh is None:
        return _everything(request)
    question = ask(search, here, here.now())
    etag = quote_etag(_digest(question, mesh))
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or HttpResponse("".join(feature_collection(of_search(question, mesh))), content_type=GEOJSON)
    return _kept(response, etag, shared="pres" not in request.GET)


def _mesh(written: str) -> Mesh | None:
    """The mesh asked for in degrees; None for anything that is not a number above 0."""
    try:
        degrees = float(written)
    except ValueError:
        return None
    return Mesh.of(degrees) if 0 < degrees <= 360 else None


def _digest(question: Question, mesh: Mesh | None) -> str:
    """Changes when the answer may: with the places, with the search, each minute where hours are asked for."""
    timed = question.search.open_now
    parts = (question.version, question.search.params(), mesh, question.at if timed else "")
    return sha256(repr(parts).encode()).hexdigest()[:24]


def _everything(request: HttpRequest) -> HttpResponseBase:
    accepted = accepted_encodings(request)
    encoding = next(one for one in ENCODINGS if not one or one in accepted)
    file, number = opened(encoding)
    etag = quote_etag(f"{number}-{encoding or 'plain'}")
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        file.close()
    response: HttpResponseBase = unchanged or FileResponse(file, content_type=GEOJSON)
    if encoding and not unchanged:
        response.headers["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return _kept(response, etag)


def _kept(response: HttpResponseBase, etag: str, *, shared: bool = True) -> HttpResponseBase:
    """Kept by browsers, asked again each time: a place that has gone is not shown. By shared caches too, but for a position."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"{'public' if shared else 'private'}, no-cache"
    return response

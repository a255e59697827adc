"""The public charter: the version in force, each other version, and their PDF, all drawn from the same data."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from solozere.charter import document, presentation
from solozere.charter.models import CharterVersion


@require_safe
@login_not_required
def charter(request: HttpRequest) -> HttpResponse:
    """The version in force today; else the one that begins next or ended last; else a page that says that there is none."""
    found = presentation.version_of_the_day()
    if found is None:
        return render(request, "charter/none.html")
    return render(request, "charter/charter.html", presentation.page(found))


@require_safe
@login_not_required
def version(request: HttpRequest, code: str) -> HttpResponse:
    """One version, whether it is in force or not."""
    return render(request, "charter/charter.html", presentation.page(get_object_or_404(CharterVersion, code=code)))


@require_safe
@login_not_required
def charter_pdf(request: HttpRequest) -> HttpResponse:
    """The PDF of the version that `charter` shows."""
    found = presentation.version_of_the_day()
    if found is None:
        raise Http404("no charter is loaded")
    return _pdf(request, found)


@require_safe
@login_not_required
def version_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF of one version."""
    return _pdf(request, get_object_or_404(CharterVersion, code=code))


def _pdf(request: HttpRequest, found: CharterVersion) -> HttpResponse:
    """The file, drawn once for what it says; 304 to whom already has it."""
    drawn = document.of(found)
    etag = quote_etag(drawn.fingerprint)
    unchanged = get_conditional_response(request, etag=etag)
    if isinstance(unchanged, HttpResponseNotModified):
        response: HttpResponse = unchanged
    else:
        response = HttpResponse(drawn.pdf(), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="charte-{found.code}.pdf"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=300"
    return response

"""The one door to the files that people gave."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from solozere.core import files
from solozere.core.models import StoredFile

_YEAR = 365 * 24 * 3600


@require_safe
@login_not_required
def file(request: HttpRequest, sha256: str, extension: str) -> FileResponse:
    """A file, or a picture at the width `?l=`. 404 for what does not exist and for what the person may not see, alike."""
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None or files.EXTENSIONS.get(stored.content_type) != extension:
        raise Http404
    if not files.may_read(request.user, stored):
        raise Http404
    return answer(request, stored)


def answer(request: HttpRequest, stored: StoredFile) -> FileResponse:
    """A file for somebody who may read it: an app whose own rule let them in answers with it."""
    extension = files.EXTENSIONS[stored.content_type]
    try:
        handle = files.content(stored, _width(request)).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(handle, content_type=stored.content_type, filename=f"{stored.sha256[:12]}.{extension}")
    public = stored.visibility == StoredFile.Visibility.PUBLIC
    if public:
        # The middlewares looked at who asks; this answer is the same for all, so that shared caches may keep it once.
        request.session.accessed = False
    response["Cache-Control"] = f"public, max-age={_YEAR}, immutable" if public else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    # Opened by itself, a file runs nothing and loads nothing, whatever it holds.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    return response


def _width(request: HttpRequest) -> int | None:
    """The width asked for, one of `files.WIDTHS`; None for the whole picture; 404 for any other."""
    asked = request.GET.get("l")
    if asked is None:
        return None
    widths = {str(width): width for width in files.WIDTHS}
    if asked not in widths:
        raise Http404
    return widths[asked]

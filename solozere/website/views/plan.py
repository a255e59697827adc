"""The site's own map: for people, for search engines, for robots."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from solozere.website import sitemaps


@require_safe
@login_not_required
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page of the site, in words."""
    return render(request, "website/site_map.html", {"sections": sitemaps.sections()})


@require_safe
@login_not_required
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The same for search engines, with absolute addresses."""
    return render(request, "sitemap.xml", {"urlset": list(sitemaps.entries())}, content_type="application/xml")


@require_safe
@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the administration and what is behind the door; nothing of a demonstration, whose places are fictional."""
    closed = ["/"] if settings.DEMO else ["/administration/", "/compte/", "/espace/"]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """For what asks for the icon at its customary address without reading the page."""
    return redirect(static("core/icone.svg"))

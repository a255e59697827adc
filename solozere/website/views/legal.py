"""What the law asks for, each page from the installation's own words and from what the apps declare."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from solozere.core.declarations import declared_for_display
from solozere.website.models import Page
from solozere.website.pages import words


@require_safe
@login_not_required
def legal_notice(request: HttpRequest) -> HttpResponse:
    """Publisher, host, licence of the software, sources of the geography, fonts, icons."""
    return render(request, "website/legal_notice.html", {"words": words(Page.Slug.LEGAL_NOTICE)})


@require_safe
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the law of 11 February 2005 asks for."""
    return render(request, "website/accessibility.html", {"words": words(Page.Slug.ACCESSIBILITY)})


@require_safe
@login_not_required
def personal_data(request: HttpRequest) -> HttpResponse:
    """What is kept of people, why, how long: printed from the declarations that the retention job applies."""
    context = {"words": words(Page.Slug.PERSONAL_DATA), "rules": declared_for_display()}
    return render(request, "website/personal_data.html", context)

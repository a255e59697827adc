"""A person's own data: to read, to take away, to have erased."""

from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from solozere.accounts.signin.proof import fresh_proof_required
from solozere.notices.models import Contact
from solozere.privacy import persons
from solozere.privacy.forms import EraseForm


def _contact(request: HttpRequest) -> Contact:
    user: Any = request.user
    contact: Contact = user.contact
    return contact


@require_safe
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything, on a page."""
    sections = persons.in_words(persons.gather(_contact(request)))
    return render(request, "privacy/my_data.html", {"sections": sections, "now": timezone.now()})


@require_safe
@never_cache
def copy_html(request: HttpRequest) -> HttpResponse:
    """The same as a file that any browser opens, without the site."""
    contact = _contact(request)
    context = {"sections": persons.in_words(persons.gather(contact)), "now": timezone.now()}
    page = render_to_string("privacy/copy.html", context)
    return _file(page.encode(), "text/html; charset=utf-8", "mes-donnees.html")


@require_safe
@never_cache
def copy_json(request: HttpRequest) -> HttpResponse:
    """The same for another service."""
    return _file(persons.as_json(_contact(request), timezone.now()), "application/json", "mes-donnees.json")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@fresh_proof_required
def erase(request: HttpRequest) -> HttpResponse:
    """What goes and what the law makes us keep, said before; then it is done, at once and for good."""
    contact = _contact(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            persons.erase(contact)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            logout(request)
            return redirect("account_erased")
    context = {"form": form, "kept": persons.kept(contact), "sections": [s.title for s in persons.gather(contact)]}
    return render(request, "privacy/erase.html", context)


@require_safe
@login_not_required
def erased(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "privacy/erased.html")

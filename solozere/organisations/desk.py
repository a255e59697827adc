"""The administrator's pages of who acts for which partner. To anybody else they do not exist."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from solozere.accounts.guards import only
from solozere.core.authors import Author
from solozere.notices.actions import contact_for
from solozere.organisations.actions import appoint_officer, end_officer
from solozere.organisations.forms import EndForm, OfficerForm
from solozere.organisations.mails import tell_officer
from solozere.organisations.models import Membership, Organisation
from solozere.organisations.perms import can_appoint_officers

TEMPLATE = "organisations/desk/{}.html"


def appointers_only(view: Any) -> Any:
    """For who may say who acts for a partner."""
    return only(can_appoint_officers, view)


@require_safe
@appointers_only
def listed(request: HttpRequest) -> HttpResponse:
    """The partners, with how many people act for each."""
    found = Organisation.objects.annotate(officers=Count("memberships", filter=Q(memberships__until=None)))
    return render(request, TEMPLATE.format("list"), {"organisations": found.order_by("name", "pk")})


@require_http_methods(["GET", "HEAD", "POST"])
@appointers_only
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Who acts for a partner; somebody is appointed by their address, and told how to enter."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _appoint(organisation, form.cleaned_data, Author.user(request.user))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            words = _("Cette personne agit au nom du partenaire à partir d’aujourd’hui\u00a0: elle est prévenue.")
            messages.success(request, words)
            return redirect("desk_organisation", slug=organisation.slug)
    terms = organisation.memberships.select_related("contact")
    return render(request, TEMPLATE.format("one"), {"organisation": organisation, "terms": terms, "form": form})


@transaction.atomic
def _appoint(organisation: Organisation, given: dict[str, Any], author: Author) -> None:
    contact = contact_for(given["email"], given["name"])
    tell_officer(appoint_officer(organisation, contact, since=timezone.localdate(), author=author), appointed=True)


@require_http_methods(["GET", "HEAD", "POST"])
@appointers_only
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a term today, with its reason."""
    rows = Membership.objects.select_related("contact", "organisation")
    term = get_object_or_404(rows, pk=pk, organisation__slug=slug, until=None)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            author, today = Author.user(request.user), timezone.localdate()
            ended = end_officer(term, until=max(today, term.since), author=author, reason=form.cleaned_data["reason"])
            tell_officer(ended, appointed=False)
        messages.success(request, _("C’est noté\u00a0: cette personne est prévenue."))
        return redirect("desk_organisation", slug=slug)
    return render(request, TEMPLATE.format("end"), {"term": term, "form": form})

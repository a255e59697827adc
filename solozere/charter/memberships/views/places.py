"""The coordinator's pages of the places: the list, one place, the acts on its life, who keeps it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solozere.accounts.guards import coordinators_only
from solozere.charter.clock import today
from solozere.charter.enums import ReviewKind
from solozere.charter.memberships import lives, mails
from solozere.charter.memberships.forms import ActForm, ManagerForm, ReasonForm
from solozere.charter.memberships.listing import Filters, choices, places
from solozere.charter.models import Review
from solozere.core.authors import Author
from solozere.core.panels import rendered
from solozere.core.registries import place_desk_panels
from solozere.notices.actions import contact_for
from solozere.organisations.rules import PartialDate
from solozere.places.actions import appoint_manager, end_manager
from solozere.places.models import Manager, Place

PER_PAGE = 50
TEMPLATE = "charter/memberships/{}.html"


@require_safe
@coordinators_only
def listed(request: HttpRequest) -> HttpResponse:
    """All places, with their filters."""
    filters = Filters.read(request.GET)
    page = Paginator(places(filters, today()), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filters": filters, "choices": choices(), "today": today()}
    return render(request, TEMPLATE.format("places"), context)


@require_safe
@coordinators_only
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: where it stands, what may be done, who keeps it, its past."""
    return _page(request, _place(slug), ManagerForm())


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def act(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """An act: what the public page will show, its day and reason; then it is done."""
    place, found = _place(slug), lives.act_of(code)
    if found is None:
        raise Http404
    form = ActForm(request.POST if request.method == "POST" else None, today=today())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            author = Author.user(request.user)
            lives.carry_out(found, place, on=given["on"], author=author, reason=given["reason"])
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("C’est noté. Les personnes qui tiennent le lieu sont prévenues par courriel."))
            return redirect("desk_place", slug=place.slug)
    context = {"place": place, "act": found, "form": form, "possible": found.possible(place)}
    return render(request, TEMPLATE.format("act"), context)


@require_POST
@coordinators_only
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    """Have somebody keep the place, by their address; they are told how to enter."""
    place, form = _place(slug), ManagerForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                contact = contact_for(form.cleaned_data["email"], form.cleaned_data["name"])
                term = appoint_manager(place, contact, since=today(), author=Author.user(request.user))
                mails.tell_role(place, contact, appointed=True, key=f"manager:{term.pk}:appointed")
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(
                request, _("Cette personne tient le lieu à partir d’aujourd’hui\u00a0: elle est prévenue.")
            )
            return redirect("desk_place", slug=place.slug)
    return _page(request, place, form)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End a term today, with its reason."""
    place = _place(slug)
    term = get_object_or_404(Manager.objects.select_related("contact"), pk=pk, place=place, until=None)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                author = Author.user(request.user)
                end_manager(term, until=today(), author=author, reason=form.cleaned_data["reason"])
                mails.tell_role(place, term.contact, appointed=False, key=f"manager:{term.pk}:ended")
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("C’est noté\u00a0: cette personne est prévenue."))
            return redirect("desk_place", slug=place.slug)
    return render(request, TEMPLATE.format("end_manager"), {"place": place, "term": term, "form": form})


@require_POST
@coordinators_only
def stay(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a request to leave that comes to nothing."""
    place = _place(slug)
    review = get_object_or_404(Review, place=place, kind=ReviewKind.LEAVE, closed_at=None)
    form = ReasonForm(request.POST)
    if form.is_valid():
        lives.keep_in_network(review, author=Author.user(request.user), reason=form.cleaned_data["reason"])
        messages.success(request, _("La demande est close\u00a0: le lieu reste dans le réseau."))
        return redirect("desk_place", slug=place.slug)
    return _page(request, place, ManagerForm(), stay_form=form)


def add_errors(form: Any, refusal: ValidationError) -> None:
    """What an action refuses, at the fields of `form`; the rest above it."""
    by_field = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for field, said in by_field.items():
        form.add_error(field if field in form.fields else None, said)


def _place(slug: str) -> Place:
    return get_object_or_404(Place.objects.select_related("label", "commune"), slug=slug)


def _page(request: HttpRequest, place: Place, form: ManagerForm, stay_form: ReasonForm | None = None) -> HttpResponse:
    memberships = list(place.memberships.select_related("label", "charter"))
    context = {
        "place": place,
        "acts": lives.open_acts(place),
        "membership": next((each for each in memberships if each.until is None), None),
        "past": [each for each in memberships if each.until],
        "steps": [(step, PartialDate.parse(step.on).words if step.on else "") for step in place.status_changes.all()],
        "terms": place.managers.select_related("contact"),
        "form": form,
        "leaving": Review.objects.filter(place=place, kind=ReviewKind.LEAVE, closed_at=None).first(),
        "stay_form": stay_form or ReasonForm(prefix=None),
        "panels": rendered(place_desk_panels, request, place),
    }
    return render(request, TEMPLATE.format("place"), context)

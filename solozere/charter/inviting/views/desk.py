"""The coordinator's side: whom to invite, whom one invited, what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solozere.accounts.guards import coordinators_only
from solozere.charter.inviting import actions
from solozere.charter.inviting.forms import InviteForm, ListForm
from solozere.charter.models import Invitation
from solozere.core.authors import Author
from solozere.places.enums import PlaceStatus
from solozere.places.models import Place

PER_PAGE = 20
METHODS = ["GET", "HEAD", "POST"]


@coordinators_only
@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """The places without a label, those that are planned first, then the invitations."""
    rows = Invitation.objects.select_related("contact", "application", "place")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "places": _without_label(), "open": actions.OPEN, "unanswered": actions.UNANSWERED}
    return render(request, "charter/inviting/invitations.html", context)


def _without_label() -> list[tuple[Place, Invitation | None]]:
    """Each with its last invitation."""
    first = Case(When(status=PlaceStatus.PLANNED, then=Value(0)), default=Value(1), output_field=IntegerField())
    places = list(
        Place.objects.listed().filter(label=None).select_related("commune").order_by(first, "name", "pk")[:50]
    )
    last: dict[int, Invitation] = {}
    for invitation in Invitation.objects.filter(place__in=places).order_by("sent_at", "pk"):
        if invitation.place_id is not None:
            last[invitation.place_id] = invitation
    return [(place, last.get(place.pk)) for place in places]


@coordinators_only
@require_http_methods(METHODS)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite for one place: known (`?lieu=`), or not yet."""
    place = _place(request.GET.get("lieu", ""))
    data = request.POST if request.method == "POST" else None
    form = InviteForm(data, known=place is not None, initial={"email": place.email if place else ""})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answers = None if place else {"place": {"name": given["place"], "commune": given["commune"]}}
        try:
            actions.invite(
                email=given["email"],
                name=given["name"],
                place=place,
                answers=answers,
                message=given["message"],
                author=Author.user(request.user),
            )
            messages.success(request, _("L’invitation est partie."))
            return redirect("invitations")
        except ValidationError as error:
            said = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
            for field, words in said.items():
                form.add_error(field if field in form.fields else None, words)
    return render(request, "charter/inviting/invite.html", {"form": form, "place": place})


def _place(slug: str) -> Place | None:
    if not slug:
        return None
    if "\x00" in slug or len(slug) > 100:
        raise Http404
    return get_object_or_404(Place.objects.listed(), slug=slug)


@coordinators_only
@require_http_methods(METHODS)
def invite_many(request: HttpRequest) -> HttpResponse:
    """Invite from a list: shown first, then sent; a line that is wrong keeps all of it."""
    form = ListForm(request.POST if request.method == "POST" else None)
    right = request.method == "POST" and form.is_valid()
    if right and "envoyer" in request.POST:
        with transaction.atomic():
            for line in form.lines:
                town = line.commune.name if line.commune else ""
                actions.invite(
                    email=line.email,
                    answers={"place": {"name": line.name, "commune": town}},
                    message=form.cleaned_data["message"],
                    author=Author.user(request.user),
                )
        count = len(form.lines)
        done = ngettext("%(n)s invitation est partie.", "%(n)s invitations sont parties.", count) % {"n": count}
        messages.success(request, done)
        return redirect("invitations")
    return render(request, "charter/inviting/many.html", {"form": form, "ready": right})


@coordinators_only
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write once more."""
    return _act(request, pk, lambda one: actions.remind(one, Author.user(request.user)), _("Le rappel est parti."))


@coordinators_only
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It was a mistake."""
    return _act(request, pk, actions.cancel, _("L’invitation est annulée."))


def _act(request: HttpRequest, pk: int, act: Callable[[Any], None], done: str) -> HttpResponse:
    if pk > 2**62:
        raise Http404
    try:
        act(get_object_or_404(Invitation, pk=pk))
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("invitations")

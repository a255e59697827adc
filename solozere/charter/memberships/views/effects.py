"""What a version of the charter changes for every place, and applying it: to those chosen, or to all that keep their label."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from solozere.accounts.guards import coordinators_only
from solozere.charter.clock import today
from solozere.charter.enums import ReviewKind
from solozere.charter.memberships import effects as compose
from solozere.charter.memberships import rules
from solozere.charter.memberships.effects import PlaceEffect
from solozere.charter.memberships.forms import reason_field
from solozere.charter.memberships.views.places import add_errors
from solozere.charter.models import CharterVersion, Review
from solozere.core.authors import Author
from solozere.places.models import Label

PER_PAGE = 50


class ApplyForm(forms.Form):
    """Why the version is applied."""

    reason = reason_field(gettext_lazy("Motif"), gettext_lazy("Il est gardé avec chaque décision."), longest=2000)


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def effects(request: HttpRequest, code: str) -> HttpResponse:
    """Label before and after, what is missing, totals; « ?suivi=change » shows only what changes, « ?lieu= » one place."""
    version = get_object_or_404(CharterVersion, code=code)
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _apply(request, version, form.cleaned_data["reason"])
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            return redirect("charter_effects", code=version.code)
    found = compose.effects_of(version.charter(), version)
    return render(request, "charter/memberships/effects.html", _context(request, version, found, form))


def _apply(request: HttpRequest, version: CharterVersion, reason: str) -> None:
    author, wanted = Author.user(request.user), request.POST.get("act", "")
    if wanted.startswith("relire-"):
        _close(request, version, author, reason, wanted.removeprefix("relire-"))
        return
    chosen = set(request.POST.getlist("lieu"))
    if wanted != "tous" and not chosen:
        raise ValidationError(_("Cochez au moins un lieu, ou choisissez de l’appliquer à tous."))
    done = compose.apply(version, None if wanted == "tous" else chosen, author=author, reason=reason)
    words = _("%(admitted)s lieux gardent leur label selon cette version\u00a0; %(reviewed)s sont à relire.")
    messages.success(request, words % {"admitted": done.admitted, "reviewed": done.reviewed})


def _close(request: HttpRequest, version: CharterVersion, author: Author, reason: str, slug: str) -> None:
    review = Review.objects.filter(place__slug=slug, kind=ReviewKind.VERSION, closed_at=None).first()
    if review is None:
        raise ValidationError(_("Cette relecture est déjà close\u00a0: rien n’est enregistré."))
    label = request.POST.get(f"label-{slug}") or None
    compose.close_review(review, author=author, reason=reason, label=label)
    messages.success(request, _("La relecture est close."))


def _context(
    request: HttpRequest, version: CharterVersion, found: list[PlaceEffect], form: ApplyForm
) -> dict[str, Any]:
    only, slug = request.GET.get("suivi", ""), request.GET.get("lieu", "")
    shown = [one for one in found if only != "change" or one.effect.changes]
    shown = [one for one in shown if not slug or one.membership.place.slug == slug]
    labels = {label.pk: label for label in Label.objects.all()}
    waiting = set(Review.objects.filter(kind=ReviewKind.VERSION, closed_at=None).values_list("place__slug", flat=True))
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "place": one.membership.place,
            "before": one.membership.label,
            "after": labels.get(one.effect.after or ""),
            "better": labels.get(one.effect.better or ""),
            "one": one,
            "waiting": one.membership.place.slug in waiting,
        }
        for one in page
    ]
    return {
        "version": version,
        "state": version.state_on(today()),
        "open": compose.open_to(version),
        "totals": rules.totals(one.effect for one in found),
        "count": len(found),
        "page": page,
        "rows": rows,
        "only": only,
        "slug": slug,
        "form": form,
    }

"""The coordinators' queue of what is to be looked at again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from solozere.charter.enums import ReviewKind
from solozere.charter.following import actions, presentation
from solozere.charter.models import Review
from solozere.core.authors import Author
from solozere.places.keeping.guards import coordinators_only

PER_PAGE = 30


class CloseForm(forms.Form):
    """What is decided of a review, and why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Que décidez-vous\u00a0?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choisissez une décision, par exemple de ne rien changer."),
            "invalid_choice": gettext_lazy("Cette décision n’est plus possible\u00a0: choisissez-en une de la liste."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Motif"),
        max_length=2000,
        help_text=gettext_lazy("Il est gardé avec la décision, et paraît avec un label accordé ou retiré."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Dites pourquoi, en une phrase\u00a0: le motif est gardé avec la relecture."),
            "max_length": gettext_lazy(
                "Ce texte a %(show_value)d caractères\u00a0: gardez-en %(limit_value)d au plus."
            ),
        },
    )

    def __init__(self, outcomes: list[tuple[str, Any]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]


@require_safe
@coordinators_only
def reviews(request: HttpRequest) -> HttpResponse:
    """What is to be looked at again, oldest first; `?etat=closes` for what was, newest first."""
    closed = request.GET.get("etat") == "closes"
    found = Review.objects.select_related("place__commune", "place__label").filter(
        kind=ReviewKind.CRITERION, closed_at__isnull=not closed
    )
    found = found.order_by("-closed_at", "-pk") if closed else found.order_by("opened_at", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = presentation.label_names()
    shown = [presentation.line(review, names) for review in page]
    return render(request, "charter/following/reviews.html", {"page": page, "reviews": shown, "closed": closed})


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def one_review(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed, what the charter says of it today, the decision."""
    review = get_object_or_404(
        Review.objects.select_related("place__commune", "place__label"), pk=pk, kind=ReviewKind.CRITERION
    )
    form = CloseForm(presentation.any_outcome(), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.close(review, data["outcome"], author=Author.user(request.user), reason=data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("La relecture est close."))
            return redirect("reviews")
    context = presentation.page(review)
    form.fields["outcome"].choices = context["outcomes"]  # type: ignore[attr-defined]
    shown = form if review.closed_at is None or form.is_bound else None
    return render(request, "charter/following/review.html", {**context, "form": shown})

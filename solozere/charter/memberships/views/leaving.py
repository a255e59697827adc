"""The manager's request to leave the network."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from solozere.charter.memberships import lives
from solozere.charter.memberships.forms import ReasonForm
from solozere.charter.memberships.views.places import add_errors
from solozere.core.authors import Author
from solozere.places.models import Place
from solozere.places.perms import managers_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """What leaving changes, and why they wish it; a coordinator answers."""
    kept = managers_of(request.user).values("place_id")
    place = Place.objects.filter(slug=slug, pk__in=kept).exclude(label=None).select_related("label").first()
    if place is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            lives.ask_to_leave(place, author=Author.user(request.user), reason=form.cleaned_data["reason"])
        except ValidationError as refusal:
            add_errors(form, refusal)
        else:
            messages.success(request, _("Votre demande est partie. La coordination du réseau vous répondra."))
            return redirect("space")
    return render(request, "charter/memberships/leave.html", {"place": place, "form": form})

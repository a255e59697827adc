"""Pages about the facts of a place that ask for no account: reporting an error, confirming by the link of a letter."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from solozere.core import links
from solozere.core.throttle import Verdict
from solozere.core.workflow import Moved
from solozere.places.keeping import asking, limits, reports
from solozere.places.keeping.groups import TITLES
from solozere.places.keeping.report_forms import ReportForm
from solozere.places.models import FormerSlug, Place, PlaceReport
from solozere.territory.current import require_territory

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@login_not_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """« Signaler une erreur »: kept at once, or set aside until its address confirms it."""
    place = Place.objects.select_related("commune").filter(slug=slug).first()
    if place is None:
        former = get_object_or_404(FormerSlug.objects.select_related("place"), slug=slug)
        return redirect("place_report", former.place.slug, permanent=True)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answered = _kept(place, form)
        if answered is not None:
            return redirect(answered)
    return render(request, "places/keeping/report.html", {"place": place, "form": form})


def _kept(place: Place, form: ReportForm) -> str | None:
    """Keep what was sent: where to go on; None where an address is asked for. The same answer whether it waits or not."""
    data = form.cleaned_data
    found = limits.verdict(place.pk, data["email"])
    thanks = reverse("place_report_thanks", args=[place.slug])
    if found == Verdict.PASS:
        reports.report(place, data["subject"], data["text"], email=data["email"])
        return thanks
    if not data["email"]:
        message = _(
            "Plusieurs signalements viennent d’arriver pour ce lieu. Laissez votre adresse\u00a0: "
            "nous vous enverrons un lien pour confirmer le vôtre."
        )
        form.add_error("email", message)
        return None
    if found == Verdict.CONFIRM:
        reports.report(place, data["subject"], data["text"], email=data["email"], aside=True)
    return f"{thanks}?confirmer=1"


@require_safe
@login_not_required
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens now."""
    place = get_object_or_404(Place, slug=slug)
    to_confirm = request.GET.get("confirmer") == "1"
    return render(request, "places/keeping/report_thanks.html", {"place": place, "to_confirm": to_confirm})


@require_http_methods(BOTH)
@never_cache
@login_not_required
def confirm_report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The page of the link by which an address confirms a report: a button, since reading never acts."""
    made = get_object_or_404(PlaceReport.objects.select_related("place", "contact"), pk=pk, place__slug=slug)
    link = _link(request, reports.CONFIRM_REPORT, made)
    if request.method == "POST":
        try:
            if not reports.confirm(made, link):
                raise Http404
        except Moved as refusal:
            if not refusal.own:
                raise Http404 from refusal
        return redirect("place_report_thanks", slug)
    waits = made.state == "to_confirm"
    return render(request, "places/keeping/report_confirm.html", {"place": made.place, "report": made, "waits": waits})


@require_http_methods(BOTH)
@never_cache
@login_not_required
def confirm_facts(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of the letter's link: what to check, and one button that confirms all of it."""
    place = get_object_or_404(Place.objects.select_related("commune"), slug=slug)
    link = _link(request, asking.CONFIRM_FACTS, place)
    if asking.keeper(place, link) is None:
        raise Http404
    done = False
    if request.method == "POST":
        if not asking.confirm_by_link(place, link):
            raise Http404
        done = True
    late = asking.overdue([asking.vouched(group) for group in place.fact_groups.all()], require_territory().today())
    context = {"place": place, "late": [(TITLES[group.code], group.on) for group in late], "done": done}
    return render(request, "places/keeping/confirm.html", context)


def _link(request: HttpRequest, purpose: str, obj: Any) -> Any:
    link = links.current(request, purpose, obj)
    if link is None:
        raise Http404(_("Cette page s’ouvre par le lien que vous avez reçu."))
    return link

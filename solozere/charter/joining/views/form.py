"""The steps of an application: what is typed is kept, right or not; only the sending wants all of it right."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from solozere.charter.joining import actions, steps
from solozere.charter.joining.access import Access, access
from solozere.charter.joining.forms import FORMS
from solozere.charter.joining.ground import Ground, ground
from solozere.charter.joining.pages import standing_differences, step_page
from solozere.charter.joining.preview import preview_of
from solozere.charter.joining.reading import Read
from solozere.charter.joining.views import signing
from solozere.charter.models import Application
from solozere.places.models import Place


def fragment(request: HttpRequest, step: steps.FormStep, answers: dict[str, Any], about: Ground) -> HttpResponse:
    """What htmx takes at each change: the preview of what is typed, and nothing is kept."""
    said = Read(answers, about)
    context = {"preview": preview_of(said), "step": step, "form": said.forms[step.code], "fragment": True}
    response = render(request, "charter/joining/preview_fragment.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One step of a draft, or of an application sent back for changes."""
    found = access(request, pk)
    current = steps.BY_SLUG.get(slug)
    if current is None:
        raise Http404
    if found.application.state not in actions.EDITABLE:
        return redirect("application", pk)
    about = ground()
    if about.version is None:
        return redirect("join")
    if request.method != "POST":
        return _shown(request, found, current, about)
    raw = FORMS[current.code].typed(request.POST, about)
    if getattr(request, "htmx", False):
        return fragment(request, current, {**found.application.answers, current.code: raw}, about)
    seen = request.POST.get("seen", "")
    try:
        actions.save_step(found.application, current.code, raw, found.author, seen=seen)
    except actions.Overtaken as refusal:
        return _stale(request, found, current, about, raw, refusal)
    if current.code == steps.COMMITMENTS and "envoyer" in request.POST:
        return signing.send(request, found, _shown)
    return after(request, found.application, current)


def after(request: HttpRequest, application: Application, current: steps.FormStep) -> HttpResponse:
    """Where a saved step leads: on, or back to what is to be put right, or to the page that says it is kept."""
    here = reverse("join_step", args=[application.pk, current.slug])
    added = request.POST.get("ajouter", "")
    if added in FORMS[current.code].rows:
        return redirect(f"{here}?lignes={added}#liste-{added}")
    if any(name.endswith("-retirer") for name in request.POST):
        return redirect(f"{here}#formulaire")
    if "plus-tard" in request.POST:
        return redirect("application", application.pk)
    form = FORMS[current.code](application.answers.get(current.code), ground())
    if form.errors and "suite" not in request.POST:
        n = len(form.errors)
        words = ngettext(
            "Vos réponses sont enregistrées telles quelles. Une est à corriger.",
            "Vos réponses sont enregistrées telles quelles. %(n)d sont à corriger.",
            n,
        )
        messages.warning(request, words % {"n": n})
        return redirect(here)
    following = steps.next_of(current.code) or current
    return redirect("join_step", application.pk, following.slug)


def _shown(request: HttpRequest, found: Access, current: steps.FormStep, about: Ground, **more: Any) -> HttpResponse:
    application = found.application
    page = step_page(current, application.answers, about, application=application, more=request.GET.get("lignes", ""))
    page |= {"address": None, "stale": [], "problems": [], "behalf": found.on_behalf}
    if current.code == steps.COMMITMENTS:
        page |= signing.context(found, about)
    return render(request, "charter/joining/step.html", page | more)


def _stale(
    request: HttpRequest,
    found: Access,
    current: steps.FormStep,
    about: Ground,
    raw: dict[str, Any],
    refusal: actions.Overtaken,
) -> HttpResponse:
    """What was typed, beside what stands; sent again, it is kept."""
    found.application.refresh_from_db()
    standing = step_page(current, found.application.answers, about, application=found.application)
    typed = step_page(current, {**found.application.answers, current.code: raw}, about, application=found.application)
    differences = standing_differences(typed["form"], refusal.standing)
    more = {"form": typed["form"], "preview": typed["preview"], "seen": standing["seen"]}
    return _shown(request, found, current, about, **more, stale=differences, overtaken=" ".join(refusal.messages))


@require_POST
@never_cache
@login_not_required
def known_place(request: HttpRequest, pk: int) -> HttpResponse:
    """« Est-ce ce lieu ? »: yes fills what is empty with its public facts; no lets it go."""
    found = access(request, pk)
    try:
        if "non" in request.POST:
            actions.detach_place(found.application, found.author)
            messages.success(request, _("Votre demande n’est plus rattachée à ce lieu."))
        else:
            slug = request.POST.get("lieu", "")[:100]
            place = get_object_or_404(Place.objects.listed(), slug=slug)
            actions.attach_place(found.application, place, found.author)
            messages.success(
                request,
                _("Votre demande est rattachée à ce lieu. Ce qui était vide est rempli avec ce qui est déjà publié."),
            )
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("join_step", pk, steps.STEPS[0].slug)

"""Where applications begin: what is asked, a first step, the links of those that are begun."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from solozere.charter.joining import actions, limits, resuming, steps
from solozere.charter.joining.forms import PlaceForm
from solozere.charter.joining.ground import ground
from solozere.charter.joining.pages import step_page
from solozere.charter.joining.sending import BEGIN
from solozere.charter.joining.views.form import after, fragment
from solozere.charter.models import Application
from solozere.core import links, throttle
from solozere.core.authors import Author
from solozere.core.throttle import Verdict
from solozere.notices.actions import contact_for
from solozere.notices.models import Contact

FIRST = steps.STEPS[0]
_ADDRESS = gettext_lazy("Écrivez votre adresse électronique complète, par exemple prenom.nom@exemple.fr.")


class AddressForm(forms.Form):
    """Whom the link of an application is sent to."""

    use_required_attribute = False
    courriel = forms.EmailField(
        label=gettext_lazy("Votre adresse électronique"),
        help_text=gettext_lazy(
            "Vous y recevez le lien pour reprendre et suivre votre demande. Elle n’est pas publiée."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _ADDRESS, "invalid": _ADDRESS, "max_length": _ADDRESS},
    )


@require_safe
@login_not_required
def join(request: HttpRequest) -> HttpResponse:
    """Who may apply, how long it takes, what happens next."""
    about = ground()
    context = {"charter": about.charter, "version": about.version, "form": AddressForm(label_suffix="")}
    return render(request, "charter/joining/join.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    """The first step, before anything is kept: its first sending makes the draft and writes its link to the address."""
    about = ground()
    if about.version is None:
        return redirect("join")
    known = _known(request)
    if request.method != "POST":
        return _first(request, {}, None if known else AddressForm(label_suffix=""))
    raw = PlaceForm.typed(request.POST, about)
    if getattr(request, "htmx", False):
        return fragment(request, FIRST, {steps.PLACE: raw}, about)
    address = None if known else AddressForm(request.POST, label_suffix="")
    if address is not None and not address.is_valid():
        return _first(request, {steps.PLACE: raw}, address)
    if known is not None:
        return after(request, _kept(known, raw, Author.user(request.user)), FIRST)
    assert address is not None
    return _begin(request, address.cleaned_data["courriel"], raw)


def _begin(request: HttpRequest, email: str, raw: dict[str, Any]) -> HttpResponse:
    verdict = throttle.hit(limits.BEGIN.form, email)
    if verdict == Verdict.WAIT:
        return render(request, "charter/joining/sent.html", {"email": email})
    with transaction.atomic():
        contact = contact_for(email)
        application = _kept(contact, raw, Author.contact(contact))
        address = links.make(BEGIN, application, contact.pk, Author.contact(contact))
    if verdict == Verdict.CONFIRM:
        return render(request, "charter/joining/sent.html", {"email": email})
    response = after(request, application, FIRST)
    links.open_here(request, response, address)
    return response


@transaction.atomic
def _kept(contact: Contact, raw: dict[str, Any], author: Author) -> Application:
    """The draft, and its link by mail."""
    application = actions.begin(contact, {steps.PLACE: raw}, author)
    resuming.tell_begun(application)
    return application


def _known(request: HttpRequest) -> Contact | None:
    """The verified contact of who is signed in."""
    user: Any = request.user
    if not user.is_authenticated or user.contact.verified_at is None:
        return None
    contact: Contact = user.contact
    return contact


def _first(request: HttpRequest, answers: dict[str, Any], address: AddressForm | None) -> HttpResponse:
    page = step_page(FIRST, answers, ground())
    page |= {"address": address, "stale": [], "problems": [], "behalf": False}
    return render(request, "charter/joining/step.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def resume(request: HttpRequest) -> HttpResponse:
    """The links of an address, sent to it: the answer is the same whether it has applications or not."""
    form = AddressForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["courriel"]
        if throttle.hit(limits.RESUME.form, email) == Verdict.PASS:
            resuming.send_links(email)
        return render(request, "charter/joining/sent.html", {"email": email, "resumed": True})
    return render(request, "charter/joining/resume.html", {"form": form, "title": _("Reprendre une demande")})

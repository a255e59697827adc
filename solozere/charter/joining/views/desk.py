"""An application entered by a coordinator for somebody who phoned, wrote or came. To anybody else these pages do not exist."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from solozere.charter.enums import Channel
from solozere.charter.joining import actions, steps
from solozere.charter.joining.ground import ground
from solozere.charter.joining.perms import can_enter_for_others
from solozere.charter.models import Application
from solozere.core.authors import Author
from solozere.notices.actions import contact_for

CHANNELS = (Channel.PHONE, Channel.POST, Channel.DESK)
_ADDRESS = gettext_lazy("Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr.")


class EntryForm(forms.Form):
    """Who asks, and how they asked."""

    use_required_attribute = False
    channel = forms.ChoiceField(
        label=gettext_lazy("Comment la demande est-elle arrivée\u00a0?"),
        choices=[(one.value, one.label) for one in CHANNELS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Dites comment la demande est arrivée.")},
    )
    person = forms.CharField(
        label=gettext_lazy("Prénom et nom de la personne"),
        max_length=150,
        error_messages={"required": gettext_lazy("Écrivez le nom de la personne qui demande.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Son adresse électronique"),
        help_text=gettext_lazy("À défaut, celle de l’organisme qui gère le lieu\u00a0: le suivi y est envoyé."),
        max_length=254,
        error_messages={"required": _ADDRESS, "invalid": _ADDRESS, "max_length": _ADDRESS},
    )
    place = forms.CharField(
        label=gettext_lazy("Nom du lieu"),
        max_length=200,
        error_messages={"required": gettext_lazy("Écrivez le nom du lieu.")},
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def entry(request: HttpRequest) -> HttpResponse:
    """The channel and the person; then the same steps as everybody."""
    _coordinators_only(request)
    form = EntryForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        answers = {steps.PLACE: {"name": said["place"]}, steps.CONTACT: {"person_name": said["person"]}}
        with transaction.atomic():
            contact = contact_for(said["email"], said["person"])
            author = Author.user(request.user)
            application = actions.begin(contact, answers, author, channel=said["channel"])
        return redirect("join_step", application.pk, steps.STEPS[0].slug)
    return render(request, "charter/joining/entry.html", {"form": form, "charter": ground().charter})


@login_not_required
@require_safe
@never_cache
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What is given or read to the person: the number, the date, what happens next. To be printed."""
    _coordinators_only(request)
    rows = Application.objects.exclude(channel=Channel.ONLINE).select_related("contact")
    return render(request, "charter/joining/receipt.html", {"application": get_object_or_404(rows, pk=pk)})


def _coordinators_only(request: HttpRequest) -> None:
    user: Any = request.user
    if not can_enter_for_others(user):
        raise Http404

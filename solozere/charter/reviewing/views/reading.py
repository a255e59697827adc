"""The list of applications, and the page of one: read, checks and notes kept, a lost mail sent again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from solozere.accounts.guards import coordinators_only
from solozere.charter.models import Application
from solozere.charter.reviewing import actions, listing
from solozere.charter.reviewing.admission import judge
from solozere.charter.reviewing.forms import NoteForm, check_forms
from solozere.charter.reviewing.mails import mails_about
from solozere.charter.reviewing.page import bilan, review
from solozere.charter.reviewing.perms import visible_to
from solozere.charter.reviewing.views.access import found
from solozere.core import workflow
from solozere.core.authors import Author
from solozere.core.workflow import Moved
from solozere.notices.actions import resend

PAGE = "charter/reviewing/application.html"
LONGEST = 100


@coordinators_only
@require_safe
def applications(request: HttpRequest) -> HttpResponse:
    """The applications by whom they wait for; `q` looks for a name or a number among them all."""
    group, text = listing.chosen(request.GET.get("etat", "")), request.GET.get("q", "").strip()[:LONGEST]
    rows = listing.matching(visible_to(request.user), text)
    page = listing.page_of(rows, group, request.GET.get("page"))
    context = {
        "page": page,
        "lines": listing.lines(page),
        "tabs": listing.tabs(rows, group),
        "group": group,
        "text": text,
        "none": not visible_to(request.user).exists(),
    }
    return render(request, "charter/reviewing/applications.html", context)


@coordinators_only
@require_safe
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application, with the charter beside it."""
    return _shown(request, found(request, pk))


@coordinators_only
@require_POST
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was found of each criterion; asked by the page's script, the tally alone comes back."""
    sent = found(request, pk)
    judged = judge(sent)
    if judged is None:
        raise Http404
    forms = check_forms(judged.version.charter(), {}, request.POST)
    wrong = {one: _("Écrivez au plus 1\u00a0000 caractères.") for one, form in forms.items() if not form.is_valid()}
    author = Author.user(request.user)
    said = {one: form.said() for one, form in forms.items() if one not in wrong}
    try:
        refused = {**wrong, **actions.save_checks(sent, said, author)}
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("application_review", pk)
    if getattr(request, "htmx", False):
        context = bilan(sent, author, judge(sent), request.POST, refused)
        # Of the others this page says nothing: what somebody else wrote there would pass for what it showed.
        rows = [row for card in context["cards"] for row in card.rows if row.form.add_prefix("verdict") in request.POST]
        more = {"rows": rows, "seen": workflow.last_seen(sent)}
        return render(request, "charter/reviewing/checked.html", {**context, **more})
    if refused:
        return _shown(request, sent, data=request.POST, refused=refused)
    messages.success(request, _("Vos constats sont enregistrés."))
    return redirect("application_review", pk)


@coordinators_only
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a note for the team."""
    sent, form = found(request, pk), NoteForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _shown(request, sent, note=form)
    actions.add_note(sent, form.cleaned_data["text"], Author.user(request.user))
    messages.success(request, _("Votre note est ajoutée."))
    return redirect("application_review", pk)


@coordinators_only
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one looks at it."""
    sent, seen = found(request, pk), request.POST.get("seen", "")
    try:
        actions.take(sent, Author.user(request.user), seen=int(seen) if seen.isdecimal() and len(seen) < 19 else None)
        messages.success(request, _("Vous examinez cette demande."))
    except Moved as moved:
        if not moved.own:
            messages.error(request, " ".join(moved.messages))
    return redirect("application_review", pk)


@coordinators_only
@require_POST
def mail_again(request: HttpRequest, pk: int, mail: int) -> HttpResponse:
    """Send again a mail about this application that did not arrive."""
    sent = found(request, pk)
    wanted = next((each for each in mails_about(sent) if each.pk == mail), None)
    if wanted is None:
        raise Http404
    try:
        resend(wanted, Author.user(request.user))
        messages.success(request, _("Le message est envoyé à nouveau."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("application_review", pk)


def _shown(request: HttpRequest, sent: Application, **more: Any) -> HttpResponse:
    context = review(sent, Author.user(request.user), **more)
    return render(request, PAGE, {**context, "seen": workflow.last_seen(sent)})

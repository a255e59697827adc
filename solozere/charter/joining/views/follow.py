"""What became of an application, for the person who sent it: by the link of a mail, or in their space."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining import actions, papers, signature
from solozere.charter.joining.access import Access, access
from solozere.charter.joining.following import follow_page
from solozere.core import workflow
from solozere.core.views.files import answer as file_answer
from solozere.core.workflow import Moved


class FileForm(forms.Form):
    """A file to join."""

    use_required_attribute = False
    fichier = forms.FileField(
        label=gettext_lazy("Une photo ou un PDF"),
        help_text=gettext_lazy(
            "20\u00a0Mo au plus, 10 pièces au plus. Par exemple une photo de l’espace, un test de débit."
        ),
        error_messages={
            "required": gettext_lazy("Choisissez un fichier à joindre."),
            "empty": gettext_lazy("Ce fichier est vide\u00a0: choisissez-en un autre."),
        },
    )
    legende = forms.CharField(label=gettext_lazy("Ce qu’on y voit"), required=False, max_length=200)


class WithdrawForm(forms.Form):
    """Why, if the person wishes to say."""

    motif = forms.CharField(
        label=gettext_lazy("Pourquoi\u00a0?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_safe
@never_cache
@login_not_required
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Its state in words, its journal, what is asked, its files."""
    return _page(request, access(request, pk))


def _page(request: HttpRequest, found: Access, form: FileForm | None = None) -> HttpResponse:
    page = follow_page(found) | {"file_form": form or FileForm(label_suffix="")}
    return render(request, "charter/joining/follow.html", page)


@require_POST
@never_cache
@login_not_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what was signed, by somebody who reads the address."""
    found = access(request, pk, desk=False)
    if not found.proven:
        messages.error(
            request, _("Ouvrez le lien du courriel que nous vous avons envoyé\u00a0: lui seul confirme l’envoi.")
        )
        return redirect("application", pk)
    try:
        actions.send(found.application, found.author, proven=True)
        messages.success(request, _("Votre demande est envoyée. Nous vous l’écrivons aussi par courriel."))
    except Moved as refusal:
        if not refusal.own:
            messages.error(request, " ".join(refusal.messages))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("application", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an application, or delete a draft; asked before."""
    found = access(request, pk)
    application = found.application
    draft = application.state == State.DRAFT
    possible = draft or any(step.code == "withdraw" for step in workflow.available(application, found.author))
    if not possible:
        return redirect("application", pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            if draft:
                actions.delete_draft(application, found.author)
                messages.success(request, _("Votre brouillon est supprimé."))
                return redirect("join")
            actions.withdraw(application, found.author, reason=form.cleaned_data["motif"])
            messages.success(request, _("Votre demande est retirée. Nous ne l’examinons plus."))
        except Moved as refusal:
            if not refusal.own:
                messages.error(request, " ".join(refusal.messages))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return redirect("application", pk)
    context = {"application": application, "draft": draft, "form": form}
    return render(request, "charter/joining/withdraw.html", context)


@require_POST
@never_cache
@login_not_required
def add_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Join a file."""
    found = access(request, pk)
    form = FileForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        try:
            papers.join(found.application, form.cleaned_data["fichier"], form.cleaned_data["legende"], found.author)
        except ValidationError as refusal:
            form.add_error("fichier", refusal.messages)
        else:
            messages.success(request, _("La pièce est jointe à votre demande."))
            return redirect("application", pk)
    return _page(request, found, form)


@require_safe
@never_cache
@login_not_required
def one_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """A file of the application, to who may open the application."""
    found = access(request, pk)
    joined = get_object_or_404(found.application.files.select_related("file"), pk=number)
    return file_answer(request, joined.file)


@require_POST
@never_cache
@login_not_required
def remove_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Take a file back."""
    found = access(request, pk)
    joined = get_object_or_404(found.application.files.all(), pk=number)
    try:
        papers.remove(joined, found.author)
        messages.success(request, _("La pièce est retirée."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("application", pk)


@require_safe
@never_cache
@login_not_required
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """The very document that was signed, with its fingerprint."""
    found = access(request, pk)
    if not found.application.signed_hash:
        raise Http404
    context = {"application": found.application, "document": found.application.signed_text}
    return render(request, "charter/joining/signed.html", context | {"holds": signature.holds(found.application)})

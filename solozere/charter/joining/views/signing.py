"""The end of the form: everything again, the commitments, the signature, the sending."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.enums import ApplicationState as State
from solozere.charter.enums import Channel
from solozere.charter.joining import actions, papers, signature, steps
from solozere.charter.joining.access import Access
from solozere.charter.joining.description import sections_of
from solozere.charter.joining.forms.commitments import SignatureForm
from solozere.charter.joining.ground import Ground, ground
from solozere.charter.joining.preview import preview_of
from solozere.charter.joining.reading import Read
from solozere.core.workflow import Moved

Shown = Callable[..., HttpResponse]
LAST = steps.STEPS[-1]


class PaperForm(SignatureForm):
    """At the desk or by post the person signed on paper: its scan stands for the tick."""

    agree = None  # type: ignore[assignment]
    paper = forms.FileField(
        label=gettext_lazy("Le papier signé"),
        help_text=gettext_lazy("Sa photo ou son PDF, 20\u00a0Mo au plus."),
        error_messages={"required": gettext_lazy("Joignez le papier que la personne a signé, en photo ou en PDF.")},
    )


class ByPhoneForm(SignatureForm):
    """By phone nobody signs: the person confirms by the link of a mail."""

    agree = None  # type: ignore[assignment]


def form_class(found: Access) -> type[SignatureForm]:
    """How this application is signed."""
    if not found.on_behalf:
        return SignatureForm
    return ByPhoneForm if found.application.channel == Channel.PHONE else PaperForm


def context(found: Access, about: Ground, form: forms.Form | None = None) -> dict[str, Any]:
    """What the last step shows besides the commitments."""
    application = found.application
    said = Read(application.answers, about)
    again = application.state == State.CHANGES_REQUESTED
    person = {"signed_name": said.value(steps.CONTACT, "person_name")}
    person["signed_quality"] = said.value(steps.CONTACT, "person_quality")
    return {
        "sections": [one for one in sections_of(said) if one.step.code != steps.COMMITMENTS],
        "signature": form or form_class(found)(initial=person, label_suffix=""),
        "again": again,
        "covered": again and signature.is_current(application, about),
        "facts_missing": _warning(said),
        "proven": found.proven,
    }


def send(request: HttpRequest, found: Access, shown: Shown) -> HttpResponse:
    """Sign and send; whatever is missing is said, with a link to its step and its field."""
    about = ground()
    covered = found.application.state == State.CHANGES_REQUESTED and signature.is_current(found.application, about)
    form = form_class(found)(request.POST, request.FILES, label_suffix="")
    problems = Read(found.application.answers, about).problems()
    if problems or not (covered or form.is_valid()):
        more = context(found, about, None if covered else form)
        return shown(request, found, LAST, about, **more, problems=problems, sending=True)
    try:
        paper = _paper(form) if found.on_behalf else None
        signatory = (
            None
            if covered
            else actions.Signatory(form.cleaned_data["signed_name"], form.cleaned_data["signed_quality"])
        )
        sent = actions.send(found.application, found.author, signatory=signatory, proven=found.proven, paper=paper)
    except Moved as refusal:
        if not refusal.own:
            messages.error(request, " ".join(refusal.messages))
        return redirect("application", found.application.pk)
    except ValidationError as refusal:
        form.add_error("paper" if "paper" in form.fields else None, refusal.messages)
        return shown(request, found, LAST, about, **context(found, about, form), sending=True)
    if sent:
        messages.success(request, _("Votre demande est envoyée. Nous vous l’écrivons aussi par courriel."))
    if found.on_behalf:
        return redirect("application_receipt", found.application.pk)
    return redirect("application", found.application.pk)


def _paper(form: forms.Form) -> Any:
    if "paper" not in form.fields:
        return None
    return papers.keep(form.cleaned_data["paper"], _("papier signé d’une demande de label"))


def _warning(said: Read) -> str:
    """What the declared facts lack for the label asked for; "" where they reach it, or where none is asked for yet."""
    asked, preview = said.value(steps.COMMITMENTS, "label"), preview_of(said)
    found = next((one for one in preview.labels if one.result.code == asked), None) if preview else None
    if found is None or found.result.reached:
        return ""
    missing = ", ".join(short for short, met in found.criteria if not met)
    words = _("Ce que vous déclarez ne suffit pas encore pour le label %(name)s. Il manque\u00a0: %(missing)s.")
    return words % {"name": found.result.name, "missing": missing}

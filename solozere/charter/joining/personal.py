"""The applications of a person, for that person."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining import steps
from solozere.charter.joining.description import describe
from solozere.charter.joining.ending import anonymise, delete, unsign
from solozere.charter.joining.forms import ContactForm
from solozere.charter.joining.resuming import page_of
from solozere.charter.models import DECIDED, Application
from solozere.core import workflow
from solozere.core.authors import Author, AuthorKind
from solozere.core.declarations import ERASED_NAME
from solozere.core.registries import PersonalData

MODELS = ("charter.Application", "charter.ApplicationFile")


def export(contact: Any) -> list[dict[str, Any]]:
    """Each application with its answers, what was signed and when, the names of its files."""
    return [_row(one) for one in Application.objects.filter(contact_id=contact.pk).order_by("pk")]


def _row(application: Application) -> dict[str, Any]:
    row: dict[str, Any] = {
        _("demande de label"): application.number or application.name,
        _("état"): application.get_state_display(),
        _("commencée le"): application.created_at,
        _("envoyée le"): application.submitted_at,
        _("signée par"): ", ".join(filter(None, (application.signed_name, application.signed_quality))),
        _("signée le"): application.signed_at,
        _("empreinte de ce qui a été signé"): application.signed_hash,
        _("pièces jointes"): [
            one.caption or one.file.original_name for one in application.files.select_related("file")
        ],
    }
    for section in describe(application):
        row |= {f"{section.title}, {line.label}": line.text for line in section.lines}
    return row


def erase(contact: Any) -> None:
    """Drafts go; what was sent loses its names and answers; what led to a label stays with it, without names."""
    for application in Application.objects.filter(contact_id=contact.pk).order_by("pk"):
        if application.state == State.DRAFT:
            delete(application)
        elif application.state == State.ACCEPTED:
            _without_names(application)
        else:
            if application.state not in DECIDED:
                entry = workflow.apply(application, "withdraw", _nobody(contact))
                type(entry)._base_manager.filter(pk=entry.pk).update(author_id=None)
            anonymise(application)


def _nobody(contact: Any) -> Author:
    """The person, who may withdraw, under the name that stays."""
    return Author(AuthorKind.CONTACT, ERASED_NAME, contact.pk, contact)


def _without_names(application: Application) -> None:
    said = application.answers.get(steps.CONTACT, {})
    kept = {name: value for name, value in said.items() if name not in ContactForm.PRIVATE}
    application.answers = {**application.answers, steps.CONTACT: kept}
    unsign(application)
    application.save()


def kept(contact: Any) -> list[str]:
    """What stays of those that led to a label."""
    if not Application.objects.filter(contact_id=contact.pk, state=State.ACCEPTED).exists():
        return []
    return [
        _(
            "Votre demande de label acceptée reste avec l’adhésion du lieu, sans votre nom\u00a0: "
            "elle dit ce que le lieu a déclaré et à quoi il s’est engagé."
        )
    ]


def panel(request: HttpRequest, contact: Any) -> dict[str, Any] | None:
    """The applications of the person, in their space; only where the address is proved."""
    if contact.verified_at is None:
        return None
    found = list(Application.objects.filter(contact_id=contact.pk).order_by("-updated_at", "-pk")[:20])
    rows = [(one, page_of(one), one.state == State.DRAFT and bool(one.signed_hash)) for one in found]
    return {"rows": rows} if rows else None


DATA = PersonalData(gettext_lazy("Vos demandes de label"), MODELS, export, erase, kept)

"""What was asked of a person about their application, and when somebody came, for that person."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.models import ApplicationNote, ChangeRequest, Visit
from solozere.core.registries import PersonalData

MODELS = ("charter.ChangeRequest", "charter.Visit")


def export(contact: Any) -> list[dict[str, Any]]:
    """The changes asked for and the visits, oldest first."""
    asked = ChangeRequest.objects.filter(application__contact_id=contact.pk).order_by("at", "pk")
    visits = Visit.objects.filter(application__contact_id=contact.pk).order_by("at", "pk")
    return [
        *({_("complément demandé"): row.message, _("le"): row.at, _("répondu le"): row.answered_at} for row in asked),
        *({_("visite du"): row.at, _("par"): row.visitor, _("suite"): row.get_outcome_display()} for row in visits),
    ]


def erase(contact: Any) -> None:
    """What the team noted goes: it may speak of the person. What was decided stays, with the application."""
    ApplicationNote.objects.filter(application__contact_id=contact.pk).delete()
    Visit.objects.filter(application__contact_id=contact.pk).update(report="")


DATA = PersonalData(gettext_lazy("L’examen de vos demandes"), MODELS, export, erase)

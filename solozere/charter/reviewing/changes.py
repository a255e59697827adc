"""What is asked of the applicant: each change points at a field of their form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from solozere.charter.models import Application, ApplicationNote, ChangeRequest
from solozere.charter.reviewing.mails import tell
from solozere.core.authors import Author
from solozere.core.workflow import Done


@dataclass(frozen=True)
class Change:
    """`field` is « step.field » of the form, `label` how it is called, `message` what is asked."""

    field: str
    label: str
    message: str


def wants_changes(application: Any, data: Mapping[str, Any]) -> list[str]:
    """For `requires`: at least one change is asked."""
    if data.get("changes"):
        return []
    return [_("Dites au moins une chose à préciser\u00a0: choisissez la réponse concernée, et écrivez votre question.")]


def ask(done: Done) -> None:
    """For `within`: the rows and the mail. `data["changes"]`: of `Change`; the reason is said first."""
    changes: Iterable[Change] = done.data["changes"]
    for change in changes:
        row = ChangeRequest(application=done.obj, field=change.field, message=change.message)
        row.set_author(done.author)
        row.full_clean(exclude=["application"])
        row.save()
    asked = [(change.label, change.message) for change in changes]
    tell(done.obj, "changes", done.author, done.entry.pk, message=done.data["reason"], changes=asked)


def add_note(application: Application, text: str, author: Author) -> ApplicationNote:
    """A note for the team alone. Raises ValidationError where it is empty or too long."""
    note = ApplicationNote(application=application, text=text.strip())
    note.set_author(author)
    note.full_clean(exclude=["application"])
    note.save()
    return note

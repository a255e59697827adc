"""Files joined to an application: photographs and PDFs, for the applicant and the team alone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from solozere.charter.enums import ApplicationState as State
from solozere.charter.joining.perms import enters
from solozere.charter.models import DECIDED, Application, ApplicationFile
from solozere.core import files
from solozere.core.authors import Author
from solozere.core.models import StoredFile

MOST = 10


def keep(upload: "File[bytes]", purpose: str) -> StoredFile:
    """A photograph or a PDF, cleaned. Raises ValidationError, in French."""
    return files.store_document(upload, purpose=purpose)


def may_join(application: Application) -> bool:
    """Until it is decided."""
    return application.state not in DECIDED


@transaction.atomic
def join(application: Application, upload: "File[bytes]", caption: str, author: Author) -> ApplicationFile:
    """Join a file. Raises ValidationError: not a photograph nor a PDF, too heavy, one too many, an application that is closed."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    _check(locked, author)
    if locked.files.count() >= MOST:
        words = _("Une demande a %(most)s pièces au plus\u00a0: retirez-en une d’abord.")
        raise ValidationError(words % {"most": MOST})
    stored = keep(upload, _("pièce d’une demande de label"))
    joined, made = ApplicationFile.objects.get_or_create(
        application=locked, file=stored, defaults={"caption": caption.strip()[:200]}
    )
    if not made and caption.strip():
        joined.caption = caption.strip()[:200]
        joined.save(update_fields=["caption"])
    return joined


@transaction.atomic
def remove(joined: ApplicationFile, author: Author) -> None:
    """Take a file back, before the application is read by the team."""
    locked = Application.objects.select_for_update().get(pk=joined.application_id)
    _check(locked, author)
    if locked.state not in (State.DRAFT, State.CHANGES_REQUESTED):
        raise ValidationError(_("Votre demande est envoyée\u00a0: cette pièce y reste, ajoutez-en une autre."))
    joined.delete()


def _check(application: Application, author: Author) -> None:
    if not enters(author, application) or not may_join(application):
        raise ValidationError(_("Cette demande est close\u00a0: ses pièces ne changent plus."))


def words(stored: StoredFile) -> dict[str, Any]:
    """What a page says of a file: its kind, and its weight in kB."""
    kind = "PDF" if stored.content_type == files.PDF else _("photo")
    return {"kind": kind, "kb": max(1, round(stored.size / 1000))}

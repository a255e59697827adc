"""PDFs that people send: really PDFs, without anything that runs, hides or reaches elsewhere."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

CONTENT_TYPE = "application/pdf"
EXTENSION = "pdf"
MAX_PAGES = 200
_RUNNING = ("/OpenAction", "/AA", "/JavaScript", "/JS", "/Launch", "/RichMedia")
_LEAVING = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE")
"""Actions that run, send or open something else."""
_NAMES = ("/JavaScript", "/EmbeddedFiles")


def clean(data: bytes) -> bytes:
    """`data` rewritten without scripts, actions, attachments, forms of XFA nor what says who made it; same bytes for same content.

    Raises ValidationError, in French, for what is no PDF, is locked by a password, or has more than MAX_PAGES pages.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                words = gettext("Ce PDF a plus de %(most)s pages\u00a0: n’en envoyez que l’utile.") % {
                    "most": MAX_PAGES
                }
                raise ValidationError(words, code="too_long")
            _disarm(document)
            out = io.BytesIO()
            document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError as error:
        words = gettext("Ce PDF est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.")
        raise ValidationError(words, code="locked") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, RecursionError) as error:
        words = gettext("Ce PDF est abîmé et ne s’ouvre pas. Enregistrez-le de nouveau, puis renvoyez-le.")
        raise ValidationError(words, code="broken") from error
    return out.getvalue()


def _disarm(document: pikepdf.Pdf) -> None:
    root = document.Root
    _without(root, ("/OpenAction", "/AA", "/URI", "/Collection", "/AF"))
    _without(root.get("/AcroForm"), ("/XFA",))
    _without(root.get("/Names"), _NAMES)
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        for key in list(metadata):
            del metadata[key]
    _without(document.docinfo, tuple(document.docinfo.keys()))
    for found in _dictionaries(document):
        _without(found, _RUNNING)
        if str(found.get("/S", "")) in _LEAVING:
            found["/S"] = pikepdf.Name("/None")


def _without(found: Any, keys: tuple[str, ...]) -> None:
    """Drop these entries of a dictionary, where there is one."""
    for key in keys if isinstance(found, pikepdf.Dictionary | pikepdf.Stream) else ():
        if key in found:
            del found[key]


def _dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    for found in document.objects:
        yield from _inside(found, 0)


def _inside(found: Any, depth: int) -> Iterator[Any]:
    """A dictionary and those written directly inside it."""
    if depth > 6 or not isinstance(found, pikepdf.Object):
        return
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        yield found
        values = [found.get(key) for key in list(found.keys())]
    elif isinstance(found, pikepdf.Array):
        values = list(found)
    else:
        return
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _inside(value, depth + 1)

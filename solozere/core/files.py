"""Files that people give: kept outside every public folder under their fingerprint, served by a view that asks who may.

DATA_DIR/files/ab/abcd….webp             the file
DATA_DIR/files/vignettes/abcd…-480.webp  a picture at a smaller width, made when first asked for
"""

import hashlib
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from solozere.core import images, pdfs, perms
from solozere.core.models import StoredFile

MB = 1_000_000
MAX_BYTES = 20 * MB
WIDTHS = (160, 320, 480, 960, 1600)
"""The widths, in pixels, at which pictures are served: a short list, so that nobody fills the disk by asking for all."""
PDF = pdfs.CONTENT_TYPE
EXTENSIONS = {images.CONTENT_TYPE: images.EXTENSION, pdfs.CONTENT_TYPE: pdfs.EXTENSION}
_THUMBNAILS = "vignettes"
_UNCLAIMED = timedelta(days=1)


def store_image(
    upload: "File[bytes]",
    *,
    purpose: str,
    visibility: StoredFile.Visibility | str = StoredFile.Visibility.STAFF,
    max_bytes: int = MAX_BYTES,
) -> StoredFile:
    """Keep a picture: cleaned (see `images.clean`), stored by content. `purpose`: a few French words for who looks later.

    The same picture sent twice is one file, as widely visible as the wider of both. Raises ValidationError, in French.
    """
    clean = images.clean(_read(upload, max_bytes))
    values = {"content_type": images.CONTENT_TYPE, "width": clean.width, "height": clean.height}
    return _kept(upload, clean.content, values, purpose, visibility)


def store_document(
    upload: "File[bytes]",
    *,
    purpose: str,
    visibility: StoredFile.Visibility | str = StoredFile.Visibility.STAFF,
    max_bytes: int = MAX_BYTES,
) -> StoredFile:
    """Keep a PDF (see `pdfs.clean`) or a picture, as `store_image` does. Raises ValidationError, in French."""
    data = _read(upload, max_bytes)
    if images.sniff(data) in images.ACCEPTED:
        return store_image(upload, purpose=purpose, visibility=visibility, max_bytes=max_bytes)
    if data.lstrip()[:5] != b"%PDF-":
        message = gettext("Ce fichier n’est ni une photo, ni un PDF. Envoyez une image JPEG, PNG ou WebP, ou un PDF.")
        raise ValidationError(message, code="not_document")
    return _kept(upload, pdfs.clean(data), {"content_type": PDF}, purpose, visibility)


def _kept(
    upload: "File[bytes]",
    data: bytes,
    values: dict[str, Any],
    purpose: str,
    visibility: StoredFile.Visibility | str,
) -> StoredFile:
    """The row and the file of a content that is clean, stored once."""
    named = Path(upload.name or "").name.replace("\x00", "")[:200]
    defaults = {
        **values,
        "size": len(data),
        "original_name": named,
        "purpose": purpose,
        "visibility": visibility,
    }
    with transaction.atomic():
        stored, created = StoredFile.objects.select_for_update().get_or_create(
            sha256=hashlib.sha256(data).hexdigest(), defaults=defaults
        )
        if not created and visibility == StoredFile.Visibility.PUBLIC and stored.visibility != visibility:
            stored.visibility = StoredFile.Visibility.PUBLIC
            stored.save(update_fields=["visibility"])
        _write(path_of(stored), data)
    return stored


def _read(upload: "File[bytes]", max_bytes: int) -> bytes:
    """The whole upload, refused when it is empty or heavier than `max_bytes`."""
    upload.seek(0)
    data = upload.read(max_bytes + 1)
    if not data:
        raise ValidationError(gettext("Ce fichier est vide. Choisissez une photo et renvoyez-la."), code="empty")
    if len(data) > max_bytes:
        words = {"limit": max_bytes // MB or 1}
        message = gettext("Ce fichier est trop lourd. Envoyez une photo de %(limit)s\u00a0Mo au plus.") % words
        raise ValidationError(message, code="too_heavy")
    return data


def path_of(stored: StoredFile) -> Path:
    """Where the file lies on disk."""
    return Path(settings.MEDIA_ROOT) / stored.sha256[:2] / f"{stored.sha256}.{EXTENSIONS[stored.content_type]}"


def may_read(user: Any, stored: StoredFile) -> bool:
    """Public files are for all, the others for the team."""
    return stored.visibility == StoredFile.Visibility.PUBLIC or perms.is_team(user)


def content(stored: StoredFile, width: int | None = None) -> Path:
    """The file to serve: the picture itself, or made once at `width` px. Raises FileNotFoundError, ValueError (width)."""
    original = path_of(stored)
    if width is None or stored.content_type == PDF or (stored.width is not None and stored.width <= width):
        return original
    if width not in WIDTHS:
        raise ValueError(f"width {width} is not one of {WIDTHS}")
    small = _thumbnail_path(stored, width)
    if not small.is_file():
        _write(small, images.resized(original.read_bytes(), width))
    return small


def url(stored: StoredFile, width: int | None = None) -> str:
    """The address of a file, at one of WIDTHS when given."""
    address = reverse("file", args=[stored.sha256, EXTENSIONS[stored.content_type]])
    return f"{address}?l={width}" if width else address


def srcset(stored: StoredFile) -> str:
    """Its addresses by width, for the `srcset` of an <img>; "" where the picture is too small to be reduced."""
    natural = stored.width or 0
    steps = [f"{url(stored, width)} {width}w" for width in WIDTHS if width < natural]
    return ", ".join([*steps, f"{url(stored)} {natural}w"]) if steps else ""


def delete(stored: StoredFile) -> None:
    """Delete the row, then, once that is sure, what lies on disk. Raises ProtectedError where something still shows it."""
    paths = [path_of(stored), *(_thumbnail_path(stored, width) for width in WIDTHS)]
    with transaction.atomic():
        stored.delete()
        transaction.on_commit(lambda: _unlink(paths))


def sweep(now: datetime) -> int:
    """Delete what lies on disk for a day without a row (a store that was rolled back, a cut); returns how many files."""
    root = Path(settings.MEDIA_ROOT)
    old = [p for p in root.glob("*/*") if p.is_file() and p.stat().st_mtime < (now - _UNCLAIMED).timestamp()]
    swept = 0
    for start in range(0, len(old), 500):
        batch = old[start : start + 500]
        digests = {path.name[:64] for path in batch}
        known = set(StoredFile.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
        unclaimed = [path for path in batch if path.name[:64] not in known]
        _unlink(unclaimed)
        swept += len(unclaimed)
    return swept


def _thumbnail_path(stored: StoredFile, width: int) -> Path:
    return Path(settings.MEDIA_ROOT) / _THUMBNAILS / f"{stored.sha256}-{width}.{images.EXTENSION}"


def _write(path: Path, data: bytes) -> None:
    """All or nothing: a reader never sees half a file. What is there already has the same content."""
    if path.is_file():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _unlink(paths: list[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)

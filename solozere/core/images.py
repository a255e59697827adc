"""Pictures that people send: what they really are, made small and clean before anybody else sees them."""

import io
from dataclasses import dataclass
from typing import Any

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from PIL import Image, ImageCms, ImageOps

ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
CONTENT_TYPE = "image/webp"
EXTENSION = "webp"
MAX_SIDE = 2000
"""Pixels of the longest side that is kept: enough for a full-width picture on a dense screen."""
MAX_PIXELS = 60_000_000
"""A file that unfolds to more is refused before it is unfolded: a few kB can hold gigabytes of one colour."""
_QUALITY = 82
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError, OverflowError, MemoryError)
"""What Pillow raises on a file that lies about itself."""


@dataclass(frozen=True)
class CleanImage:
    """A re-encoded picture: its bytes, and its size in pixels."""

    content: bytes
    width: int
    height: int


def clean(data: bytes) -> CleanImage:
    """`data` (JPEG, PNG or WebP by content, whatever its name says) upright, in sRGB, at most MAX_SIDE px, as WebP.

    Everything but the pixels is gone: EXIF, position, comments, profiles, further frames. Raises ValidationError, in French.
    """
    kind = sniff(data)
    if kind not in ACCEPTED:
        raise ValidationError(
            gettext("Ce fichier n’est pas une photo. Envoyez une image JPEG, PNG ou WebP."), code="not_image"
        )
    try:
        with Image.open(io.BytesIO(data), formats=(ACCEPTED[kind],)) as image:
            _refuse_bomb(image)
            upright = ImageOps.exif_transpose(image)
            return _encode(_srgb(upright))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise ValidationError(
            gettext("Cette photo est abîmée et ne s’ouvre pas. Enregistrez-la de nouveau en JPEG, puis renvoyez-la."),
            code="broken",
        ) from error


def sniff(data: bytes) -> str:
    """The type that the content shows, « image/jpeg »; "" where it shows none."""
    try:
        return str(puremagic.from_string(data, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def resized(data: bytes, width: int) -> bytes:
    """The stored picture `data` at `width` px, as WebP; its height follows. Never enlarged."""
    with Image.open(io.BytesIO(data), formats=("WEBP",)) as image:
        if image.width <= width:
            return data
        height = max(1, round(image.height * width / image.width))
        return _encode(image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)).content


def _refuse_bomb(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> ValidationError:
    return ValidationError(
        gettext(
            "Cette photo compte trop de pixels. Réduisez-la à 7\u202f000 pixels de côté au plus, puis renvoyez-la."
        ),
        code="too_large",
    )


def _srgb(image: Image.Image) -> Image.Image:
    """RGB or RGBA, with the colours that the picture's own profile meant."""
    transparent = image.has_transparency_data
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return _converted(image, source)
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read: the colours as they are
    return image.convert("RGBA" if transparent else "RGB")


def _converted(image: Image.Image, source: Any) -> Image.Image:
    converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return converted if converted is not None else image.convert("RGB")


def _encode(image: Image.Image) -> CleanImage:
    """WebP bytes without any metadata: the pixels go to a new image, nothing of the old one follows."""
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    buffer = io.BytesIO()
    bare.save(buffer, "WEBP", quality=_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return CleanImage(buffer.getvalue(), bare.width, bare.height)

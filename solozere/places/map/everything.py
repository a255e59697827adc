"""All the places as one ready file, compressed, made again when they change."""

import gzip
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
from django.conf import settings

from solozere.places.map.features import feature_collection, place_features
from solozere.places.models import Place
from solozere.places.search import version

FORMAT = 1
"""Raised when the features are written otherwise: files of another format are not served."""
ENCODINGS = {"br": "br", "gzip": "gz", "": "geojson"}
"""How a browser may take it → the file's suffix, the lightest first."""
_BROTLI_QUALITY = 6
_GZIP_LEVEL = 6
_PIECES = 2000


def folder() -> Path:
    """Where the files stand; it can be emptied at any time."""
    return Path(settings.DATA_DIR) / "cache" / "map"


def ready_file(encoding: str) -> tuple[Path, str]:
    """The file in one of ENCODINGS and its version (a text without a quote); made first where places changed since."""
    number = f"{FORMAT}-{version.current()}"
    path = _path(number, encoding)
    if not path.exists():
        _make(number)
    return path, number


def refresh() -> str | None:
    """Make the files ahead of the next visitor; None where they are ready."""
    number = f"{FORMAT}-{version.current()}"
    if all(_path(number, encoding).exists() for encoding in ENCODINGS):
        return None
    _make(number)
    return f"map of all places made, version {number}"


def _path(number: str, encoding: str) -> Path:
    return folder() / f"places-{number}.{ENCODINGS[encoding]}"


def _make(number: str) -> None:
    """Read the places after their version: what is written may be newer than its number, never older.

    Piece by piece, so that a server's memory does not grow with the places. Each file takes its name when it is whole; two
    processes that make it at once write the same.
    """
    folder().mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder(), prefix="new-") as made:
        _write(Path(made), feature_collection(place_features(Place.objects.listed()).iterator(chunk_size=1000)))
        for encoding, suffix in ENCODINGS.items():
            (Path(made) / suffix).replace(_path(number, encoding))
    for old in folder().glob("places-*"):
        if not old.name.startswith(f"places-{number}."):
            old.unlink(missing_ok=True)


def _write(target: Path, pieces: Iterator[str]) -> None:
    packer = brotli.Compressor(quality=_BROTLI_QUALITY)
    with (
        (target / "geojson").open("wb") as plain,
        (target / "gz").open("wb") as below,
        gzip.GzipFile("", "wb", _GZIP_LEVEL, below, mtime=0) as zipped,
        (target / "br").open("wb") as packed,
    ):
        while part := "".join(islice(pieces, _PIECES)).encode():
            plain.write(part)
            zipped.write(part)
            packed.write(packer.process(part))
        packed.write(packer.finish())

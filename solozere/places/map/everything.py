"""All the places as one ready file, compressed, made again when they change."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, flock
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import BinaryIO

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


def opened(encoding: str) -> tuple[BinaryIO, str]:
    """The file in one of ENCODINGS, open, and its version (a text without a quote); made first where places changed since."""
    number = _number()
    with suppress(FileNotFoundError):
        return _path(number, encoding).open("rb"), number
    with _alone():  # opened under the lock: whoever makes the next version, and drops this one, waits
        number = _made()
        return _path(number, encoding).open("rb"), number


def refresh() -> str | None:
    """Make the files ahead of the next visitor; None where they are ready."""
    if _ready(_number()):
        return None
    with _alone():
        return f"map of all places made, version {_made()}"


def _number() -> str:
    return f"{FORMAT}-{version.current()}"


def _ready(number: str) -> bool:
    return all(_path(number, encoding).exists() for encoding in ENCODINGS)


@contextmanager
def _alone() -> Iterator[None]:
    """One maker at a time, thread or process: a file takes long to write, and an older version never takes a newer one away."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("wb") as lock:
        flock(lock, LOCK_EX)
        yield


def _made() -> str:
    """The number of the version of now, whose files are there; call it alone."""
    number = _number()
    if not _ready(number):
        _make(number)
    return number


def _path(number: str, encoding: str) -> Path:
    return folder() / f"places-{number}.{ENCODINGS[encoding]}"


def _make(number: str) -> None:
    """Read the places after their version: what is written may be newer than its number, never older.

    Piece by piece, so that a server's memory does not grow with the places. Each file takes its name when it is whole.
    """
    for left in folder().glob("new-*"):  # by a process that was killed
        rmtree(left, ignore_errors=True)
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

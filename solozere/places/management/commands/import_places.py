"""`manage.py import_places FILE [--mapping FILE] [--dry-run]`: bring places from a register."""

import os
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from solozere.core.authors import Author
from solozere.places.imports import creating, report
from solozere.places.imports.deciding import Decision, Origin, Outcome
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.mapping import Mapping, from_toml, guess_mapping, known
from solozere.places.imports.parsed import Progress
from solozere.places.imports.reading import read_table
from solozere.places.imports.running import EVERY, Request, Watch, applied, tried
from solozere.places.models import Place, PlaceImportLine

AUTHOR = "import"


class Command(BaseCommand):
    """Reads the file, writes what can be in one transaction, and says what became of each line."""

    help = "Importe des lieux d’un fichier CSV, ODS ou XLSX\u00a0: tout, ou rien si une erreur survient."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, then what the file does not say of itself."""
        parser.add_argument("file", metavar="FILE")
        registers = ", ".join(known())
        parser.add_argument(
            "--mapping", help=f"fichier TOML de correspondance, ou un registre connu\u00a0: {registers}"
        )
        parser.add_argument("--source", default="", help="nom de la source, s’il n’est pas dans la correspondance")
        parser.add_argument("--source-date", default="", help="date de la source\u00a0: 2022, 2022-12 ou 2022-12-31")
        parser.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, sans rien écrire")
        parser.add_argument("--report", help="fichier CSV où écrire le compte rendu, ligne par ligne")

    def handle(self, *args: Any, **options: Any) -> None:
        """Errors of the file, of the mapping or of the source end in a sentence."""
        if options["report"]:
            _check_writable(Path(options["report"]))
        try:
            request = self._request(options)
            decisions = self._decided(request, options)
        except (ImportFileError, ValidationError) as error:
            raise CommandError(" ".join(getattr(error, "messages", None) or [str(error)])) from error
        except OSError as error:
            name = error.filename or options["file"]
            raise CommandError(_("Le fichier %(name)s ne peut pas être lu.") % {"name": name}) from error
        self._say(decisions, dry=options["dry_run"], verbosity=options["verbosity"])
        if options["report"]:
            rows = report.report_rows(lines_of(decisions))
            Path(options["report"]).write_bytes(report.as_csv(rows))

    def _request(self, options: dict[str, Any]) -> Request:
        said = _mapping(options["mapping"]) if options["mapping"] else None
        table = read_table(Path(options["file"]).read_bytes(), said.columns if said else ())
        mapping = said or guess_mapping(table.headers)
        source = options["source"] or mapping.source
        if not source:
            raise ImportFileError(_('Dites d’où vient ce fichier, par exemple --source "Médiation numérique".'))
        origin = Origin(source, options["source_date"] or mapping.source_date)
        creating.check(origin)
        return Request(table, mapping, origin, Author.system(f"{AUTHOR} {origin.source}"))

    def _decided(self, request: Request, options: dict[str, Any]) -> list[Decision]:
        """Tried or written; how far it is, is said on a terminal, and with -v 2 anywhere."""
        shown = options["verbosity"] > 1 or (options["verbosity"] and self.stderr.isatty())

        def told(words: str) -> Progress | None:
            return partial(self._tell, words) if shown else None

        read = told(_("%(done)d lignes lues sur %(total)d"))
        if options["dry_run"]:
            return tried(request, read)
        hours = told(_("écriture\u00a0: %(done)d horaires préparés sur %(total)d"))
        places = told(_("écriture\u00a0: %(done)d lieux créés sur %(total)d"))
        return applied(request, read, watch=Watch(hours, places))

    def _tell(self, words: str, done: int, total: int) -> None:
        """Over the line before on a terminal, a line each elsewhere."""
        said = words % {"done": done, "total": total}
        if self.stderr.isatty():
            self.stderr.write(f"\r\x1b[K{said}", ending="\n" if done == total else "")
        elif done == total or done % EVERY == 0:
            self.stderr.write(said)

    def _say(self, decisions: list[Decision], *, dry: bool, verbosity: int) -> None:
        for outcome in Outcome:
            count = sum(decision.outcome == outcome for decision in decisions)
            self.stdout.write(f"{outcome.label}\u00a0: {count}")
        if verbosity:
            for line in report.report_rows(lines_of(decisions))[1:]:
                self._say_line(*line)
        if dry:
            self.stdout.write(_("Essai à blanc\u00a0: rien n’a été écrit."))

    def _say_line(self, number: str, what: str, *said: str) -> None:
        """A line of the report about which there is something to say."""
        _place, _page, wrong, right, _changed, conflicts = said
        words = [wrong, _("Ce qui serait juste\u00a0: %(right)s.") % {"right": right} if right else "", conflicts]
        if any(words):
            start = _("ligne %(n)s, %(what)s\u00a0: ") % {"n": number, "what": what}
            self.stdout.write(start + " ".join(word for word in words if word))


def _check_writable(path: Path) -> None:
    """Before anything is written: an import without the report that was asked for would have to be guessed at."""
    if path.is_dir() or not os.access(path if path.exists() else path.parent, os.W_OK):
        raise CommandError(
            _(
                "Le compte rendu ne peut pas s’écrire dans %(name)s\u00a0: nommez un fichier d’un dossier qui existe, "
                "par exemple compte-rendu.csv. Rien n’a été importé."
            )
            % {"name": path}
        )


def _mapping(said: str) -> Mapping:
    """A known register by its name, else a file."""
    return known()[said] if said in known() else from_toml(Path(said).read_bytes())


def lines_of(decisions: list[Decision]) -> list[PlaceImportLine]:
    """The lines of a report that is not kept in the database."""
    wanted = [decision.place_pk for decision in decisions if decision.place_pk]
    places = {place.pk: place for start in range(0, len(wanted), 500)
              for place in Place.objects.filter(pk__in=wanted[start : start + 500])}  # fmt: skip
    return [
        PlaceImportLine(
            number=decision.row.number,
            outcome=decision.outcome,
            title=decision.row.title,
            place=places.get(decision.place_pk or 0),
            details=decision.details(),
        )
        for decision in decisions
    ]

"""`manage.py check_territory DIR`: every problem of a pack, by file and line; nothing is loaded."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from solozere.territory.loading import check_pack


class Command(BaseCommand):
    help = "Dit tout ce qui empêcherait de charger le pack d’un territoire, par fichier et par ligne."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder of the pack."""
        parser.add_argument("dossier", type=Path, help="dossier du pack, par exemple territories/…")

    def handle(self, *args: Any, dossier: Path, **options: Any) -> None:
        """Prints the problems and ends with an error when there is one."""
        problems = check_pack(dossier)
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            count = len(problems)
            raise CommandError(ngettext("%d problème : à corriger.", "%d problèmes : à corriger.", count) % count)
        self.stdout.write(f"{dossier} : le pack peut être chargé.")

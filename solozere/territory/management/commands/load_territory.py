"""`manage.py load_territory DIR [--plan]`: load a pack, or say what a load would do."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import ngettext

from solozere.territory.loading import load_pack
from solozere.territory.report import PackRefused


class Command(BaseCommand):
    help = "Charge le pack d’un territoire ; une ligne modifiée sur le site depuis est laissée et signalée."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder of the pack, and the plan."""
        parser.add_argument("dossier", type=Path, help="dossier du pack, par exemple territories/…")
        parser.add_argument("--plan", action="store_true", help="dit ce qui serait fait, sans rien écrire")

    def handle(self, *args: Any, dossier: Path, plan: bool, **options: Any) -> None:
        """Prints the report; the problems and an error where the pack is refused."""
        try:
            report = load_pack(dossier, plan=plan)
        except PackRefused as refused:
            for problem in refused.problems:
                self.stderr.write(str(problem))
            count = len(refused.problems)
            message = ngettext("%d problème : rien n’a été chargé.", "%d problèmes : rien n’a été chargé.", count)
            raise CommandError(message % count) from refused
        for line in report.lines():
            self.stdout.write(line)

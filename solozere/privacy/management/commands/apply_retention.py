"""`manage.py apply_retention [--dry-run]`: the nightly job, by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from solozere.privacy import actions


class Command(BaseCommand):
    help = "Supprime ou rend anonyme ce qui a dépassé le délai que chaque application déclare."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--dry-run`."""
        parser.add_argument("--dry-run", action="store_true", help="compte sans rien changer")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        """One line a rule that has something due, then a line to conclude."""
        outcomes = actions.apply_all(timezone.now(), dry_run=dry_run)
        for outcome in outcomes:
            if outcome.due:
                self.stdout.write(actions.line(outcome, dry_run=dry_run))
        if not any(outcome.due for outcome in outcomes):
            self.stdout.write("Rien n’a dépassé son délai.")

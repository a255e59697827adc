"""`manage.py reindex`: rebuild what the search reads of each place."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from solozere.places.search.keeping import reindex


class Command(BaseCommand):
    """Needed after rows were written around the actions; a pack that changes communes does it by itself."""

    help = "Recalcule l’index des mots, les services et les ouvertures de tous les lieux."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """No argument."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many places there are."""
        self.stdout.write(f"{reindex()} lieux indexés.")

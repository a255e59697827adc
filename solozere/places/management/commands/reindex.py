"""`manage.py reindex`: rebuild what the search reads of each place."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from solozere.places.search import version
from solozere.places.search.bits import give_bits
from solozere.places.search.keeping import rebuild


class Command(BaseCommand):
    """Needed after rows were written around the actions, or after communes changed their names."""

    help = "Recalcule l’index des mots, les services et les ouvertures de tous les lieux."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """No argument."""

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """One transaction: readers see the former index until the new one is whole."""
        version.bump()
        give_bits()
        count = rebuild()
        self.stdout.write(f"{count} lieux indexés.")

"""`manage.py worker`: does the queued and the periodic work, until SIGTERM or Ctrl-C."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from solozere.core.jobs.loop import Loop


class Command(BaseCommand):
    help = "Runs queued jobs, and periodic jobs when they are due. Several workers may run side by side."

    def add_arguments(self, parser: CommandParser) -> None:
        """One round, or until the supervisor goes."""
        parser.add_argument("--once", action="store_true", help="do what is queued and what is due, then end")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the process that started this one does"
        )

    def handle(self, *args: Any, once: bool, with_parent: bool, **options: Any) -> None:
        """Work."""
        loop = Loop()
        if once:
            loop.once()
        else:
            loop.run_until_stopped(with_parent=with_parent)

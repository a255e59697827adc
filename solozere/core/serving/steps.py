"""The set-up before serving, each step a management command called by name: core knows none of the apps above it."""

import io
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from solozere.core.serving import static_files


class SetUpRefused(Exception):
    """The installation cannot be served; the text says why, in one sentence or a few lines."""


def migrate() -> str:
    """Bring the database to the code's tables; asks nothing when they are there."""
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    except OperationalError as error:
        raise SetUpRefused(f"The database does not answer: {str(error).strip()}") from error
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if not pending:
        return "up to date"
    call_command("migrate", interactive=False, verbosity=0)
    return f"{pending} migrations applied"


def check() -> None:
    """Ask every app, the database included, whether it can run: one line for each error."""
    found = checks.run_checks(databases=[DEFAULT_DB_ALIAS])
    errors = [message for message in found if message.is_serious()]
    if errors:
        raise SetUpRefused("\n".join(" ".join(filter(None, (error.msg, error.hint))) for error in errors))


def load_territory() -> str:
    """Load the pack: what has not changed is left alone."""
    return _summary(_said("load_territory", str(settings.TERRITORY_DIR)))


def load_demo() -> str:
    """Add the fictional activity of a demonstration."""
    return _summary(_said("load_demo"))


def collect_static() -> str:
    """Copy, name by their contents and compress the files for browsers, when their sources changed."""
    wanted = static_files.fingerprint()
    if static_files.collected() == wanted:
        return "unchanged"
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    static_files.remember(wanted)
    return f"collected in {settings.STATIC_ROOT}"


def steps() -> list[tuple[str, Callable[[], str]]]:
    """Names and functions, in order. The checks come between the tables and the first row."""

    def checked_migrate() -> str:
        done = migrate()
        check()
        return done

    demo = [("demonstration", load_demo)] if settings.DEMO else []
    return [
        ("database", checked_migrate),
        ("territory", load_territory),
        *demo,
        ("static files", collect_static),
    ]


def _said(command: str, *arguments: Any) -> list[str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=err, no_color=True)
    except CommandError as error:
        raise SetUpRefused(f"{err.getvalue()}{error}") from error
    return [line for line in out.getvalue().splitlines() if line.strip()]


def _summary(lines: list[str]) -> str:
    """What a command said, in one line; a longer report marks with = each row that it left alone."""
    if len(lines) < 2:
        return lines[0] if lines else "done"
    left = sum(line.startswith("  =") for line in lines)
    return f"loaded, {left} rows left as edited on the site" if left else "loaded"

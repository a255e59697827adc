"""`manage.py serve`: what `make run` runs once its environment is there. One line a step, then the address."""

import os
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from solozere.core.serving import programs
from solozere.core.serving.steps import SetUpRefused, steps
from solozere.core.serving.supervisor import Supervisor

START_LIMIT_S = 60.0


class Command(BaseCommand):
    help = "Sets the installation up, then runs the web server and the worker until Ctrl-C."
    requires_system_checks = []  # run once the tables are there: see serving.steps

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 0 when asked to stop, 1 when a program ended by itself or the set-up was refused."""
        os.chdir(settings.BASE_DIR)
        for name, function in steps():
            self._step(name, function)
        connections.close_all()
        bind, port = settings.BIND, settings.PORT
        supervisor = Supervisor([programs.web_server(bind, port), programs.worker()], self.stderr.write)
        supervisor.start()
        self._step("server", lambda: self._wait(supervisor, bind, port))
        if not supervisor.asked and supervisor.ended() is None:
            self.stdout.write(f"\n{settings.SITE_URL}/   (Ctrl-C to stop)")
            self.stdout.flush()
        raise SystemExit(supervisor.run())

    def _step(self, name: str, function: Callable[[], str]) -> None:
        """Same lines as tools/steps.py, which runs before Django is installed."""
        start = time.monotonic()
        self.stdout.write(f"{name:<14}", ending="")
        self.stdout.flush()
        try:
            result = function()
        except SetUpRefused as error:
            self.stdout.write("")
            self.stderr.write(str(error))
            raise SystemExit(1) from error
        self.stdout.write(f"{result:<56}{time.monotonic() - start:6.1f} s")
        self.stdout.flush()

    @staticmethod
    def _wait(supervisor: Supervisor, bind: str, port: int) -> str:
        ready = supervisor.wait_until(lambda: programs.answers(bind, port), START_LIMIT_S)
        return "web server and worker started" if ready else "not answering"

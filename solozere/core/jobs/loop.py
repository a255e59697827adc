"""The worker's loop: the queue every second, the periodic jobs when they are due, until it is told to stop."""

import os
import secrets
import signal
import socket
import threading
from types import FrameType

from django.db import close_old_connections

from solozere.core.jobs import periodic
from solozere.core.jobs.queue import Queue

PAUSE_S = 1.0
PERIODIC_EVERY = 20
"""Rounds between two looks at the periodic jobs: their finest step is the minute."""


class Loop:
    """One worker. `stop()` may be called from a signal handler: the job being run is finished first."""

    def __init__(self, pause_s: float = PAUSE_S) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(3)}"
        self.pause_s = pause_s
        self._stopped = threading.Event()
        self._parent = os.getppid()
        self.queue = Queue(self.name)

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """End after the job being run."""
        self._stopped.set()
        self.queue.stop()

    def run_until_stopped(self, *, with_parent: bool = False) -> None:
        """Work until `stop()`; `with_parent`: also end when the process that started this one is gone."""
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.stop)
        rounds = 0
        while not self._stopped.is_set():
            if with_parent and os.getppid() != self._parent:
                return
            self.once(with_periodic=rounds % PERIODIC_EVERY == 0)
            rounds += 1
            self._stopped.wait(self.pause_s)

    def once(self, *, with_periodic: bool = True) -> None:
        """One round: what is queued, then what is due."""
        close_old_connections()
        self.queue.run()
        if with_periodic:
            periodic.run_due(self.name, keep_on=lambda: not self._stopped.is_set())
        close_old_connections()

"""Runs child processes in the foreground and ends them together, whoever ends first and however.

Each child leads its own process group, so that Ctrl-C reaches the supervisor only, which then asks them one by one.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

GRACE_S = 15.0
"""Time that children have to finish what they do once asked to end."""
PR_SET_PDEATHSIG = 1
STOPPED, CHILD_DIED = 0, 1


@dataclass(frozen=True)
class Program:
    """A child to run: `name` for messages, `arguments` of its command line."""

    name: str
    arguments: Sequence[str]


def end_with_parent() -> None:
    """Runs in a new child: Linux then asks it to end when its parent is gone, even killed outright."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == 1:  # the parent went before the call
        os.kill(os.getpid(), signal.SIGTERM)


class Supervisor:
    """Starts programs and waits. `say` prints a line for the user."""

    def __init__(self, programs: Sequence[Program], say: Callable[[str], None], *, grace_s: float = GRACE_S) -> None:
        self.programs = programs
        self.say = say
        self.grace_s = grace_s
        self.asked = 0
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        # A pipe, not a threading.Event: a handler that runs while this same thread holds the event's lock would never return.
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)

    def start(self) -> None:
        """Start all programs; from here on SIGINT, SIGTERM and SIGHUP end them."""
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, self._on_ask)
        signal.signal(signal.SIGCHLD, self._on_child)
        for program in self.programs:
            # preexec_fn is safe here: this process has a single thread.
            self._children[program.name] = subprocess.Popen(  # noqa: S603 (our own arguments)
                program.arguments,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def wait_until(self, ready: Callable[[], bool], timeout_s: float) -> bool:
        """True once `ready()`; False when a child ended, somebody asked to stop, or the time is over."""
        limit = time.monotonic() + timeout_s
        while time.monotonic() < limit and not self.asked and self.ended() is None:
            if ready():
                return True
            self._wait(0.1)
        return False

    def run(self) -> int:
        """Wait for the end, bring all children to it, and return the exit code."""
        while not self.asked and self.ended() is None:
            self._wait(5)
        ended = self.ended()
        if not self.asked and ended is not None:
            self.say(f"The {ended[0]} ended by itself ({_how(ended[1])}): everything was stopped.")
        self.stop()
        return STOPPED if self.asked else CHILD_DIED

    def ended(self) -> tuple[str, int] | None:
        """Name and return code of a child that has ended, if any."""
        for name, child in self._children.items():
            if child.poll() is not None:
                return name, child.returncode
        return None

    def stop(self) -> None:
        """Ask all children to end, wait for them, and kill what is left, grandchildren included."""
        asked = self.asked
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        limit = time.monotonic() + self.grace_s
        while time.monotonic() < limit and self.asked < max(asked, 1) + 1:
            if all(child.poll() is not None for child in self._children.values()):
                break
            self._wait(0.1)
        for child in self._children.values():
            _kill_group(child.pid)
            child.wait()

    def _wait(self, seconds: float) -> None:
        select.select([self._woken], [], [], seconds)
        with suppress(BlockingIOError):
            os.read(self._woken, 4096)

    def _wake(self) -> None:
        with suppress(BlockingIOError):  # full: it will be read
            os.write(self._waker, b"\0")

    def _on_ask(self, signum: int, frame: FrameType | None) -> None:
        self.asked += 1
        self._wake()

    def _on_child(self, signum: int, frame: FrameType | None) -> None:
        self._wake()


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"

"""One line a step on the terminal: its name, what came of it, its time. `core.serving.steps` prints the same."""

import sys
import time
from types import TracebackType


class Step:
    """Prints the name at once and the rest at the end; the body sets `result`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.result = "done"

    def __enter__(self) -> "Step":
        self._start = time.monotonic()
        sys.stdout.write(f"{self.name:<14}")
        sys.stdout.flush()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            sys.stdout.write("\n")
        else:
            sys.stdout.write(f"{self.result:<56}{time.monotonic() - self._start:6.1f} s\n")
        sys.stdout.flush()

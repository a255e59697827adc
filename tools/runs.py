"""Runs the steps of `make test` one after the other, counts their tests, and ends with pytest's ordinary closing line."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

_CLOSING = re.compile(
    r"^(?:=+ )?((?:\d+ [a-z]+(?: [a-z]+)?(?:, )?)+|no tests ran)(?: in [\d.]+s(?: \([\d:]+\))?)(?: =+)?$"
)
_COUNT = re.compile(r"(\d+) (passed|failed|skipped|errors?|xfailed|xpassed|warnings?)")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
ORDER = ("failed", "passed", "skipped", "xfailed", "xpassed", "errors")


@dataclass
class Runs:
    """The steps so far: their outcome, their time, and how many tests they ran."""

    width: int = 100
    outcomes: list[tuple[str, str, float]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    ran_tests: bool = False

    @property
    def failed(self) -> list[str]:
        """Names of the steps that failed."""
        return [name for name, outcome, _ in self.outcomes if outcome == "FAILED"]

    def run(self, name: str, command: list[str], environ: dict[str, str] | None = None) -> bool:
        """Run one command, its output as it comes; True when it succeeded."""
        return self._run(name, command, environ, count=False)

    def pytest(self, name: str, command: list[str], environ: dict[str, str] | None = None) -> bool:
        """Run pytest and add its closing line to the counts; a run without a test is a failure."""
        return self._run(name, command, environ, count=True)

    def skip(self, name: str, why: str) -> None:
        """Note a step that this machine cannot do."""
        self._say(f"\n--- {name}: skipped, {why}")
        self.outcomes.append((name, "skipped", 0.0))

    def _run(self, name: str, command: list[str], environ: dict[str, str] | None, *, count: bool) -> bool:
        self._say(f"\n--- {name}")
        start, closing = time.monotonic(), ""
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env={**os.environ, **(environ or {})},
        ) as process:
            try:
                for line in process.stdout or ():
                    sys.stdout.write(line)
                    sys.stdout.flush()
                    plain = _COLOURS.sub("", line.strip())
                    closing = plain if _CLOSING.match(plain) else closing
            except BaseException:  # told to stop: the step ends too
                process.terminate()
                raise
        good = process.returncode == 0
        if count:
            self.ran_tests = True
            found = counts_of(closing)
            self.counts += found
            good = good and found["passed"] > 0
        self.outcomes.append((name, "ok" if good else "FAILED", time.monotonic() - start))
        return good

    def summary(self) -> int:
        """Print a line a step, then the closing line of all runs of pytest together; returns the exit code."""
        self._say("\n--- summary")
        for name, outcome, seconds in self.outcomes:
            self._say(f"{name:<28}{outcome:<10}{seconds:7.1f} s")
        if self.failed:
            self._say(f"\nfailed: {', '.join(self.failed)}")
        if self.ran_tests:
            seconds = time.monotonic() - self.started
            counted = [f"{self.counts[word]} {word}" for word in ORDER if self.counts[word]]
            said = ", ".join(counted) or "no tests ran"
            self._say(f" {said} in {seconds:.2f}s ".center(min(self.width, 100), "="))
        return 1 if self.failed else 0

    @staticmethod
    def _say(text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def counts_of(closing: str) -> Counter[str]:
    """The numbers of pytest's closing line, by word."""
    found: Counter[str] = Counter()
    for number, word in _COUNT.findall(closing):
        found["errors" if word == "error" else word] += int(number)
    return found

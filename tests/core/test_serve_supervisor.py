"""The supervisor ends both programs together: asked to, when one dies, or when it is killed itself."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

SLEEP = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); open({path!r}, 'w').close(); time.sleep(60)"
)
PARENT_OF = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {child!r}]); time.sleep(60)"
SCRIPT = """
import json, sys
from solozere.core.serving.supervisor import Program, Supervisor
codes, grace = json.loads(sys.argv[1]), float(sys.argv[2])
programs = [Program(name, [sys.executable, "-c", code]) for name, code in codes.items()]
supervisor = Supervisor(programs, lambda line: print(line, file=sys.stderr, flush=True), grace_s=grace)
supervisor.start()
print(json.dumps([child.pid for child in supervisor._children.values()]), flush=True)
sys.exit(supervisor.run())
"""


@pytest.fixture
def supervise(tmp_path):
    """Starts a supervisor in a process of its own over programs given by their code: (process, their pids)."""
    started, groups = [], []

    def start(grace=5.0, **codes):
        with (tmp_path / "said").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-c", SCRIPT, json.dumps(codes), str(grace)],
                stdout=subprocess.PIPE,
                stderr=said,
                env={**os.environ, "PYTHONPATH": str(settings.BASE_DIR)},
            )
        started.append(process)
        pids = json.loads(process.stdout.readline())
        groups.extend(pids)
        return process, pids

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()
    for pid in groups:
        if _alive(pid):
            os.killpg(pid, signal.SIGKILL)


def _alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _all_gone(pids, seconds=10):
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_it_ends_both_and_says_that_all_is_well(supervise, signum):
    process, pids = supervise(web=SLEEP, worker=SLEEP)
    process.send_signal(signum)
    assert process.wait(15) == 0
    assert _all_gone(pids)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import sys; sys.exit(3)", "The worker ended by itself (exit code 3)"),
        ("pass", "The worker ended by itself (exit code 0)"),
        ("import os; os.abort()", "The worker ended by itself (killed by SIGABRT)"),
    ],
)
def test_the_death_of_one_ends_the_other_with_an_error(supervise, tmp_path, code, words):
    process, pids = supervise(web=SLEEP, worker=code)
    assert process.wait(15) == 1
    assert _all_gone(pids)
    assert words in (tmp_path / "said").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_killed_outright_it_leaves_no_orphan(supervise):
    process, pids = supervise(web=SLEEP, worker=SLEEP)
    process.kill()
    process.wait()
    assert _all_gone(pids)


def _wait_for(path):
    limit = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_a_program_that_will_not_end_is_killed_after_the_grace(supervise, tmp_path):
    process, pids = supervise(grace=0.3, web=STUBBORN.format(path=str(tmp_path / "deaf")), worker=SLEEP)
    _wait_for(tmp_path / "deaf")
    process.terminate()
    assert process.wait(15) == 0
    assert _all_gone(pids)


def test_a_second_request_does_not_wait_for_the_grace(supervise, tmp_path):
    process, pids = supervise(grace=600, web=STUBBORN.format(path=str(tmp_path / "deaf")), worker=SLEEP)
    _wait_for(tmp_path / "deaf")
    process.send_signal(signal.SIGINT)
    assert _all_gone(pids[1:]), "the first request ends what obeys"
    process.send_signal(signal.SIGINT)
    assert process.wait(15) == 0
    assert _all_gone(pids)


def test_what_a_program_started_ends_with_it(supervise, tmp_path):
    child = f"import os, time; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    process, pids = supervise(web=PARENT_OF.format(child=child), worker=SLEEP)
    limit = time.monotonic() + 10
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        assert time.monotonic() < limit
        time.sleep(0.05)
    process.terminate()
    assert process.wait(15) == 0
    assert _all_gone([*pids, int((tmp_path / "pid").read_text())])

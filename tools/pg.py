"""A throw-away PostgreSQL cluster for the tests: made in a temporary folder, without durability, gone at the end."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_LIMIT_S = 30
FAST = "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50", "shared_buffers=64MB"


def binaries() -> Path | None:
    """The folder that holds initdb and postgres, the newest version first; None without a server on this machine."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = [Path(found).resolve().parent for name in ("initdb", "pg_ctl") if (found := shutil.which(name))]
    for folder in [*debian, *on_path]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the arguments of subprocess that make it run as somebody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("no account but root to run PostgreSQL as")


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a cluster with the binaries in `folder`; gives the URL of a database in it. Raises RuntimeError."""
    with tempfile.TemporaryDirectory(prefix="solozere-pg-") as name:
        root, who = Path(name), account()
        if who:
            os.chown(root, who["user"], who["group"])
        data, log = root / "data", root / "log"
        environ = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        _initialise(folder, data, who, environ)
        port = _free_port()
        settings = [*FAST, "listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={root}"]
        command = [str(folder / "postgres"), "-D", str(data), *(word for item in settings for word in ("-c", item))]
        with log.open("wb") as output:
            server = subprocess.Popen(
                command, stdout=output, stderr=output, env=environ, cwd=root, preexec_fn=_end_with_parent, **who
            )
            try:
                _wait(server, port, log)
                yield f"postgresql://solozere@127.0.0.1:{port}/solozere"
            finally:
                _stop(server)


def _initialise(folder: Path, data: Path, who: dict[str, Any], environ: dict[str, str]) -> None:
    options = ["--no-sync", "--auth=trust", "--username=solozere", "--encoding=UTF8", "--no-locale"]
    command = [str(folder / "initdb"), "-D", str(data), *options]
    done = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=data.parent, check=False, **who)
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr.strip()}")


def _end_with_parent() -> None:
    """Linux: ask the server to shut down at once when the tests are killed (1: PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    import psycopg

    limit = time.monotonic() + START_LIMIT_S
    while server.poll() is None and time.monotonic() < limit:
        try:
            psycopg.connect(f"postgresql://solozere@127.0.0.1:{port}/postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text()[-2000:]}")


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown by the pid that was started; killed when it does not obey."""
    if server.poll() is not None:
        return
    server.send_signal(signal.SIGINT)
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()

"""From a fresh copy of the project to pages served, with `make run` alone; again; then refused; then killed."""

import http.client
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import time

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache", "*.pyc")
FIRST_START_S, START_S = 600, 120


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project's files, without anything that its commands made."""
    folder = tmp_path_factory.mktemp("fresh") / "solozere"
    shutil.copytree(settings.BASE_DIR, folder, ignore=LEFT_OUT, symlinks=True)
    return folder


@pytest.fixture(scope="module")
def port():
    """A free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Run:
    """`make run`, called from the folder that contains the project's."""

    def __init__(self, copy, port, **variables):
        given = {"PORT": port, "DATA_DIR": "data", **variables}
        clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        registries = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "UV_", "SSL_", "REQUESTS_"))}
        self.port = port
        self.said = ""
        self.process = subprocess.Popen(
            ["make", "-C", str(copy), "--no-print-directory", "run", *(f"{k}={v}" for k, v in given.items())],
            cwd=copy.parent,
            env={**clean, **registries, "PWD": str(copy.parent)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def until(self, words, seconds):
        """Read what it says until `words` or its end."""
        limit = time.monotonic() + seconds
        out = self.process.stdout
        while words not in self.said and time.monotonic() < limit:
            if select.select([out], [], [], 0.2)[0]:
                got = os.read(out.fileno(), 65536).decode()
                if not got:
                    break
                self.said += got
        assert words in self.said, self.said
        return self.said

    def get(self, path):
        """Status, content type and text of a page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.headers["Content-Type"], response.read().decode()
        finally:
            connection.close()

    def supervisor(self):
        """The pid of `manage.py serve`."""
        done = subprocess.run(["ps", "-eww", "-o", "pid,sid,args"], capture_output=True, text=True, check=True)
        lines = [line.split(None, 2) for line in done.stdout.splitlines()]
        return next(int(p) for p, sid, args in lines if sid == str(self.process.pid) and "manage.py serve" in args)

    def end(self):
        """As a terminal does at Ctrl-C; everything must have gone."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(60)
        self.process.stdout.close()
        assert self.port_is_free()

    def port_is_free(self, seconds=20):
        """Has the web server gone?"""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", self.port))
                except OSError:
                    time.sleep(0.2)
                else:
                    return True
        return False


def test_a_fresh_copy_is_served_twice_refused_without_its_demonstration_and_leaves_no_orphan(copy, port):
    first = Run(copy, port)
    try:
        said = first.until("Ctrl-C", FIRST_START_S)
        for step in ("environment", "database", "territory", "demonstration", "static files", "server"):
            assert re.search(rf"^{step} .* s$", said, re.MULTILINE), said
        assert f"http://127.0.0.1:{port}/" in said
        assert (copy.parent / "data" / "solozere.sqlite3").exists(), "DATA_DIR starts from where make was called"
        status, kind, home = first.get("/")
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert "démonstration" in home
        status, _, places = first.get("/lieux/")
        assert status == 200
        stylesheet = re.search(r'href="(/static/[^"]+\.css)"', home)[1]
        assert first.get(stylesheet)[:2] == (200, 'text/css; charset="utf-8"')
    finally:
        first.end()

    second = Run(copy, port)
    try:
        said = second.until("Ctrl-C", START_S)
        assert re.search(r"^environment +up to date", said, re.MULTILINE)
        assert re.search(r"^database +up to date", said, re.MULTILINE)
        assert re.search(r"^static files +unchanged", said, re.MULTILINE)
        assert _places(second.get("/lieux/")[2]) == _places(places)
        os.kill(second.supervisor(), signal.SIGKILL)
        assert second.port_is_free(), "the web server outlived its supervisor"
    finally:
        second.end()

    real = Run(copy, port, DEMO=0)
    try:
        said = real.until("DEMO=0", START_S)
        assert "http://127.0.0.1" not in said
        assert real.process.wait(60) != 0
    finally:
        real.end()


def _places(page):
    return re.findall(r'href="(/lieux/[a-z0-9-]+/)"', page)

"""The two programs of an installation, and how to know that the first one answers."""

import http.client
import sys

from solozere.core.serving.supervisor import Program

WEB, WORKER = "web server", "worker"


def web_server(bind: str, port: int) -> Program:
    """gunicorn with threads; WEB_CONCURRENCY sets the number of processes, GUNICORN_CMD_ARGS anything else."""
    address = f"[{bind}]:{port}" if ":" in bind else f"{bind}:{port}"
    options = ["--bind", address, "--worker-class", "gthread", "--threads", "4", "--preload", "--no-control-socket"]
    options += ["--graceful-timeout", "10", "--log-level", "warning"]
    return Program(WEB, [sys.executable, "-m", "gunicorn", "solozere.wsgi", *options])


def worker() -> Program:
    """`manage.py worker`, which also watches that its parent lives."""
    return Program(WORKER, [sys.executable, "manage.py", "worker", "--with-parent"])


def answers(bind: str, port: int) -> bool:
    """Does the web server answer anything but an error of its own?"""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 (where all interfaces listen)
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/sante/vivant")
        return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()

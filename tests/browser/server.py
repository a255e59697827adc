"""A real HTTP server in a thread, on the tests' database, with the middleware of production."""

import sqlite3
import threading
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.signals import got_request_exception
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import override_settings


class _Server(ThreadedWSGIServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection early is no error."""


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Requests are not logged."""


@dataclass
class Site:
    """The running site: its `url` without final slash, and the tracebacks of the requests that raised."""

    url: str
    errors: list[str] = field(default_factory=list)

    def note_error(self, sender: Any, request: Any = None, **kwargs: Any) -> None:
        """Receiver of Django's signal: keeps the traceback for the test that is running."""
        self.errors.append(f"{getattr(request, 'path', '?')} raised:\n{traceback.format_exc()}")

    @contextmanager
    def restored(self) -> Iterator[None]:
        """Put the database back as it was at the entry."""
        path = Path(connection.settings_dict["NAME"])
        kept = path.with_suffix(".kept")
        connection.close()
        _copy(path, kept)
        try:
            yield
        finally:
            connection.close()
            _copy(kept, path)
            cache.clear()


def _copy(source: Path, target: Path) -> None:
    """SQLite's own copy, right while others read."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target, timeout=10)) as other:
        one.backup(other)


@contextmanager
def serve() -> Iterator[Site]:
    """Load the territory and the demonstration, then serve them on a free port of this machine."""
    with _Server(("127.0.0.1", 0), _QuietHandler) as server:
        site = Site(f"http://127.0.0.1:{server.server_address[1]}")
        with override_settings(SITE_URL=site.url):
            call_command("load_territory", str(settings.TERRITORY_DIR), verbosity=0)
            call_command("load_demo", verbosity=0)
            connection.close()
            server.set_app(get_wsgi_application())
            got_request_exception.connect(site.note_error)
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            try:
                yield site
            finally:
                got_request_exception.disconnect(site.note_error)
                server.shutdown()
                thread.join(10)

"""Notes everything that goes wrong in a browser context: see tests/browser/conftest.py."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

LOUD = "error", "warning", "assert"


class Watch:
    """The faults of the pages of one test, a line each."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._seen: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    @property
    def faults(self) -> list[str]:
        """What was seen and not allowed."""
        return [line for line in self._seen if not any(pattern.search(line) for pattern in self._allowed)]

    def allow(self, pattern: str) -> None:
        """Announce a fault that the test wants: a regular expression found in its line, such as « 404 .*/nulle-part/ »."""
        self._allowed.append(re.compile(pattern))

    def follow(self, context: BrowserContext) -> None:
        """Listen to all pages of the context."""
        context.on("console", self._console)
        context.on("weberror", self._web_error)
        context.on("request", self._request)
        context.on("requestfailed", self._request_failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in LOUD:
            where = message.location.get("url", "")
            self._seen.append(f"console {message.type}: {message.text} ({where})")

    def _web_error(self, error: WebError) -> None:
        self._seen.append(f"script error: {error.error}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._host:
            self._seen.append(f"request to another host: {request.url}")

    def _request_failed(self, request: Request) -> None:
        # A download, or a page left while it loads, aborts its own requests.
        if request.failure != "net::ERR_ABORTED":
            self._seen.append(f"request failed: {request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._seen.append(f"response {response.status} {response.url}")

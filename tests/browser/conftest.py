"""Ground of the browser tests: Chromium, a server on the territory and its demonstration, and eyes on everything that fails.

    def test_something(visit):
        page = visit("/lieux/", width=390, scheme="dark")

A console error, a script error, a refusal of the security policy, a request that failed or left for another host, or a
500 makes the test fail, unless it was announced with `watch.allow(…)`.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test.utils import override_settings, setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.server import Site, serve
from tests.browser.watch import Watch
from tools.needs import chromium

# Playwright's loop runs in this thread: Django would take every query of a test for one of a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Nothing of the browser's own goes out: without network it would wait for it.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Every test of this folder is a browser test."""
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, which looks nothing up by itself."""
    path = chromium()
    if path is None:
        pytest.fail("The browser tests need Chromium: run `make test`, which installs it or says how.")
    return {"executable_path": path, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database, without the transaction around each test that the server's threads could not see through."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """The site with the real territory and the demonstration, loaded once; tests may query the same database."""
    with django_db_blocker.unblock(), override_settings(DEMO=True), serve() as running:
        yield running


@pytest.fixture
def changes(site: Site) -> Iterator[None]:
    """For a test that changes data: the database is put back afterwards."""
    with site.restored():
        yield


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """What went wrong in the pages of this test; checked at its end."""
    seen = Watch(site.url)
    site.errors.clear()
    yield seen
    assert not (seen.faults + site.errors), "\n".join(seen.faults + site.errors)


@pytest.fixture
def new_context(site: Site, browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a watched context: width and height in CSS pixels, scheme "light" or "dark", javascript."""
    made: list[BrowserContext] = []

    def make(width: int = 1280, height: int = 900, scheme: str = "light", javascript: bool = True) -> BrowserContext:
        context = browser.new_context(
            base_url=site.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        context.set_default_timeout(15_000)
        watch.follow(context)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens a page in a context of its own and waits for its fonts: `visit("/lieux/", width=390, scheme="dark")`."""

    def open_page(path: str, **options: Any) -> Page:
        page = new_context(**options).new_page()
        page.goto(path)
        if options.get("javascript", True):
            page.evaluate("document.fonts.ready.then(() => true)")
        return page

    return open_page
